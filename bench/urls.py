"""The site's addresses, and a bare page to compare its pages with."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config import urls

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


@login_not_required
def bare(request: HttpRequest) -> HttpResponse:
    """The least a view can do: no database, no template."""
    return HttpResponse("ok")


def _let_vary(patterns: list[Any]) -> None:
    """A public page takes only what it asks for; here each address is another."""
    for one in patterns:
        if view := getattr(one, "callback", None):
            view.takes = getattr(view, "takes", frozenset()) | {"bench"}
        _let_vary(getattr(one, "url_patterns", []))


urlpatterns = [path("bench/bare", bare), *urls.urlpatterns]
_let_vary(urlpatterns)
