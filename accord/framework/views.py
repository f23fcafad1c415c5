"""The plan, the model agreement, its missions and the figures, for who keeps them."""

from collections import defaultdict
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accord import acting, history
from accord.accounts.http import Request
from accord.framework import actions
from accord.framework.forms import FigureForm, MissionForm, PlanActionForm, TermsForm
from accord.framework.models import (
    Axis,
    Figure,
    Mission,
    ModelAgreement,
    Plan,
    PlanAction,
    SubsidyTerms,
)
from accord.journal.models import Entry
from accord.lib.dateforms import typed
from accord.lib.paging import page_of
from accord.workflow import version_of

OVERVIEW = "framework:framework_overview"
HISTORY = 12


@require_safe
def framework_overview(request: Request) -> HttpResponse:
    """The plans with their actions, the models with their missions and amounts."""
    user = request.user
    axes, actions_of = defaultdict(list), defaultdict(list)
    missions, terms = defaultdict(list), defaultdict(list)
    for axis in Axis.objects.visible_to(user).for_table():
        axes[axis.plan_id].append(axis)
    for one in PlanAction.objects.visible_to(user).for_table():
        actions_of[one.plan_id].append(one)
    for mission in Mission.objects.visible_to(user).for_table():
        missions[mission.model_id].append(mission)
    for amount in SubsidyTerms.objects.visible_to(user).for_table():
        terms[amount.model_id].append(amount)
    plans = Plan.objects.visible_to(user).for_table()
    models = ModelAgreement.objects.visible_to(user).for_table()
    context = {
        "plans": [(plan, axes[plan.pk], actions_of[plan.pk]) for plan in plans],
        "models": [(model, missions[model.pk], terms[model.pk]) for model in models],
        "may_keep": actions.add_figure.allowed(user, None),
    }
    return render(request, "framework/framework_overview.html", context)


@require_safe
def figure_list(request: Request) -> HttpResponse:
    rows = Figure.objects.visible_to(request.user).for_table()
    context = {
        "page": page_of(rows, request.GET.get("page")),
        "may_keep": actions.add_figure.allowed(request.user, None),
    }
    return render(request, "framework/figure_list.html", context)


def _kept(request: Request, form: Any, act: Any, done: str, **context: Any) -> Any:
    answer = acting.answer(request, form, act, done=done)
    return answer or acting.page(request, "framework/form.html", form, **context)


def _start(record: Any, form: Any) -> dict[str, Any]:
    """What the form holds for a record that exists."""
    names = [name for name in form.base_fields if hasattr(record, name)]
    start = {name: getattr(record, name) for name in names}
    return start | (typed(record.date) if "precision" in form.base_fields else {})


def _past(record: Any) -> Any:
    entries = Entry.objects.about(record).for_history()[:HISTORY]
    return history.lines(entries, known=[record, record.source])


def _editing(record: Any) -> dict[str, Any]:
    return {"version": version_of(record), "history": _past(record)}


@require_http_methods(["GET", "POST"])
def plan_action_add(request: Request, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.user), pk=pk)
    actions.add_plan_action.require(request.user, plan)
    form = PlanActionForm(request.POST or None, plan=plan)

    def act(data: dict[str, Any]) -> str:
        actions.add_plan_action(plan, by=request.user, **data)
        return OVERVIEW

    said = {"title": _("Add an action to the plan"), "about": plan}
    return _kept(request, form, act, _("The action is added and public."), **said)


@require_http_methods(["GET", "POST"])
def plan_action_edit(request: Request, pk: int) -> HttpResponse:
    rows = PlanAction.objects.visible_to(request.user).for_table()
    record = get_object_or_404(rows, pk=pk)
    actions.edit_plan_action.require(request.user, record)
    start = _start(record, PlanActionForm)
    form = PlanActionForm(request.POST or None, initial=start, plan=record.plan)

    def act(data: dict[str, Any]) -> str:
        seen = acting.seen(request)
        actions.edit_plan_action(record, seen=seen, by=request.user, **data)
        return OVERVIEW

    said = {"title": _("Change an action of the plan"), "about": record.plan}
    done = _("The action is changed.")
    return _kept(request, form, act, done, **said, **_editing(record))


@require_http_methods(["GET", "POST"])
def mission_add(request: Request, pk: int) -> HttpResponse:
    model = get_object_or_404(ModelAgreement.objects.visible_to(request.user), pk=pk)
    actions.add_mission.require(request.user, model)
    form = MissionForm(request.POST or None)

    def act(data: dict[str, Any]) -> str:
        actions.add_mission(model, by=request.user, **data)
        return OVERVIEW

    said = {"title": _("Add a mission to the model"), "about": model}
    return _kept(request, form, act, _("The mission is added and public."), **said)


@require_http_methods(["GET", "POST"])
def mission_edit(request: Request, pk: int) -> HttpResponse:
    rows = Mission.objects.visible_to(request.user).for_table()
    record = get_object_or_404(rows, pk=pk)
    actions.edit_mission.require(request.user, record)
    form = MissionForm(request.POST or None, initial=_start(record, MissionForm))

    def act(data: dict[str, Any]) -> str:
        seen = acting.seen(request)
        actions.edit_mission(record, seen=seen, by=request.user, **data)
        return OVERVIEW

    said = {"title": _("Change a mission"), "about": record.model}
    done = _("The mission is changed.")
    return _kept(request, form, act, done, **said, **_editing(record))


@require_http_methods(["GET", "POST"])
def terms_add(request: Request, pk: int) -> HttpResponse:
    model = get_object_or_404(ModelAgreement.objects.visible_to(request.user), pk=pk)
    actions.add_terms.require(request.user, model)
    form = TermsForm(request.POST or None)

    def act(data: dict[str, Any]) -> str:
        actions.add_terms(model, by=request.user, **data)
        return OVERVIEW

    said = {"title": _("Add what the Region pays for a referent"), "about": model}
    return _kept(request, form, act, _("The amount is added and public."), **said)


@require_http_methods(["GET", "POST"])
def figure_add(request: Request) -> HttpResponse:
    actions.add_figure.require(request.user, None)
    form = FigureForm(request.POST or None)

    def act(data: dict[str, Any]) -> str:
        actions.add_figure(None, by=request.user, **data)
        return "framework:figure_list"

    said = {"title": _("Add a figure")}
    return _kept(request, form, act, _("The figure is added and public."), **said)


@require_http_methods(["GET", "POST"])
def figure_edit(request: Request, pk: int) -> HttpResponse:
    rows = Figure.objects.visible_to(request.user).for_table()
    record = get_object_or_404(rows, pk=pk)
    actions.edit_figure.require(request.user, record)
    form = FigureForm(request.POST or None, initial=_start(record, FigureForm))

    def act(data: dict[str, Any]) -> str:
        seen = acting.seen(request)
        actions.edit_figure(record, seen=seen, by=request.user, **data)
        return "framework:figure_list"

    said = {"title": _("Correct a figure"), "about": record.measure}
    done = _("The figure is corrected.")
    return _kept(request, form, act, done, **said, **_editing(record))
