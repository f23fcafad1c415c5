"""The ways in which figures are broken down, and the parts of each."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accord import acting
from accord.accounts.http import Request
from accord.framework.actions.dimensions import (
    add_dimension,
    add_dimension_value,
    edit_dimension,
    edit_dimension_value,
)
from accord.framework.forms.dimensions import (
    DimensionEditForm,
    DimensionForm,
    DimensionValueForm,
)
from accord.framework.models import Dimension, DimensionValue, IndicatorDimension
from accord.framework.views.common import past, taken
from accord.lib.paging import page_of


@require_safe
def dimension_list(request: Request) -> HttpResponse:
    rows = Dimension.objects.visible_to(request.user).for_table()
    context = {
        "page": page_of(rows, request.GET.get("page")),
        "may_keep": add_dimension.allowed(request.user, None),
    }
    return render(request, "framework/dimension_list.html", context)


@require_safe
def dimension_detail(request: Request, pk: int) -> HttpResponse:
    """Its parts in their order, and how many indicators it breaks down."""
    rows = Dimension.objects.visible_to(request.user)
    dimension = get_object_or_404(rows, pk=pk)
    parts = DimensionValue.objects.visible_to(request.user).for_table()
    parts = parts.filter(dimension=dimension)
    links = IndicatorDimension.objects.visible_to(request.user).in_use()
    context = {
        "dimension": dimension,
        "page": page_of(parts, request.GET.get("page")),
        "indicators": links.by(dimension).of_current().count(),
        "history": past(dimension),
        "may_keep": edit_dimension.allowed(request.user, dimension),
    }
    return render(request, "framework/dimension_detail.html", context)


def _dimension(request: Request, pk: int) -> Dimension:
    return get_object_or_404(Dimension.objects.visible_to(request.user), pk=pk)


def _page(dimension: Dimension) -> str:
    return reverse("framework:dimension_detail", args=[dimension.pk])


@acting.GET_POST
def dimension_add(request: Request) -> HttpResponse:
    return taken(request, add_dimension, None, DimensionForm, then=_page)


@acting.GET_POST
def dimension_edit(request: Request, pk: int) -> HttpResponse:
    one = _dimension(request, pk)
    said = {"about": one, "home": _page(one)}
    return taken(request, edit_dimension, one, DimensionEditForm, **said)


@acting.GET_POST
def dimension_value_add(request: Request, pk: int) -> HttpResponse:
    one = _dimension(request, pk)
    said = {"about": one, "home": _page(one)}
    return taken(request, add_dimension_value, one, DimensionForm, **said)


@acting.GET_POST
def dimension_value_edit(request: Request, pk: int) -> HttpResponse:
    rows = DimensionValue.objects.visible_to(request.user).for_table()
    value = get_object_or_404(rows, pk=pk)
    said = {"about": value.dimension, "home": _page(value.dimension)}
    return taken(request, edit_dimension_value, value, DimensionValueForm, **said)
