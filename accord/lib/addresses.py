"""Addresses of pages, in the two languages."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path, reverse

from accord.lib.bilingual import spoken


def page(
    view: Callable[..., HttpResponseBase],
    both: str = "",
    *,
    fr: str = "",
    nl: str = "",
    name: str = "",
) -> URLPattern:
    """The address of ``view``, which has its name; ``name`` is for views of a library.

    It begins with what is the same in both languages, and ends in the reader's own:
    ``page(views.step_record, "<int:pk>/", fr="etape/", nl="stap/")``.
    """
    return path(_address(both, fr, nl), view, name=name or view.__name__)


def address_of(name: str, by: str = "pk") -> Callable[[Any], str]:
    """The address of a record: of the page of that name, by one of its columns.

    In its model: ``get_absolute_url = address_of("agreements:agreement_detail")``.
    """
    return lambda record: reverse(name, args=[getattr(record, by)])


def under(
    pages: Sequence[URLPattern | URLResolver],
    both: str = "",
    *,
    fr: str = "",
    nl: str = "",
) -> URLResolver:
    """Pages whose addresses begin alike."""
    return path(_address(both, fr, nl), include(list(pages)))


def _address(both: str, fr: str, nl: str) -> Any:
    return spoken(fr=f"{both}{fr}", nl=f"{both}{nl}") if fr or nl else both
