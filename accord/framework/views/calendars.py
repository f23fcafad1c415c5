"""When figures are reported."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accord import acting
from accord.accounts.http import Request
from accord.framework.actions.keeping import (
    add_calendar,
    add_period,
    add_period_series,
    edit_calendar,
    edit_period,
)
from accord.framework.forms.calendars import CalendarForm, PeriodForm, PeriodSeriesForm
from accord.framework.models import Calendar, ReportingPeriod
from accord.framework.views.common import editing, kept, past, start
from accord.lib.paging import page_of


@require_safe
def calendar_list(request: Request) -> HttpResponse:
    rows = Calendar.objects.visible_to(request.user).for_table()
    context = {
        "page": page_of(rows, request.GET.get("page")),
        "may_keep": add_calendar.allowed(request.user, None),
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
        "may_keep": add_period.allowed(request.user, calendar),
    }
    return render(request, "framework/calendar_detail.html", context)


@require_http_methods(["GET", "POST"])
def calendar_add(request: Request) -> HttpResponse:
    add_calendar.require(request.user, None)
    form = CalendarForm(request.POST or None)

    def act(data: dict[str, Any]) -> str:
        return _page(add_calendar(None, by=request.user, **data))

    said = {"title": _("Add a calendar"), "is_unsourced": True}
    return kept(request, form, act, _("The calendar is added."), **said)


@require_http_methods(["GET", "POST"])
def calendar_edit(request: Request, pk: int) -> HttpResponse:
    record = get_object_or_404(Calendar.objects.visible_to(request.user), pk=pk)
    edit_calendar.require(request.user, record)
    form = CalendarForm(request.POST or None, initial=start(record, CalendarForm))

    def act(data: dict[str, Any]) -> str:
        seen = acting.seen(request)
        edit_calendar(record, seen=seen, by=request.user, **data)
        return _page(record)

    said = {"title": _("Change the calendar"), "about": record, "is_unsourced": True}
    done = _("The calendar is changed.")
    return kept(request, form, act, done, **said, **editing(record))


@require_http_methods(["GET", "POST"])
def period_add(request: Request, pk: int) -> HttpResponse:
    calendar = get_object_or_404(Calendar.objects.visible_to(request.user), pk=pk)
    add_period.require(request.user, calendar)
    form = PeriodForm(request.POST or None, calendar=calendar)

    def act(data: dict[str, Any]) -> str:
        add_period(calendar, by=request.user, **data)
        return _page(calendar)

    said = {"title": _("Add a period"), "about": calendar, "is_unsourced": True}
    return kept(request, form, act, _("The period is added."), **said)


@require_http_methods(["GET", "POST"])
def period_edit(request: Request, pk: int) -> HttpResponse:
    rows = ReportingPeriod.objects.visible_to(request.user).in_time()
    record = get_object_or_404(rows, pk=pk)
    edit_period.require(request.user, record)
    first, calendar = start(record, PeriodForm), record.calendar
    form = PeriodForm(
        request.POST or None, initial=first, calendar=calendar, period=record
    )

    def act(data: dict[str, Any]) -> str:
        seen = acting.seen(request)
        edit_period(record, seen=seen, by=request.user, **data)
        return _page(calendar)

    said = {"title": _("Change a period"), "about": calendar, "is_unsourced": True}
    done = _("The period is changed.")
    return kept(request, form, act, done, **said, **editing(record))


@require_http_methods(["GET", "POST"])
def period_series_add(request: Request, pk: int) -> HttpResponse:
    """Several periods at once, shown before they are kept."""
    calendar = get_object_or_404(Calendar.objects.visible_to(request.user), pk=pk)
    add_period_series.require(request.user, calendar)
    form = PeriodSeriesForm(request.POST or None, calendar=calendar)

    def act(data: dict[str, Any]) -> str:
        periods = data["periods"]
        add_period_series(calendar, periods=periods, by=request.user)
        return _page(calendar)

    said = {"title": _("Add several periods"), "about": calendar}
    done = _("The periods are added.")
    return kept(request, form, act, done, **said, is_unsourced=True)


def _page(calendar: Calendar) -> str:
    return reverse("framework:calendar_detail", args=[calendar.pk])
