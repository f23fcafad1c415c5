"""How one agreement is doing."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from accord.accounts.http import Request
from accord.monitoring.follow_up import follow_up as followed


@require_safe
def follow_up(request: Request, pk: int) -> HttpResponse:
    """Its text on the day that the address names, with progress; prints as a report."""
    today = timezone.localdate()
    found = followed(request.user, pk, _day(request.GET.get("on", "")) or today, today)
    context = {"followed": found, "today": today}
    return render(request, "monitoring/follow_up.html", context)


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:  # written like a day, and none
        return None
