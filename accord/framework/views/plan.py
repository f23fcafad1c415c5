"""Actions of the plan."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from accord import acting
from accord.accounts.http import Request
from accord.framework.actions.keeping import add_plan_action, edit_plan_action
from accord.framework.forms.plan import PlanActionForm
from accord.framework.models import Plan, PlanAction
from accord.framework.views.common import taken


@acting.GET_POST
def plan_action_add(request: Request, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.user), pk=pk)
    form = partial(PlanActionForm, plan=plan)
    return taken(request, add_plan_action, plan, form, about=plan)


@acting.GET_POST
def plan_action_edit(request: Request, pk: int) -> HttpResponse:
    rows = PlanAction.objects.visible_to(request.user).for_table()
    record = get_object_or_404(rows, pk=pk)
    form = partial(PlanActionForm, plan=record.plan)
    return taken(request, edit_plan_action, record, form, about=record.plan)
