"""What the log says of a request, and at what length."""

import io
import json
import logging
import re
import sys
import time
from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
from django.conf import settings as configured
from django.core.cache import caches
from django.db import OperationalError
from django.urls import URLPattern, get_resolver, reverse
from django.urls.converters import PathConverter, StringConverter
from django.utils.translation import override

from accord.publicsite.reading import overviews
from config.logs import Json, Line, OneTraceback, without_secrets
from config.middleware import HEADER


@pytest.fixture
def handler():
    """That of the settings, which remembers no fault of another test."""
    [handler] = [
        one for one in logging.getLogger().handlers if one.get_name() == "stderr"
    ]
    [faults] = [one for one in handler.filters if isinstance(one, OneTraceback)]
    faults.told.clear()
    form = handler.formatter
    yield handler
    handler.setFormatter(form)


@pytest.fixture
def written(monkeypatch, handler):
    """What it writes."""
    caches["pages"].clear()
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
    # The page of a form is asked before it is sent.
    lines = [line for line in lines_of(written) if " INFO " not in line]
    told = [line for line in lines if " accord.request " in line]
    assert [f" {status} " in line for line in told] == [True]
    # Why, where it is no matter of course: a host, a form, a token.
    why = [line for line in lines if line not in told]
    assert all(" django.security." in line for line in why)
    assert len(why) <= 1 + (ask is too_many_fields)


@pytest.mark.django_db
def test_a_fault_of_ours_keeps_its_traceback(client, written, monkeypatch):
    def fail(as_of):
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(overviews, "home", fail)
    client.raise_request_exception = False

    assert client.get("/fr/").status_code == 500
    assert "Traceback" in written.getvalue()
    assert "ZeroDivisionError: ours" in written.getvalue()


def lines_of(written):
    return written.getvalue().splitlines()


@pytest.mark.django_db
def test_a_request_is_one_line_that_says_what_it_cost(sign_in, cast, written):
    answer = sign_in(cast.ines).get(reverse("directory:profile"), {"q": "private"})

    [line] = lines_of(written)
    moment, level, name, number, *said = line.split()
    assert datetime.fromisoformat(moment).utcoffset() == timedelta(0)
    assert (level, name, number) == ("INFO", "accord.request", answer[HEADER])
    assert re.fullmatch(
        r"GET /fr/espace/annuaire/\S+/ 200 \d+ ms [1-9]\d* queries "
        f"person {cast.ines.pk}",
        " ".join(said),
    )


@pytest.mark.django_db
def test_a_page_that_is_kept_has_its_line_too(client, written):
    numbers = [client.get("/fr/")[HEADER] for _ in range(2)]

    assert [line.split()[3] for line in lines_of(written)] == numbers
    assert numbers[0] != numbers[1]
    assert "person" not in written.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz", "/static/nothing.css"])
def test_what_programs_ask_all_the_time_has_a_line_where_it_fails(
    address, client, written
):
    expected = client.get(address).status_code >= 400
    assert bool(lines_of(written)) is expected


@pytest.mark.django_db
def test_as_json_a_line_is_an_object_with_the_same(sign_in, cast, handler, written):
    handler.setFormatter(Json())
    answer = sign_in(cast.ines).get(reverse("directory:profile"))

    [line] = lines_of(written)
    said = json.loads(line)
    assert datetime.fromisoformat(said["time"]).utcoffset() == timedelta(0)
    assert said["request"] == answer[HEADER]
    assert (said["method"], said["status"]) == ("GET", 200)
    assert said["person"] == cast.ines.pk
    assert {"level", "logger", "message", "path", "ms", "queries"} <= said.keys()


@pytest.mark.django_db
def test_as_json_a_traceback_stays_on_its_line(client, handler, written, monkeypatch):
    handler.setFormatter(Json())
    client.raise_request_exception = False
    monkeypatch.setattr(overviews, "home", failing(ZeroDivisionError("of ada@x.be")))
    client.get("/fr/")

    first, second = (json.loads(line) for line in lines_of(written))
    assert "ZeroDivisionError" in first["traceback"]
    assert "ada@x.be" not in written.getvalue()
    assert first["request"] == second["request"]


# Secrets


TOKEN = "a-token-of-an-account-1234567890"
OURS = {"extension"}  # a kind of file


def secret_addresses():
    """Every address that takes a word which is not of our making, in both languages."""
    for language in ("fr", "nl"):
        with override(language):
            for path, converters in walked(get_resolver()):
                words = {
                    name: one
                    for name, one in converters.items()
                    if type(one) in (StringConverter, PathConverter)
                    and name not in OURS
                }
                if words:
                    yield re.sub(r"<(?:\w+:)?(\w+)>", TOKEN, path)


def walked(resolver, before="/", known=None):
    for one in resolver.url_patterns:
        path = before + str(one.pattern)
        converters = (known or {}) | one.pattern.converters
        if isinstance(one, URLPattern):
            yield path, converters
        else:
            yield from walked(one, path, converters)


SECRET = sorted(set(secret_addresses()))


def test_the_addresses_with_a_secret_are_found():
    said = " ".join(SECRET)
    for page in ("invitation", "choisir", "kiezen", "courriel", "e-mail", "confirm"):
        assert f"/{page}/" in said


@pytest.mark.django_db
@pytest.mark.parametrize("address", SECRET)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("form", [Line, Json])
def test_an_address_that_opens_something_is_not_in_the_log(
    form, method, address, client, handler, written
):
    handler.setFormatter(form())
    client.raise_request_exception = False
    client.handler.enforce_csrf_checks = True
    getattr(client, method)(address)
    getattr(client, method)(address.rstrip("/"))

    assert lines_of(written)
    assert "a-token" not in written.getvalue()


def test_no_address_of_mail_is_in_the_log(handler, written):
    logging.getLogger("accord").warning("Key (email)=(ada@example.org) is there twice")

    assert "ada" not in written.getvalue()
    assert "(email)=(…)" in written.getvalue()


# What a visitor makes of it


FORGED = "\n2026-11-30T06:34:08.123+00:00 INFO accord.request K7QF-2M9X GET /forged"


@pytest.mark.django_db
@pytest.mark.parametrize("form", [Line, Json])
@pytest.mark.parametrize("begins", ["\n", "\r", "\x85", "\u2028", "\x1b[2K", "\u202e"])
def test_no_address_writes_a_line_of_its_own(form, begins, client, handler, written):
    handler.setFormatter(form())
    client.get("/fr/" + quote(begins + FORGED))

    assert len(written.getvalue().splitlines()) == 1
    assert "forged" in written.getvalue()
    assert begins not in written.getvalue().removesuffix("\n")
    if form is Json:
        assert json.loads(written.getvalue())["path"] == "/fr/" + begins + FORGED


@pytest.mark.django_db
def test_no_fault_writes_a_line_that_looks_like_ours(client, written, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(overviews, "home", failing(ValueError(f"wrong: {FORGED}")))
    client.get("/fr/")

    numbers = [line.split()[3] for line in lines_of(written) if line[0] != " "]
    assert len(numbers) == 2
    assert len(set(numbers)) == 1
    assert "forged" in written.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("form", [Line, Json])
def test_a_long_address_costs_a_short_line(form, client, handler, written):
    handler.setFormatter(form())
    client.get("/fr/" + 60_000 * "a")

    assert len(written.getvalue()) < 1000


def test_a_long_word_is_looked_through_once():
    began = time.process_time()
    assert without_secrets(100_000 * "a") == 100_000 * "a"
    assert without_secrets(100_000 * "a" + "@x.be, b") == "…, b"
    assert time.process_time() - began < 1  # letter by letter, it was half a minute


# One traceback for a fault


def failing(error):
    def fail(*args, **kwargs):
        raise error

    return fail


@pytest.mark.django_db
def test_a_fault_that_comes_again_is_told_once_and_then_named(
    client, written, monkeypatch
):
    client.raise_request_exception = False
    monkeypatch.setattr(overviews, "home", failing(OperationalError("away")))
    numbers = [client.get("/fr/")[HEADER] for _ in range(20)]

    said = written.getvalue()
    assert said.count("Traceback") == 1
    again = [line for line in lines_of(written) if "OperationalError (" in line]
    assert len(again) == 19
    assert all(line.endswith(f"as in {numbers[0]}") for line in again)


def told(faults, error):
    try:
        raise error
    except type(error):
        record = logging.LogRecord("x", 40, "x", 1, "Failed", (), sys.exc_info())
    faults.filter(record)
    return record.exc_info is not None


def test_an_outage_is_one_fault_whatever_page_meets_it():
    def connect():
        raise OperationalError("away")

    def page(faults):
        try:
            connect()
        except OperationalError:
            record = logging.LogRecord("x", 40, "x", 1, "Failed", (), sys.exc_info())
        faults.filter(record)
        return record.exc_info is not None

    def other(faults):
        return page(faults)

    faults = OneTraceback()
    assert [page(faults), other(faults)] == [True, False]


def test_two_faults_have_two_tracebacks():
    faults = OneTraceback()
    assert told(faults, ValueError("a"))
    assert told(faults, KeyError("b"))
    assert not told(faults, ValueError("another word"))


def test_a_fault_is_told_again_after_a_while(monkeypatch):
    faults, now = OneTraceback(), [1000.0]
    monkeypatch.setattr("config.logs.time.monotonic", lambda: now[0])
    assert told(faults, ValueError())
    now[0] += faults.SHOWN_AGAIN - 1
    assert not told(faults, ValueError())
    now[0] += 2
    assert told(faults, ValueError())


def test_no_more_faults_are_remembered_than_said(monkeypatch):
    faults = OneTraceback()
    for number in range(3 * faults.MOST):
        told(faults, type(f"Fault{number}", (Exception,), {})())

    assert len(faults.told) == faults.MOST


# On the page


@pytest.mark.django_db
def test_the_page_the_log_and_the_answer_have_one_number(client, written):
    answer = client.get("/fr/nulle-part/")

    assert answer.status_code == 404
    assert answer[HEADER] in answer.text
    assert answer[HEADER] in written.getvalue()
