"""The Region's matrices: where every agreement stands, at a glance."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accord.accounts.http import Request
from accord.monitoring.reading import matrices


@require_safe
def mission_matrix(request: Request) -> HttpResponse:
    """Municipalities by missions; the filters are in the address."""
    wanted = matrices.Wanted.read(request.GET)
    found = matrices.by_mission(request.user, timezone.localdate(), wanted)
    return render(request, "monitoring/mission_matrix.html", {"matrix": found})


@require_safe
def plan_action_matrix(request: Request) -> HttpResponse:
    """Municipalities by the actions of the plan that they serve."""
    wanted = matrices.Wanted.read(request.GET)
    found = matrices.by_plan_action(request.user, timezone.localdate(), wanted)
    return render(request, "monitoring/plan_action_matrix.html", {"matrix": found})
