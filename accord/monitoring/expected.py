"""What should be reported: the indicators of the text in force when a period ends."""

from collections.abc import Iterable
from typing import Any

from accord.framework.models import ReportingPeriod
from accord.instruments.models import AgreedIndicator, Instrument


def texts_of(period: ReportingPeriod) -> Any:
    """The texts that ask for a report on a period."""
    # audience: whoever asks takes its own part of the rows
    return Instrument.objects.reporting_on(period.calendar_id, period.ends_on)


def text_for(texts: Iterable[Instrument], period: ReportingPeriod) -> Instrument | None:
    """Which of one agreement's texts asks for it: ``texts_of``, of rows with_next."""
    return next((one for one in texts if one.reports_on(period)), None)


def expected_in(period: ReportingPeriod, agreement: Any = None) -> Any:
    """The agreed indicators that should be reported for ``period``."""
    texts = texts_of(period)
    if agreement is not None:
        texts = texts.filter(agreement=agreement)
    # audience: whoever asks takes its own part of the rows
    return AgreedIndicator.objects.standing().filter(instrument__in=texts.values("pk"))
