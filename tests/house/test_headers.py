"""What every answer tells the browser."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db

PAGES = ["publicsite:home", "account_login"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_closes_the_browsers_doors(page, client):
    answer = client.get(reverse(page))

    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_pages_with_a_person_in_them_are_not_kept_by_anyone(sign_in, cast):
    answer = sign_in(cast.rita).get(reverse("dashboards:overview"))

    assert "private" in answer["Cache-Control"] or "no-store" in answer["Cache-Control"]


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(settings):
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == settings.CSRF_COOKIE_SAMESITE == "Lax"


def test_a_drawing_that_is_opened_by_itself_runs_nothing(client, settings):
    """The register brings its own, such as a logo."""
    settings.WHITENOISE_USE_FINDERS = True
    answer = client.get("/static/ui/marks.svg")
    answer.close()

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/svg+xml"
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
