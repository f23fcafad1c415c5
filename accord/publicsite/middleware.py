"""Public pages for visitors who are not signed in: kept in memory, with validators.

A page is the same for every visitor, so it is kept under the register's revision: the
number of its latest change. Any change makes another revision, hence another page; no
page is ever shown that the register no longer says. What an address says after ``?``
and its page does not ask for (``takes``) is left out: it would only make more copies.

It is kept compressed, as nearly every browser takes it. Only here is that safe: a
public page holds no token and nothing of the visitor's that its length would tell.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, urlencode
from django.utils.translation import get_language_from_path, override

from accord.journal.models import revision, revision_number
from accord.outlets import Version, known
from accord.ui.pages import WORKSPACE

PRIVATE = (*WORKSPACE, "/fr/compte/", "/nl/account/")
# Headers by which a page is asked whole or in part.
ASKED_BY = ("HX-Request", "HX-History-Restore-Request")
# For programs, and the same in every language.
WITHOUT_LANGUAGE = ("/robots.txt", "/sitemap.xml")
TAKES_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
# Browsers ask again after a minute; the answer is then nearly always "not modified".
PUBLIC_CONTROL = "public, max-age=60, must-revalidate"


@dataclass
class Kept:
    """A page as it was sent: nothing is left to work out when it is asked again.

    ``content`` is compressed.
    """

    content: bytes
    headers: dict[str, str]
    changed_at: datetime | None


def is_public(request: HttpRequest) -> bool:
    """A page for everyone, asked by someone who is not signed in."""
    path = request.path
    return (
        request.method in ("GET", "HEAD")
        and (path.startswith(("/fr/", "/nl/")) or path in WITHOUT_LANGUAGE)
        and not path.startswith(PRIVATE)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )


class PublicPageMiddleware:
    """The first of all: a page that is kept passes through no other."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_public(request):
            response = self.get_response(request)
            if not response.has_header("Cache-Control"):
                response["Cache-Control"] = _private_control(request)
            if response.get("Access-Control-Allow-Origin") == "*":
                # For every site, hence the same for every reader.
                response["Vary"] = "Accept-Encoding"
            return response
        _leave_out_what_is_not_asked(request)
        key = _key(request, revision_number())
        kept = caches["pages"].get(key)
        if kept is None:
            if had := _known(request, key):  # not kept here, yet the visitor has it
                return _validated(had, key, _changed_at())
            response = self.get_response(request)
            if not _may_be_kept(response):
                return response
            kept = _keep(response, key)
        if had := _known(request, key, kept.changed_at):
            return _validated(had, key, kept.changed_at)
        return _sent(request, kept)


def _sent(request: HttpRequest, kept: Kept) -> HttpResponse:
    headers = dict(kept.headers)
    if TAKES_GZIP.search(request.headers.get("Accept-Encoding", "")):
        content, headers["Content-Encoding"] = kept.content, "gzip"
    else:
        content = gzip.decompress(kept.content)
    headers["Content-Length"] = str(len(content))
    return HttpResponse(content, headers=headers)


def _leave_out_what_is_not_asked(request: HttpRequest) -> None:
    if not (query := request.META.get("QUERY_STRING")):
        return
    with override(get_language_from_path(request.path_info)):
        try:
            view = resolve(request.path_info).func
        except Resolver404:
            return
    asked: frozenset[str] = getattr(view, "takes", frozenset())
    said = QueryDict(query)
    given = [(name, said.get(name, "")) for name in said if name in asked]
    request.META["QUERY_STRING"] = urlencode(sorted(given))


def _private_control(request: HttpRequest) -> str:
    """Pages of the workspace and of an account stay on no disk, not even one's own."""
    return "no-store" if request.path.startswith(PRIVATE) else "private, no-cache"


def _may_be_kept(response: HttpResponse) -> bool:
    """Not what is for one visitor: a page may say so itself, with ``no-store``."""
    if response.status_code != 200 or response.streaming or response.cookies:
        return False
    return "no-store" not in response.get("Cache-Control", "")


def _keep(response: HttpResponse, key: str) -> Kept:
    changed_at = _changed_at()
    _validated(response, key, changed_at)
    packed = gzip.compress(response.content, mtime=0)
    kept = Kept(packed, dict(response.items()), changed_at)
    caches["pages"].set(key, kept)
    return kept


def _key(request: HttpRequest, number: int) -> str:
    """What the page depends on, as one word; it is the page's ETag too.

    A weak one: compressed or not, it says the same in other bytes.
    """
    parts = (
        settings.RELEASE,
        number,
        timezone.localdate(),
        request.scheme,
        request.get_host(),
        request.get_full_path(),
        *(request.headers.get(name, "") for name in ASKED_BY),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _changed_at() -> datetime | None:
    """A page also turns with the day: a state "today" is another one tomorrow."""
    _number, changed_at = revision()
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return max(changed_at, midnight) if changed_at else None


def _known(
    request: HttpRequest, key: str, changed_at: datetime | None = None
) -> HttpResponseBase | None:
    """304, when the visitor has this very page."""
    return known(request, Version(f'W/"{key}"', changed_at))


def _validated(
    response: HttpResponseBase, key: str, changed_at: datetime | None
) -> HttpResponseBase:
    response["ETag"] = f'W/"{key}"'
    if changed_at:
        response["Last-Modified"] = http_date(changed_at.timestamp())
    response["Cache-Control"] = PUBLIC_CONTROL
    # A visitor who signs in gets pages of their own.
    patch_vary_headers(response, ["Accept-Encoding", "Cookie", *ASKED_BY])
    return response
