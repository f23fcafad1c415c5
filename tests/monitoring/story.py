"""Results as they come in, told by actions, on an agreement that is in force."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from accord.monitoring.actions.reporting import start_result, submit_result
from accord.monitoring.actions.verifying import verify_result
from accord.monitoring.models import Result
from tests.instruments import story


def in_force(cast: Any, **fields: Any) -> SimpleNamespace:
    """An agreement in force whose two periods are ended and still open to reports."""
    made = story.in_force(cast, **fields)
    tomorrow = timezone.localdate() + timedelta(days=1)
    for period in made.periods:
        period.closes_on = max(period.closes_on, tomorrow)
        period.save()
    made.series = made.indicator.series
    return made


def reported(cast: Any, made: Any, value: int | None, *, period: int = 0) -> Result:
    """A draft by Ines, for Ixelles."""
    figure = {"value": Decimal(value)} if value is not None else {}
    return start_result(
        made.series, period=made.periods[period], by=cast.ines, **figure
    )


def verified(cast: Any, made: Any, value: int, *, period: int = 0) -> Result:
    """Submitted by Ines, verified by Remy for the Region."""
    result = reported(cast, made, value, period=period)
    submit_result(result, by=cast.ines)
    verify_result(result, by=cast.remy)
    return result
