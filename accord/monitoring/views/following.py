"""How one agreement is doing."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accord.accounts.http import Request
from accord.lib.asof import asked_day
from accord.monitoring.reading.follow_up import follow_up as followed


@require_safe
def follow_up(request: Request, pk: int) -> HttpResponse:
    """Its text on the day that the address names, with progress; prints as a report."""
    as_of = asked_day(request)
    found = followed(request.user, pk, as_of.day, as_of.today)
    context = {"followed": found, "as_of": as_of}
    return render(request, "monitoring/follow_up.html", context)
