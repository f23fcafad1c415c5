"""What a page says about itself: who reads it, its address in each language."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import translate_url
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe


@dataclass(frozen=True)
class Language:
    """One official language, and this page's address in it."""

    code: str
    name: str
    url: str
    absolute_url: str
    current: bool


WORKSPACE = ("/fr/espace/", "/nl/werkruimte/")
NAMES = {"fr": "Français", "nl": "Nederlands"}

# Public pages that the sitemap does not find by itself; each call is an address.
LISTED: list[Callable[[], str]] = []


def public_page(view: Callable[..., Any]) -> Callable[..., Any]:
    """A page that anyone reads: no account is asked, and nothing changes by it."""
    return login_not_required(require_safe(view))


def takes(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """What the page asks of its address after ``?``; the rest is not looked at.

    A public page that says nothing takes nothing, and is kept once.
    """

    def mark(view: Callable[..., Any]) -> Callable[..., Any]:
        view.takes = frozenset(names)  # type: ignore[attr-defined] # a mark
        return view

    return mark


def list_page(address: Callable[[], str]) -> None:
    """``address`` is called once with each language active."""
    LISTED.append(address)


def also_at(request: HttpRequest, address: Callable[[], str]) -> None:
    """Say where the same page is in each language, when more than its prefix differs.

    ``address`` is called once with each language active.
    """
    request.also_at = address  # type: ignore[attr-defined] # a mark


def moved(
    request: HttpRequest,
    address: Callable[[], str],
    *,
    is_here: bool,
    permanent: bool = True,
) -> HttpResponse | None:
    """To the page's address in the reader's language, with what is asked there.

    ``None`` when the reader ``is_here`` already: then the page says where it is in each
    language.
    """
    also_at(request, address)
    if is_here:
        return None
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{address()}{query and '?'}{query}", permanent=permanent)


def languages(request: HttpRequest) -> list[Language]:
    """This page in both languages, filters and place kept."""
    address: Callable[[], str] | None = getattr(request, "also_at", None)
    query = request.META.get("QUERY_STRING", "")
    found = []
    for code, name in NAMES.items():
        if address:
            with override(code):
                url = address()
        else:
            url = translate_url(request.path, code)
        kept = f"{url}?{query}" if query else url
        found.append(
            Language(
                code=code,
                name=name,
                url=kept,
                absolute_url=f"{settings.BASE_URL}{url}",
                current=code == (get_language() or "")[:2],
            )
        )
    return found


def canonical(request: HttpRequest) -> Any:
    return f"{settings.BASE_URL}{request.path}"
