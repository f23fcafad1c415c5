"""The overviews: what a person finds after signing in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accord.accounts.http import Request
from accord.agreements.policies import can_record
from accord.dashboards import gaps, overviews
from accord.directory.standing import standing_of


@require_safe
def overview(request: Request) -> HttpResponse:
    """The first page of the workspace, by the reader's standing."""
    standing, today = standing_of(request.user), timezone.localdate()
    if standing.is_regional:
        context = {
            "position": overviews.position(request.user, today),
            "matrix": overviews.matrix(request.user, today, request.GET.get("page")),
            "recent": overviews.recent(request.user),
            "today": today,
        }
        return render(request, "dashboards/overview.html", context)
    if standing.is_municipal:
        own = overviews.own_agreements(request.user, today)
        context = {
            "own": own,
            "today": today,
            "due": overviews.due(request.user, today),
        }
        return render(request, "dashboards/overview_municipality.html", context)
    return render(request, "dashboards/overview_other.html")


@require_safe
def unknown_list(request: Request) -> HttpResponse:
    """The facts that nobody has told yet, each with the form that records it."""
    context = gaps.worklist(
        request.user,
        kind=request.GET.get("kind", ""),
        number=request.GET.get("page"),
    )
    context["may_record"] = can_record(request.user, None)
    return render(request, "dashboards/unknown_list.html", context)
