"""The catalogue of indicators, mission by mission and version by version."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accord import acting
from accord.accounts.http import Request
from accord.framework import rules, wording
from accord.framework.actions.dimensions import break_down
from accord.framework.actions.keeping import (
    add_indicator,
    add_indicator_version,
    edit_indicator,
)
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
from accord.framework.views.common import editing, kept, past, start
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
        "may_keep": add_indicator.allowed(request.user, mission),
    }
    return render(request, "framework/indicator_list.html", context)


@require_safe
def indicator_detail(request: Request, pk: int) -> HttpResponse:
    """One version in words, with all versions."""
    found = IndicatorDefinition.objects.visible_to(request.user)
    definition = get_object_or_404(found.for_table(), pk=pk)
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
        "may_keep": edit_indicator.allowed(request.user, definition),
        "is_numeric": definition.value_kind in NUMERIC,
    }
    return render(request, "framework/indicator_detail.html", context)


@require_safe
def indicator_kind(request: Request, pk: int) -> HttpResponse:
    """The first question about a new indicator: the form follows from its answer."""
    mission = get_object_or_404(Mission.objects.visible_to(request.user), pk=pk)
    add_indicator.require(request.user, mission)
    kinds = [(kind, wording.KINDS[kind]) for kind in ValueKind]
    context = {"mission": mission, "kinds": kinds}
    return render(request, "framework/indicator_kind.html", context)


@require_http_methods(["GET", "POST"])
def indicator_add(request: Request, pk: int, kind: str) -> HttpResponse:
    mission = get_object_or_404(Mission.objects.visible_to(request.user), pk=pk)
    add_indicator.require(request.user, mission)
    if kind not in ValueKind.values:
        raise Http404
    form = IndicatorForm(request.POST or None, kind=kind)

    def act(data: dict[str, Any]) -> str:
        fields = data | {"value_kind": kind}
        return _page(add_indicator(mission, by=request.user, **fields))

    told = {"kind": ValueKind(kind).label}
    said = {"title": _("Add an indicator: %(kind)s") % told, "about": mission}
    return kept(request, form, act, _("The indicator is added."), **said)


@require_http_methods(["GET", "POST"])
def indicator_edit(request: Request, pk: int) -> HttpResponse:
    """Correct it; one that is frozen sends to the form of its next version."""
    rows = IndicatorDefinition.objects.visible_to(request.user).for_table()
    record = get_object_or_404(rows, pk=pk)
    edit_indicator.require(request.user, record)
    if record.is_frozen and request.method == "GET":
        return redirect("framework:indicator_new_version", record.pk)
    first = start(record, IndicatorForm)
    form = IndicatorForm(request.POST or None, initial=first, kind=record.value_kind)

    def act(data: dict[str, Any]) -> str:
        seen = acting.seen(request)
        edit_indicator(record, seen=seen, by=request.user, **data)
        return _page(record)

    said = {"title": _("Change an indicator"), "about": record}
    done = _("The indicator is changed.")
    return kept(request, form, act, done, **said, **editing(record))


@require_http_methods(["GET", "POST"])
def indicator_new_version(request: Request, pk: int) -> HttpResponse:
    rows = IndicatorDefinition.objects.visible_to(request.user).for_table()
    record = get_object_or_404(rows, pk=pk)
    add_indicator_version.require(request.user, record)
    first = start(record, IndicatorForm)
    kind = record.value_kind
    form = IndicatorVersionForm(request.POST or None, initial=first, kind=kind)

    def act(data: dict[str, Any]) -> str:
        new = add_indicator_version(record, by=request.user, **data)
        return _page(new)

    said = {"title": _("Write a new version of an indicator"), "about": record}
    return kept(request, form, act, _("The new version is added."), **said)


@require_http_methods(["GET", "POST"])
def indicator_break_down(request: Request, pk: int) -> HttpResponse:
    """By one dimension more; refused once a signed agreement uses the definition."""
    rows = IndicatorDefinition.objects.visible_to(request.user)
    record = get_object_or_404(rows, pk=pk)
    break_down.require(request.user, record)
    rules.require_unfrozen(record)
    form = BreakDownForm(request.POST or None, definition=record)

    def act(data: dict[str, Any]) -> str:
        break_down(record, by=request.user, **data)
        return _page(record)

    said = {"title": _("Break an indicator down"), "about": record}
    done = _("The indicator is broken down by one dimension more.")
    return kept(request, form, act, done, is_unsourced=True, **said)


@require_http_methods(["GET", "POST"])
def indicator_dimension_edit(request: Request, pk: int) -> HttpResponse:
    """Change how it is broken down by a dimension, or stop doing so."""
    rows = IndicatorDimension.objects.visible_to(request.user).in_use().for_table()
    link = get_object_or_404(rows, pk=pk)
    record, dimension = link.definition, link.dimension
    break_down.require(request.user, record)
    rules.require_unfrozen(record)
    form = BrokenDownForm(request.POST or None, initial=start(link, BrokenDownForm))

    def act(data: dict[str, Any]) -> str:
        known = {"dimension": dimension, "link_seen": acting.seen(request)}
        break_down(record, by=request.user, **known, **data)
        return _page(record)

    told = {"dimension": dimension}
    title = _("Change how an indicator is broken down by “%(dimension)s”") % told
    said = {"title": title, "about": record, "is_unsourced": True}
    done = _("How the indicator is broken down is changed.")
    return kept(request, form, act, done, **said, **editing(link))


def _page(definition: Any) -> str:
    return reverse("framework:indicator_detail", args=[definition.pk])
