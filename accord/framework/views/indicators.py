"""The catalogue of indicators, mission by mission and version by version."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accord import acting
from accord.accounts.http import Request
from accord.framework import rules, wording
from accord.framework.actions import keeping
from accord.framework.actions.dimensions import break_down, edit_break_down
from accord.framework.forms.dimensions import BreakDownForm, BrokenDownForm
from accord.framework.forms.indicators import (
    IndicatorFilter,
    IndicatorForm,
    IndicatorVersionForm,
)
from accord.framework.models import (
    IndicatorDefinition,
    IndicatorDimension,
    Mission,
    ValueKind,
)
from accord.framework.models.indicators import NUMERIC
from accord.framework.views.common import past, taken
from accord.lib.fields import start_of
from accord.lib.paging import page_of


@require_safe
def indicator_list(request: Request) -> HttpResponse:
    """The current version of each, under its mission."""
    form = IndicatorFilter(request.GET)
    mission = form.cleaned_data["mission"] if form.is_valid() else None
    rows = IndicatorDefinition.objects.visible_to(request.user).current().for_table()
    rows = rows.filter(mission=mission) if mission else rows
    context = {
        "form": form,
        "mission": mission,
        "page": page_of(rows, request.GET.get("page")),
        "may_keep": keeping.add_indicator.allowed(request.user, mission),
    }
    return render(request, "framework/indicator_list.html", context)


@require_safe
def indicator_detail(request: Request, pk: int) -> HttpResponse:
    """One version in words, with all versions."""
    definition = _definition(request, pk)
    found = IndicatorDefinition.objects.visible_to(request.user)
    versions = list(found.versions_of(definition))
    is_current = not any(one.supersedes_id == definition.pk for one in versions)
    asked = IndicatorDimension.objects.visible_to(request.user)
    links = list(asked.filter(definition=definition).for_table())
    context = {
        "definition": definition,
        "versions": versions,
        "words": wording.told(definition),
        "broken_down": [link for link in links if not link.is_removed],
        "history": past(definition, *links),
        "is_current": is_current,
        "may_keep": keeping.edit_indicator.allowed(request.user, definition),
        "is_numeric": definition.value_kind in NUMERIC,
    }
    return render(request, "framework/indicator_detail.html", context)


def _mission(request: Request, pk: int) -> Mission:
    return get_object_or_404(Mission.objects.visible_to(request.user), pk=pk)


def _definition(request: Request, pk: int) -> IndicatorDefinition:
    rows = IndicatorDefinition.objects.visible_to(request.user).for_table()
    return get_object_or_404(rows, pk=pk)


def _page(definition: IndicatorDefinition) -> str:
    return reverse("framework:indicator_detail", args=[definition.pk])


@require_safe
def indicator_kind(request: Request, pk: int) -> HttpResponse:
    """The first question about a new indicator: the form follows from its answer."""
    mission = _mission(request, pk)
    keeping.add_indicator.require(request.user, mission)
    kinds = [(kind, wording.KINDS[kind]) for kind in ValueKind]
    context = {"mission": mission, "kinds": kinds}
    return render(request, "framework/indicator_kind.html", context)


@acting.GET_POST
def indicator_add(request: Request, pk: int, kind: str) -> HttpResponse:
    mission = _mission(request, pk)
    keeping.add_indicator.require(request.user, mission)
    if kind not in ValueKind.values:
        raise Http404
    title = _("Add an indicator: %(kind)s") % {"kind": ValueKind(kind).label}
    return taken(
        request,
        keeping.add_indicator,
        mission,
        partial(IndicatorForm, kind=kind),
        act=partial(keeping.add_indicator, mission, value_kind=kind),
        then=_page,
        title=title,
        about=mission,
    )


@acting.GET_POST
def indicator_edit(request: Request, pk: int) -> HttpResponse:
    """Correct it; one that is frozen sends to the form of its next version."""
    one = _definition(request, pk)
    keeping.edit_indicator.require(request.user, one)
    if one.is_frozen and request.method == "GET":
        return redirect("framework:indicator_new_version", one.pk)
    form = partial(IndicatorForm, kind=one.value_kind)
    said = {"about": one, "home": _page(one)}
    return taken(request, keeping.edit_indicator, one, form, **said)


@acting.GET_POST
def indicator_new_version(request: Request, pk: int) -> HttpResponse:
    one = _definition(request, pk)
    form = partial(IndicatorVersionForm, kind=one.value_kind)
    said = {"about": one, "then": _page, "start": start_of(one, IndicatorForm)}
    return taken(request, keeping.add_indicator_version, one, form, **said)


@acting.GET_POST
def indicator_break_down(request: Request, pk: int) -> HttpResponse:
    """By one dimension more; refused once a signed agreement uses the definition."""
    one = _definition(request, pk)
    break_down.require(request.user, one)
    rules.require_unfrozen(one)
    form = partial(BreakDownForm, definition=one)
    return taken(request, break_down, one, form, about=one, home=_page(one))


@acting.GET_POST
def indicator_dimension_edit(request: Request, pk: int) -> HttpResponse:
    """Change how it is broken down by a dimension, or stop doing so."""
    rows = IndicatorDimension.objects.visible_to(request.user).in_use().for_table()
    link = get_object_or_404(rows, pk=pk)
    one, told = link.definition, {"dimension": link.dimension}
    edit_break_down.require(request.user, link)
    rules.require_unfrozen(one)
    title = _("Change how an indicator is broken down by “%(dimension)s”") % told
    said = {"title": title, "about": one, "home": _page(one)}
    return taken(request, edit_break_down, link, BrokenDownForm, **said)
