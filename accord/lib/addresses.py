"""Addresses of pages, in the two languages."""

from collections.abc import Callable
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from accord.lib.bilingual import spoken


def page(
    view: Callable[..., HttpResponseBase], both: str = "", *, fr: str = "", nl: str = ""
) -> URLPattern:
    """The address of ``view``, which has its name.

    It begins with what is the same in both languages, and ends in the reader's own:
    ``page(views.step_record, "<int:pk>/", fr="etape/", nl="stap/")``.
    """
    address: Any = spoken(fr=f"{both}{fr}", nl=f"{both}{nl}") if fr or nl else both
    return path(address, view, name=view.__name__)
