"""What a person finds after signing in: their desk, and how things stand."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accord import outlets
from accord.accounts.http import Request
from accord.agreements.policies import can_record
from accord.dashboards.reading import gaps, overviews, status
from accord.dashboards.reading import handover as handing_over
from accord.dashboards.reading.desk_page import desk_page
from accord.dashboards.reading.workload import figures
from accord.directory.standing import standing_of
from accord.publicsite import privacy


@require_safe
def overview(request: Request) -> HttpResponse:
    """The desk, the first page of the workspace: what needs the reader today."""
    context = desk_page(request.user, timezone.localdate(), request.GET.dict())
    if request.user.is_administrator:
        context["unsaid"] = privacy.unsaid()
    return render(request, "dashboards/overview.html", context)


@require_safe
def workload(request: Request) -> HttpResponse:
    """How much needs someone, by municipality and by officer: for the Region."""
    today, asked = timezone.localdate(), request.GET.dict()
    context = figures(request.user, today, asked)
    return render(request, "dashboards/workload.html", context)


@require_safe
def position(request: Request) -> HttpResponse:
    """How the agreements stand: the Region all of them, a municipality its own."""
    standing, today = standing_of(request.user), timezone.localdate()
    if standing.is_regional:
        context = {
            "position": overviews.position(request.user, today),
            "matrix": overviews.matrix(request.user, today, request.GET.get("page")),
            "recent": overviews.recent(request.user),
            "today": today,
        }
        return render(request, "dashboards/position.html", context)
    if standing.is_municipal:
        own = overviews.own_agreements(request.user, today)
        return render(request, "dashboards/position_municipality.html", {"own": own})
    raise PermissionDenied


@require_safe
def unknown_list(request: Request) -> HttpResponse:
    """The facts that nobody has told yet, each with the form that records it."""
    context = gaps.worklist(
        request.user, kind=request.GET.get("kind", ""), number=request.GET.get("page")
    )
    context["may_record"] = can_record(request.user, None)
    return render(request, "dashboards/unknown_list.html", context)


@require_safe
def handover(request: Request, pk: int) -> HttpResponse:
    """What a referent leaves, and their successor finds."""
    made = handing_over.handover(pk, request.user, timezone.localdate())
    said = {"facts": handing_over.facts(made), "lede": handing_over.lede(made)}
    return render(request, "dashboards/handover.html", {"made": made, **said})


@require_safe
def handover_pdf(request: Request, pk: int) -> HttpResponseBase:
    """The same, to print and to keep; in the reader's language."""
    made = handing_over.handover(pk, request.user, timezone.localdate())
    name = f"passation-overdracht-{made.occupancy.referent.slug}-{made.today}.pdf"
    write = partial(handing_over.document, made)
    return outlets.send_file(request, name, write, is_shown=True)


@require_safe
def service_status(request: Request) -> HttpResponse:
    """How the service does, for administrators: what ``manage.py status`` says."""
    if not request.user.is_administrator:
        raise PermissionDenied
    found = status.facts(timezone.now())
    context = {"facts": found, "worst": status.worst(found)}
    return render(request, "dashboards/service_status.html", context)
