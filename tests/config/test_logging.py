"""What the log says of a request, and at what length."""

import io
import logging

import pytest
from django.conf import settings as configured
from django.urls import reverse

from accord.publicsite.reading import overviews


@pytest.fixture
def written(monkeypatch):
    """What the handler of the settings writes."""
    [handler] = [
        one for one in logging.getLogger().handlers if one.get_name() == "stderr"
    ]
    stream = io.StringIO()
    monkeypatch.setattr(handler, "stream", stream)
    return stream


def not_allowed(client, cast):
    return client.get(reverse("directory:person_list"))


def not_there(client, cast):
    return client.get("/fr/espace/contrats/9999/")


def another_host(client, cast):
    return client.get("/fr/", headers={"host": "scanned.example"})


def too_many_fields(client, cast):
    fields = {f"f{n}": "" for n in range(configured.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    return client.post(reverse("directory:profile"), fields)


def damaged_form(client, cast):
    kind = "multipart/form-data; boundary="
    return client.post(reverse("directory:profile"), b"x", content_type=kind)


def stale_token(client, cast):
    client.handler.enforce_csrf_checks = True
    return client.post(reverse("directory:profile"), {"name": "Ines"})


def refused(client, cast):
    return client.send(reverse("directory:away_end", args=[9999]))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ask", "status"),
    [
        (not_allowed, 403),
        (not_there, 404),
        (another_host, 400),
        (too_many_fields, 400),
        (damaged_form, 400),
        (stale_token, 403),
        (refused, 404),
    ],
)
def test_an_ordinary_refusal_is_one_line_of_the_log(
    ask, status, sign_in, cast, settings, written
):
    settings.ALLOWED_HOSTS = ["testserver"]
    client = sign_in(cast.ines)

    answer = ask(client, cast)

    assert answer.status_code == status
    lines = written.getvalue().splitlines()
    assert len(lines) in (1, 2) if ask is too_many_fields else len(lines) == 1
    assert "Traceback" not in written.getvalue()


@pytest.mark.django_db
def test_a_fault_of_ours_keeps_its_traceback(client, written, monkeypatch):
    def fail(as_of):
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(overviews, "home", fail)
    client.raise_request_exception = False

    assert client.get("/fr/").status_code == 500
    assert "Traceback" in written.getvalue()
    assert "ZeroDivisionError: ours" in written.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page",
    [
        "fr/compte/invitation",
        "nl/account/invitation",
        "fr/compte/courriel",
        "nl/account/e-mail",
    ],
)
def test_a_link_that_acts_for_someone_is_not_in_the_log(page, client, caplog):
    client.get(f"/{page}/a-token-of-an-account/")

    assert f"/{page}/…" in caplog.text
    assert "a-token" not in caplog.text
