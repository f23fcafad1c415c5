"""Versions of the model agreement, their missions, conditions and amounts."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accord import acting
from accord.accounts.http import Request
from accord.framework.actions.keeping import (
    add_condition,
    add_mission,
    add_model,
    add_terms,
    edit_condition,
    edit_mission,
    edit_model,
)
from accord.framework.forms.models import (
    ConditionAddForm,
    ConditionForm,
    MissionForm,
    ModelAddForm,
    ModelForm,
)
from accord.framework.forms.plan import TermsForm
from accord.framework.models import (
    Condition,
    ConditionMission,
    Mission,
    ModelAgreement,
)
from accord.framework.views.common import OVERVIEW, editing, kept, past, start
from accord.workflow import version_of


@require_http_methods(["GET", "POST"])
def model_add(request: Request) -> HttpResponse:
    add_model.require(request.user, None)
    form = ModelAddForm(request.POST or None)

    def act(data: dict[str, Any]) -> str:
        add_model(None, by=request.user, **data)
        return OVERVIEW

    said = {"title": _("Add a version of the model agreement")}
    return kept(request, form, act, _("The model is added and public."), **said)


@require_http_methods(["GET", "POST"])
def model_edit(request: Request, pk: int) -> HttpResponse:
    rows = ModelAgreement.objects.visible_to(request.user).for_table()
    record = get_object_or_404(rows, pk=pk)
    edit_model.require(request.user, record)
    form = ModelForm(request.POST or None, initial=start(record, ModelForm))

    def act(data: dict[str, Any]) -> str:
        seen = acting.seen(request)
        edit_model(record, seen=seen, by=request.user, **data)
        return OVERVIEW

    said = {"title": _("Change a version of the model agreement"), "about": record}
    done = _("The model is changed.")
    return kept(request, form, act, done, **said, **editing(record))


@require_http_methods(["GET", "POST"])
def mission_add(request: Request, pk: int) -> HttpResponse:
    model = get_object_or_404(ModelAgreement.objects.visible_to(request.user), pk=pk)
    add_mission.require(request.user, model)
    form = MissionForm(request.POST or None)

    def act(data: dict[str, Any]) -> str:
        add_mission(model, by=request.user, **data)
        return OVERVIEW

    said = {"title": _("Add a mission to the model"), "about": model}
    return kept(request, form, act, _("The mission is added and public."), **said)


@require_http_methods(["GET", "POST"])
def mission_edit(request: Request, pk: int) -> HttpResponse:
    rows = Mission.objects.visible_to(request.user).for_table()
    record = get_object_or_404(rows, pk=pk)
    edit_mission.require(request.user, record)
    form = MissionForm(request.POST or None, initial=start(record, MissionForm))

    def act(data: dict[str, Any]) -> str:
        seen = acting.seen(request)
        edit_mission(record, seen=seen, by=request.user, **data)
        return OVERVIEW

    said = {"title": _("Change a mission"), "about": record.model}
    done = _("The mission is changed.")
    return kept(request, form, act, done, **said, **editing(record))


@require_http_methods(["GET", "POST"])
def condition_add(request: Request, pk: int) -> HttpResponse:
    model = get_object_or_404(ModelAgreement.objects.visible_to(request.user), pk=pk)
    add_condition.require(request.user, model)
    form = ConditionAddForm(request.POST or None, model=model)

    def act(data: dict[str, Any]) -> str:
        add_condition(model, by=request.user, **data)
        return OVERVIEW

    said = {"title": _("Add a condition to the model"), "about": model}
    return kept(request, form, act, _("The condition is added and public."), **said)


@require_http_methods(["GET", "POST"])
def condition_edit(request: Request, pk: int) -> HttpResponse:
    rows = Condition.objects.visible_to(request.user).for_table()
    record = get_object_or_404(rows, pk=pk)
    edit_condition.require(request.user, record)
    links = ConditionMission.objects.visible_to(request.user).filter(condition=record)
    named = {"missions": [link.mission_id for link in links]}
    first = start(record, ConditionForm) | named
    form = ConditionForm(request.POST or None, initial=first, model=record.model)

    def act(data: dict[str, Any]) -> str:
        seen = acting.seen(request)
        edit_condition(record, seen=seen, by=request.user, **data)
        return OVERVIEW

    said = {"title": _("Change a condition"), "about": record.model}
    context = {"version": version_of(record), "history": past(record, *links)}
    return kept(request, form, act, _("The condition is changed."), **said, **context)


@require_http_methods(["GET", "POST"])
def terms_add(request: Request, pk: int) -> HttpResponse:
    model = get_object_or_404(ModelAgreement.objects.visible_to(request.user), pk=pk)
    add_terms.require(request.user, model)
    form = TermsForm(request.POST or None)

    def act(data: dict[str, Any]) -> str:
        add_terms(model, by=request.user, **data)
        return OVERVIEW

    said = {"title": _("Add what the Region pays for a referent"), "about": model}
    return kept(request, form, act, _("The amount is added and public."), **said)
