"""The figures of the Region."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accord import acting
from accord.accounts.http import Request
from accord.framework.actions.keeping import add_figure, edit_figure
from accord.framework.forms.plan import FigureForm
from accord.framework.models import Figure
from accord.framework.views.common import editing, kept, start
from accord.lib.paging import page_of


@require_safe
def figure_list(request: Request) -> HttpResponse:
    rows = Figure.objects.visible_to(request.user).for_table()
    context = {
        "page": page_of(rows, request.GET.get("page")),
        "may_keep": add_figure.allowed(request.user, None),
    }
    return render(request, "framework/figure_list.html", context)


@require_http_methods(["GET", "POST"])
def figure_add(request: Request) -> HttpResponse:
    add_figure.require(request.user, None)
    form = FigureForm(request.POST or None)

    def act(data: dict[str, Any]) -> str:
        add_figure(None, by=request.user, **data)
        return "framework:figure_list"

    said = {"title": _("Add a figure")}
    return kept(request, form, act, _("The figure is added and public."), **said)


@require_http_methods(["GET", "POST"])
def figure_edit(request: Request, pk: int) -> HttpResponse:
    rows = Figure.objects.visible_to(request.user).for_table()
    record = get_object_or_404(rows, pk=pk)
    edit_figure.require(request.user, record)
    form = FigureForm(request.POST or None, initial=start(record, FigureForm))

    def act(data: dict[str, Any]) -> str:
        seen = acting.seen(request)
        edit_figure(record, seen=seen, by=request.user, **data)
        return "framework:figure_list"

    said = {"title": _("Correct a figure"), "about": record.measure}
    done = _("The figure is corrected.")
    return kept(request, form, act, done, **said, **editing(record))
