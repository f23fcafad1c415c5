"""What every agreement rests on, at a glance."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accord.accounts.http import Request
from accord.framework.actions.keeping import add_figure
from accord.framework.models import (
    Axis,
    Condition,
    ConditionMission,
    Mission,
    ModelAgreement,
    Plan,
    PlanAction,
    SubsidyTerms,
)


@require_safe
def framework_overview(request: Request) -> HttpResponse:
    """The plans with their actions, the models with all that hangs on them."""
    user = request.user
    axes = _by("plan_id", Axis.objects.visible_to(user).for_table())
    found = _by("plan_id", PlanAction.objects.visible_to(user).for_table())
    plans = Plan.objects.visible_to(user).for_table()
    context = {
        "plans": [(plan, axes[plan.pk], found[plan.pk]) for plan in plans],
        "models": _models(user),
        "may_keep": add_figure.allowed(user, None),
    }
    return render(request, "framework/framework_overview.html", context)


def _models(user: Any) -> list[dict[str, Any]]:
    missions = _by("model_id", Mission.objects.visible_to(user).for_table())
    terms = _by("model_id", SubsidyTerms.objects.visible_to(user).for_table())
    conditions = _by("model_id", Condition.objects.visible_to(user).for_table())
    links = ConditionMission.objects.visible_to(user).for_table()
    named = _by("condition_id", links)
    return [
        {
            "model": model,
            "missions": missions[model.pk],
            "conditions": [(one, named[one.pk]) for one in conditions[model.pk]],
            "amounts": terms[model.pk],
        }
        for model in ModelAgreement.objects.visible_to(user).for_table()
    ]


def _by(column: str, rows: Iterable[Any]) -> dict[Any, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return found
