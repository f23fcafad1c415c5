"""What the log says of a request, and at what length."""

import pytest


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_one_line_of_the_log(client, settings, caplog):
    settings.ALLOWED_HOSTS = ["accord.example"]

    answer = client.get("/fr/", headers={"host": "scanned.example"})

    assert answer.status_code == 400
    said = [one for one in caplog.records if "scanned.example" in one.getMessage()]
    assert [one.name for one in said] == ["django.security.DisallowedHost"]
    assert not any(one.exc_info for one in caplog.records)


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
