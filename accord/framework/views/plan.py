"""Actions of the plan."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accord import acting
from accord.accounts.http import Request
from accord.framework.actions.keeping import add_plan_action, edit_plan_action
from accord.framework.forms.plan import PlanActionForm
from accord.framework.models import Plan, PlanAction
from accord.framework.views.common import OVERVIEW, editing, kept, start


@require_http_methods(["GET", "POST"])
def plan_action_add(request: Request, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.user), pk=pk)
    add_plan_action.require(request.user, plan)
    form = PlanActionForm(request.POST or None, plan=plan)

    def act(data: dict[str, Any]) -> str:
        add_plan_action(plan, by=request.user, **data)
        return OVERVIEW

    said = {"title": _("Add an action to the plan"), "about": plan}
    return kept(request, form, act, _("The action is added and public."), **said)


@require_http_methods(["GET", "POST"])
def plan_action_edit(request: Request, pk: int) -> HttpResponse:
    rows = PlanAction.objects.visible_to(request.user).for_table()
    record = get_object_or_404(rows, pk=pk)
    edit_plan_action.require(request.user, record)
    first = start(record, PlanActionForm)
    form = PlanActionForm(request.POST or None, initial=first, plan=record.plan)

    def act(data: dict[str, Any]) -> str:
        seen = acting.seen(request)
        edit_plan_action(record, seen=seen, by=request.user, **data)
        return OVERVIEW

    said = {"title": _("Change an action of the plan"), "about": record.plan}
    done = _("The action is changed.")
    return kept(request, form, act, done, **said, **editing(record))
