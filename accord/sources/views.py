"""The sources, for who keeps them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accord import acting
from accord.accounts.http import Request
from accord.lib.paging import page_of
from accord.sources import actions
from accord.sources.forms import SourceForm, code_of, filled_with
from accord.sources.models import Source
from accord.workflow import version_of


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


@require_http_methods(["GET", "POST"])
def source_add(request: Request) -> HttpResponse:
    actions.add_source.require(request.user, None)
    form = SourceForm(request.POST or None)

    def act(data: dict[str, Any]) -> str:
        actions.add_source(None, code=code_of(data), by=request.user, **data)
        return _next(request)

    answer = acting.answer(request, form, act, done=_("The source is added."))
    return answer or acting.page(request, "sources/source_add.html", form)


@require_http_methods(["GET", "POST"])
def source_edit(request: Request, pk: int) -> HttpResponse:
    source = get_object_or_404(Source.objects.visible_to(request.user), pk=pk)
    actions.edit_source.require(request.user, source)
    form = SourceForm(request.POST or None, initial=filled_with(source))

    def act(data: dict[str, Any]) -> str:
        actions.edit_source(source, seen=acting.seen(request), by=request.user, **data)
        return "sources:source_list"

    answer = acting.answer(request, form, act, done=_("The source is corrected."))
    context = {"source": source, "version": version_of(source)}
    return answer or acting.page(request, "sources/source_edit.html", form, **context)
