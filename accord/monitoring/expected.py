"""What should be reported: the indicators of the text in force when a period ends."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from accord.framework.models import ReportingPeriod
from accord.instruments.models import AgreedIndicator, Instrument


def texts_of(period: ReportingPeriod) -> Any:
    """The texts that bind on the last day of a period and report by its calendar."""
    texts = Instrument.objects.in_force_on(period.ends_on)
    not_ended = Q(ends_on__isnull=True) | Q(ends_on__gte=period.ends_on)
    return texts.filter(not_ended, calendar=period.calendar_id)


def text_for(texts: Iterable[Instrument], period: ReportingPeriod) -> Instrument | None:
    """Which of one agreement's texts binds for ``period``: ``texts_of``, in memory."""
    begun = [
        one
        for one in texts
        if one.in_force_on and one.is_binding and one.in_force_on <= period.ends_on
    ]
    last = max(begun, key=lambda one: one.number, default=None)
    if last is None or last.calendar_id != period.calendar_id:
        return None
    replaced_on = getattr(last, "replaced_on", None)  # by one that is not among them
    if replaced_on and replaced_on <= period.ends_on:
        return None
    ends = (last.ends_on, last.terminated_on and last.terminated_on - timedelta(days=1))
    is_over = any(day and day < period.ends_on for day in ends)
    return None if is_over else last


def expected_in(period: ReportingPeriod, agreement: Any = None) -> Any:
    """The agreed indicators that should be reported for ``period``."""
    texts = texts_of(period)
    if agreement is not None:
        texts = texts.filter(agreement=agreement)
    return AgreedIndicator.objects.standing().filter(instrument__in=texts.values("pk"))


def periods_of(instrument: Instrument, day: date) -> Any:
    """Those of its calendar that it lives through and that had begun by ``day``."""
    rows = ReportingPeriod.objects.public().filter(
        calendar=instrument.calendar_id, starts_on__lte=day
    )
    if instrument.in_force_on:
        rows = rows.filter(ends_on__gte=instrument.in_force_on)
    if instrument.ends_on:
        rows = rows.filter(ends_on__lte=instrument.ends_on)
    return rows.order_by("starts_on")
