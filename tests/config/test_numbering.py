"""The number of a request, as the page of a fault says it."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.utils.translation import override

from accord.lib.numbering import numbered
from config.env import BASE_DIR

PAGES = sorted(
    file.stem
    for file in (BASE_DIR / "accord/ui/templates/ui/errors").glob("*.html")
    if file.stem not in ("number", "way_on", "kept")  # parts, and a form to send on
)


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize("page", PAGES)
def test_the_page_of_a_fault_says_its_number(page, language, rf):
    said = {"shell": "ui/public.html", "is_workspace": False, "above": "/"}
    request = rf.get("/fr/")
    request.user = AnonymousUser()
    with numbered() as number, override(language):
        shown = render_to_string(f"ui/errors/{page}.html", said, request)

    assert f"<strong>{number}</strong>" in shown
    assert ("numéro" if language == "fr" else "nummer") in shown


def test_a_number_is_read_out_without_a_doubt():
    with numbered() as number:
        assert re.fullmatch(r"[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}", number)
