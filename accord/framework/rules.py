"""A series of periods; what no longer changes. Pure: nothing here reads a clock."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from accord.lib.errors import Refused

PARTS = {3: ("trimestre", "kwartaal"), 6: ("semestre", "semester")}


@dataclass(frozen=True)
class Planned:
    """A period not yet kept, with what it is called in both languages."""

    label_fr: str
    label_nl: str
    starts_on: date
    ends_on: date
    opens_on: date
    due_on: date
    closes_on: date


def months_later(day: date, months: int) -> date:
    """The same day so many months on; the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def series(
    starts_on: date, months: int, how_many: int, *, opens: int, due: int, closes: int
) -> list[Planned]:
    """``how_many`` periods of ``months``, one after the other.

    ``opens``, ``due`` and ``closes`` are days after the last day of each period.
    """
    found = []
    for number in range(how_many):
        first = months_later(starts_on, number * months)
        last = months_later(starts_on, (number + 1) * months) - timedelta(days=1)
        label_fr, label_nl = labels(first, last, months)
        opening, deadline, closing = (
            last + timedelta(days=days) for days in (opens, due, closes)
        )
        found.append(
            Planned(label_fr, label_nl, first, last, opening, deadline, closing)
        )
    return found


def labels(first: date, last: date, months: int) -> tuple[str, str]:
    """“2027, semestre 1” for a part of a calendar year, else its two days."""
    if first.day == 1 and (first.month - 1) % months == 0:
        if months == 12:
            return f"{first.year}", f"{first.year}"
        number = (first.month - 1) // months + 1
        fr, nl = (f"{first.year}, {part} {number}" for part in PARTS[months])
        return fr, nl
    told = f"{first:%d/%m/%Y} – {last:%d/%m/%Y}"
    return told, told


def require_unfrozen(definition: Any) -> None:
    """What an agreed text counts by stays as it was read."""
    if definition.is_frozen:
        raise Refused(_("A signed agreement uses it: make a new version instead."))
