"""What should be reported: the indicators of the text in force when a period ends."""

from datetime import date
from typing import Any

from accord.framework.models import ReportingPeriod
from accord.instruments.models import AgreedIndicator, Instrument


def texts_of(period: ReportingPeriod) -> Any:
    """The texts that bind on the last day of a period and report by its calendar."""
    texts = Instrument.objects.in_force_on(period.ends_on)
    return texts.filter(calendar=period.calendar_id)


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
