"""The whole public site on an invented province: it says nothing of another place."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from accord.lib.bilingual import LANGUAGES
from tests.browsing import Browser

PROVINCE = Path(__file__).parent / "province"
OTHER_PLACE = re.compile(rb"[^\n<>]{0,40}(?:Bruxell|Brussel)[^\n<>]{0,40}")
LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)')
# Documents are set anew for each; workbooks and pictures hold what the pages do.
UNREAD = re.compile(r"\.(?:pdf|xlsx|zip|woff2|png|ico|css|js|svg)$|/pdf/$|^/static/")


@pytest.fixture
def site(nobody, settings) -> dict[str, bytes]:
    """Every page and file that links lead to, by its address."""
    settings.REGISTER = PROVINCE
    call_command("load_register", PROVINCE, verbosity=0, stdout=StringIO())
    client, found = Browser(), {}
    waiting = [f"/{language}/" for language in LANGUAGES]
    while waiting:
        path = waiting.pop()
        if path in found or UNREAD.search(path.split("?")[0]):
            continue
        answer = client.get(path)
        body = answer.getvalue() if answer.streaming else answer.content
        found[path] = body if answer.status_code == 200 else b""
        if answer.status_code not in (200, 301, 302):
            found[path] = b"a dead link, as to a source of Brussels"
        if "html" in answer.headers.get("Content-Type", ""):
            links = {one.replace("&amp;", "&") for one in LINK.findall(answer.text)}
            waiting += sorted(one for one in links if "?" not in one)
    return found


def test_no_page_or_file_speaks_of_another_place(site):
    said = {
        path: OTHER_PLACE.findall(body)[:2]
        for path, body in site.items()
        if OTHER_PLACE.search(body)
    }
    left = [f"{path}: {one}" for path, one in said.items()]
    assert left == []
    assert len(site) > 80
    assert any(b"Montjoli" in body for body in site.values())
