"""Versions of the model agreement, their missions, conditions and amounts."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accord import acting
from accord.accounts.http import Request
from accord.framework.actions import keeping as actions
from accord.framework.forms.models import (
    ClauseForm,
    ConditionAddForm,
    ConditionForm,
    MissionForm,
    ModelAddForm,
    ModelAgreementForm,
)
from accord.framework.forms.plan import TermsForm
from accord.framework.models import (
    EXPECTED,
    Clause,
    Condition,
    ConditionMission,
    Mission,
    ModelAgreement,
)
from accord.framework.views.common import past, taken
from accord.lib.fields import start_of


def _model(request: Request, pk: int) -> ModelAgreement:
    return get_object_or_404(ModelAgreement.objects.visible_to(request.user), pk=pk)


@acting.GET_POST
def model_add(request: Request) -> HttpResponse:
    return taken(request, actions.add_model, None, ModelAddForm)


@acting.GET_POST
def model_edit(request: Request, pk: int) -> HttpResponse:
    rows = ModelAgreement.objects.visible_to(request.user).for_table()
    record = get_object_or_404(rows, pk=pk)
    return taken(request, actions.edit_model, record, ModelAgreementForm, about=record)


@acting.GET_POST
def mission_add(request: Request, pk: int) -> HttpResponse:
    model = _model(request, pk)
    return taken(request, actions.add_mission, model, MissionForm, about=model)


@acting.GET_POST
def mission_edit(request: Request, pk: int) -> HttpResponse:
    rows = Mission.objects.visible_to(request.user).for_table()
    record = get_object_or_404(rows, pk=pk)
    return taken(request, actions.edit_mission, record, MissionForm, about=record.model)


@acting.GET_POST
def condition_add(request: Request, pk: int) -> HttpResponse:
    model = _model(request, pk)
    form = partial(ConditionAddForm, model=model)
    return taken(request, actions.add_condition, model, form, about=model)


@acting.GET_POST
def condition_edit(request: Request, pk: int) -> HttpResponse:
    rows = Condition.objects.visible_to(request.user).for_table()
    record = get_object_or_404(rows, pk=pk)
    links = ConditionMission.objects.visible_to(request.user).filter(condition=record)
    named = {"missions": [link.mission_id for link in links]}
    return taken(
        request,
        actions.edit_condition,
        record,
        partial(ConditionForm, model=record.model),
        start=start_of(record, ConditionForm) | named,
        about=record.model,
        history=past(record, *links),
    )


@require_safe
def clause_list(request: Request, pk: int) -> HttpResponse:
    """What the deed says beside the missions, and what is not known of it."""
    model = _model(request, pk)
    clauses = Clause.objects.visible_to(request.user).filter(model=model).for_table()
    found = list(clauses)
    context = {
        "model": model,
        "clauses": found,
        "unknown": [one for one in EXPECTED if one not in {row.part for row in found}],
        "may_keep": actions.add_clause.allowed(request.user, model),
    }
    return render(request, "framework/clause_list.html", context)


@acting.GET_POST
def clause_add(request: Request, pk: int) -> HttpResponse:
    model = _model(request, pk)
    home = reverse("framework:clause_list", args=[pk])
    return taken(request, actions.add_clause, model, ClauseForm, about=model, home=home)


@acting.GET_POST
def clause_edit(request: Request, pk: int) -> HttpResponse:
    rows = Clause.objects.visible_to(request.user).for_table()
    record = get_object_or_404(rows, pk=pk)
    home = reverse("framework:clause_list", args=[record.model_id])
    return taken(
        request,
        actions.edit_clause,
        record,
        ClauseForm,
        about=record.model,
        home=home,
    )


@acting.GET_POST
def terms_add(request: Request, pk: int) -> HttpResponse:
    model = _model(request, pk)
    return taken(request, actions.add_terms, model, TermsForm, about=model)
