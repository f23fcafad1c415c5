"""The sources, for who keeps them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accord import acting
from accord.accounts.http import Request
from accord.lib.paging import page_of
from accord.sources import actions
from accord.sources.forms import SourceForm, code_of
from accord.sources.models import Source


@require_safe
def source_list(request: Request) -> HttpResponse:
    text = request.GET.get("text", "").strip()[:80]
    rows = Source.objects.visible_to(request.user).matching(text)
    context = {
        "page": page_of(rows.for_table(), request.GET.get("page")),
        "may_keep": actions.add_source.allowed(request.user, None),
        "text": text,
    }
    return render(request, "sources/source_list.html", context)


def _next(request: Request) -> str:
    """Where the reader came from, if that is a page of ours."""
    asked = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        asked, {request.get_host()}, require_https=request.is_secure()
    )
    return asked if asked and ours else "sources:source_list"


SOURCES = (gettext_lazy("Sources"), "sources:source_list")


@acting.GET_POST
def source_add(request: Request) -> HttpResponse:
    def act(**said: Any) -> Source:
        return actions.add_source(None, code=code_of(said), **said)

    return acting.take(
        request,
        actions.add_source,
        None,
        SourceForm,
        trail=[SOURCES],
        act=act,
        then=lambda source: _next(request),
        public=True,
    )


@acting.GET_POST
def source_edit(request: Request, pk: int) -> HttpResponse:
    source = get_object_or_404(Source.objects.visible_to(request.user), pk=pk)
    return acting.take(
        request, actions.edit_source, source, SourceForm, trail=[SOURCES], public=True
    )
