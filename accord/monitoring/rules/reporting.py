"""What an author may report and when, and what a reported figure must answer for.

Pure functions over values: nothing here reads the database or the clock.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import add
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.framework.models import ReportedAs
from accord.monitoring.rules.rollup import FIGURE, Amount, same_shape


class PartsFault(TextChoices):
    """What is to be said of the parts of a figure; only the first is an error."""

    EXCEED = "exceed", _("The parts add up to more than the total.")
    INCOMPLETE = "incomplete", _("The parts do not make up the whole total yet.")
    OVERLAP = "overlap", _("The parts overlap: some are counted more than once.")

    @property
    def is_error(self) -> bool:
        return self == PartsFault.EXCEED


def parts_fault(
    total: Amount | None, parts: Iterable[Amount | None], overlapping: bool
) -> PartsFault | None:
    """What is wrong with the parts of ``total``; ``None`` when they make it up.

    Method: parts that exclude each other never exceed the total; those that may
    overlap can, and it is only remarked upon. Below the total, or while one of them is
    not known, parts are incomplete.
    Of a ratio, numerators and denominators are each a total of their own.
    """
    every = list(parts)
    known = [one for one in every if one is not None]
    if total is None or not every:
        return None
    pairs = _side_by_side(reduce(add, known), total) if known else []
    if any(part > whole for part, whole in pairs):
        return PartsFault.OVERLAP if overlapping else PartsFault.EXCEED
    falls_short = any(part < whole for part, whole in pairs)
    is_missing = len(known) < len(every)
    return PartsFault.INCOMPLETE if falls_short or is_missing else None


FIGURE_OR_REASON = _("Give a figure, or say why there is none; never both.")


def says_both(figure: Iterable[object], no_data_reason: str) -> bool:
    """Whether there is a figure and a reason why there is none; zero is a figure.

    ``figure``: its numbers and its texts. The database refuses it too.
    """
    return bool(no_data_reason) and any(one not in (None, "") for one in figure)


def decrease_needs_reason(
    reported_as: str, before: Amount | None, now: Amount | None
) -> bool:
    """Whether ``now`` can only stand with a reason, after ``before``.

    Method: a running total does not fall. A ratio may, when more is counted; its
    numerator and its denominator, which are what runs, may not.
    """
    if ReportedAs(reported_as) != ReportedAs.TO_DATE or before is None or now is None:
        return False
    return any(new < old for new, old in _side_by_side(now, before))


def _side_by_side(one: Amount, other: Amount) -> list[tuple[Decimal, Decimal]]:
    """The numbers two figures are made of, each beside its like."""
    same_shape((one, other))
    numbers = ((getattr(one, name), getattr(other, name)) for name in FIGURE)
    return [(left, right) for left, right in numbers if left is not None]


class Window(TextChoices):
    """Whether an author may report on a period."""

    NOT_OPEN = "not_open", _("Not open yet")
    OPEN = "open", pgettext_lazy("a period", "Open")
    LATE = "late", _("Open, past the due date")
    CLOSED = "closed", _("Closed")
    REOPENED = "reopened", _("Open by exception")

    @property
    def allows_writing(self) -> bool:
        return self in (Window.OPEN, Window.LATE, Window.REOPENED)


def window(period: Any, exception_until: date | None, day: date) -> Window:
    """Whether an author may report on ``day``; all the dates of a period are included.

    Method: from the opening to the closing date, or under an exception that still
    runs; past the due date is allowed, and marked.
    """
    if period.opens_on <= day <= period.closes_on:
        return Window.LATE if day > period.due_on else Window.OPEN
    if exception_until is not None and day <= exception_until:
        return Window.REOPENED
    return Window.NOT_OPEN if day < period.opens_on else Window.CLOSED


def lateness(due_on: date, submitted_on: date | None, day: date) -> int:
    """How many days late a report is, as known on ``day``; 0 when it is in time.

    What is not submitted by ``day`` grows later every day.
    """
    until = day if submitted_on is None else min(submitted_on, day)
    return max((until - due_on).days, 0)
