"""The ways in which figures are broken down, and the parts of each."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

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
from accord.framework.views.common import editing, kept, past, start
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


@require_http_methods(["GET", "POST"])
def dimension_add(request: Request) -> HttpResponse:
    add_dimension.require(request.user, None)
    form = DimensionForm(request.POST or None)

    def act(data: dict[str, Any]) -> str:
        return _page(add_dimension(None, by=request.user, **data))

    said = {"title": _("Add a dimension"), "is_unsourced": True}
    return kept(request, form, act, _("The dimension is added."), **said)


@require_http_methods(["GET", "POST"])
def dimension_edit(request: Request, pk: int) -> HttpResponse:
    rows = Dimension.objects.visible_to(request.user)
    record = get_object_or_404(rows, pk=pk)
    edit_dimension.require(request.user, record)
    form = DimensionEditForm(
        request.POST or None, initial=start(record, DimensionEditForm)
    )

    def act(data: dict[str, Any]) -> str:
        seen = acting.seen(request)
        edit_dimension(record, seen=seen, by=request.user, **data)
        return _page(record)

    said = {"title": _("Change a dimension"), "about": record, "is_unsourced": True}
    done = _("The dimension is changed.")
    return kept(request, form, act, done, **said, **editing(record))


@require_http_methods(["GET", "POST"])
def dimension_value_add(request: Request, pk: int) -> HttpResponse:
    rows = Dimension.objects.visible_to(request.user)
    dimension = get_object_or_404(rows, pk=pk)
    add_dimension_value.require(request.user, dimension)
    form = DimensionForm(request.POST or None)

    def act(data: dict[str, Any]) -> str:
        add_dimension_value(dimension, by=request.user, **data)
        return _page(dimension)

    said = {"title": _("Add a part"), "about": dimension, "is_unsourced": True}
    return kept(request, form, act, _("The part is added."), **said)


@require_http_methods(["GET", "POST"])
def dimension_value_edit(request: Request, pk: int) -> HttpResponse:
    rows = DimensionValue.objects.visible_to(request.user).for_table()
    record = get_object_or_404(rows, pk=pk)
    edit_dimension_value.require(request.user, record)
    form = DimensionValueForm(
        request.POST or None, initial=start(record, DimensionValueForm)
    )

    def act(data: dict[str, Any]) -> str:
        seen = acting.seen(request)
        edit_dimension_value(record, seen=seen, by=request.user, **data)
        return _page(record.dimension)

    said = {"title": _("Change a part"), "about": record.dimension}
    done = _("The part is changed.")
    return kept(request, form, act, done, is_unsourced=True, **said, **editing(record))


def _page(dimension: Dimension) -> str:
    return reverse("framework:dimension_detail", args=[dimension.pk])
