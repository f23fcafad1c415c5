"""When figures are reported."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accord import acting
from accord.accounts.http import Request
from accord.framework.actions import keeping as actions
from accord.framework.forms.calendars import CalendarForm, PeriodForm, PeriodSeriesForm
from accord.framework.models import Calendar, ReportingPeriod
from accord.framework.views.common import past, taken
from accord.lib.paging import page_of


@require_safe
def calendar_list(request: Request) -> HttpResponse:
    rows = Calendar.objects.visible_to(request.user).for_table()
    context = {
        "page": page_of(rows, request.GET.get("page")),
        "may_keep": actions.add_calendar.allowed(request.user, None),
    }
    return render(request, "framework/calendar_list.html", context)


@require_safe
def calendar_detail(request: Request, pk: int) -> HttpResponse:
    """Its periods, the latest first."""
    rows = Calendar.objects.visible_to(request.user)
    calendar = get_object_or_404(rows, pk=pk)
    periods = ReportingPeriod.objects.visible_to(request.user)
    periods = periods.filter(calendar=calendar).order_by("-starts_on")
    context = {
        "calendar": calendar,
        "page": page_of(periods, request.GET.get("page")),
        "history": past(calendar),
        "may_keep": actions.add_period.allowed(request.user, calendar),
    }
    return render(request, "framework/calendar_detail.html", context)


def _calendar(request: Request, pk: int) -> Calendar:
    return get_object_or_404(Calendar.objects.visible_to(request.user), pk=pk)


def _page(calendar: Calendar) -> str:
    return reverse("framework:calendar_detail", args=[calendar.pk])


@acting.GET_POST
def calendar_add(request: Request) -> HttpResponse:
    return taken(request, actions.add_calendar, None, CalendarForm, then=_page)


@acting.GET_POST
def calendar_edit(request: Request, pk: int) -> HttpResponse:
    one = _calendar(request, pk)
    said = {"about": one, "home": _page(one)}
    return taken(request, actions.edit_calendar, one, CalendarForm, **said)


@acting.GET_POST
def period_add(request: Request, pk: int) -> HttpResponse:
    one = _calendar(request, pk)
    form, said = partial(PeriodForm, calendar=one), {"about": one, "home": _page(one)}
    return taken(request, actions.add_period, one, form, **said)


@acting.GET_POST
def period_edit(request: Request, pk: int) -> HttpResponse:
    rows = ReportingPeriod.objects.visible_to(request.user).in_time()
    period = get_object_or_404(rows, pk=pk)
    calendar = period.calendar
    form = partial(PeriodForm, calendar=calendar, period=period)
    said = {"about": calendar, "home": _page(calendar)}
    return taken(request, actions.edit_period, period, form, **said)


@acting.GET_POST
def period_series_add(request: Request, pk: int) -> HttpResponse:
    """Several periods at once, shown before they are kept."""
    one = _calendar(request, pk)
    form = partial(PeriodSeriesForm, calendar=one)
    said = {"about": one, "home": _page(one)}
    return taken(request, actions.add_period_series, one, form, **said)
