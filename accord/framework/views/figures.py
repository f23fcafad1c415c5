"""The figures of the Region."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accord import acting
from accord.accounts.http import Request
from accord.framework.actions.keeping import add_figure, edit_figure
from accord.framework.forms.plan import FigureForm
from accord.framework.models import Figure
from accord.framework.views.common import taken
from accord.lib.paging import page_of

FIGURES = "framework:figure_list"


@require_safe
def figure_list(request: Request) -> HttpResponse:
    rows = Figure.objects.visible_to(request.user).for_table()
    context = {
        "page": page_of(rows, request.GET.get("page")),
        "may_keep": add_figure.allowed(request.user, None),
    }
    return render(request, "framework/figure_list.html", context)


@acting.GET_POST
def figure_add(request: Request) -> HttpResponse:
    return taken(request, add_figure, None, FigureForm, home=FIGURES)


@acting.GET_POST
def figure_edit(request: Request, pk: int) -> HttpResponse:
    rows = Figure.objects.visible_to(request.user).for_table()
    record = get_object_or_404(rows, pk=pk)
    about = record.measure
    return taken(request, edit_figure, record, FigureForm, home=FIGURES, about=about)
