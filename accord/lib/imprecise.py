"""Dates known to the day, the month or the year, or only as a bound.

A source says "signed in November 2021", "adopted in December 2022", "concluded no later
than December 2022". Such a date is written in a subset of EDTF (ISO 8601-2:2019):

=========================  ========================================
``2021-11-18``             that day
``2021-11``                some day of that month
``2021``                   some day of that year
``[..2022-12]``            no later than the end of December 2022
``[2023-01..2023-09-08]``  from 1 January to 8 September 2023
``[2023-01..]``            no earlier than 1 January 2023
(empty)                    not known
=========================  ========================================

It is one day, of which we know the earliest and the latest it can have been. Asked
whether it had come on a given day, it answers yes, no, or that this cannot be said.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.lib.constraints import always

# No fact of an agreement is of another century: such a year is a slip of the hand.
FIRST_YEAR, LAST_YEAR = 1900, 2200
# The Regions, whose matter housing is, work since 1989, and nobody agrees on more than
# two decades ahead: an older or later year may be meant, and is asked about.
USUAL_SINCE, USUAL_AHEAD = 1989, 20


def is_possible(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def is_far(year: int) -> bool:
    return year > timezone.localdate().year + USUAL_AHEAD


def is_usual(year: int) -> bool:
    return year >= USUAL_SINCE and not is_far(year)


def impossible(year: int) -> str:
    """What is said of a year that cannot be."""
    said = {"year": year, "first": FIRST_YEAR, "last": LAST_YEAR}
    return _("%(year)s is no year from %(first)s to %(last)s.") % said


class Answer(StrEnum):
    """What can be said of a fact on a given day."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """How a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    BY = "by"
    SINCE = "since"
    BETWEEN = "between"
    UNKNOWN = "unknown"


_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_RANGE = re.compile(r"\[([\d-]*)\.\.([\d-]*)\]")


@dataclass(frozen=True)
class Point:
    """A day, a month or a year, as written in a source."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> "Point":
        found = _POINT.fullmatch(text)
        if not found:
            raise ValueError(text)
        point = cls(*(int(part) if part else None for part in found.groups()))  # type: ignore[arg-type] # a year is
        _ = point.first, point.last  # a month 13 or 0, a 30 February raise here
        return point

    @property
    def kind(self) -> Kind:
        return Kind.DAY if self.day else Kind.MONTH if self.month else Kind.YEAR

    @property
    def first(self) -> date:
        month = 1 if self.month is None else self.month
        return date(self.year, month, 1 if self.day is None else self.day)

    @property
    def last(self) -> date:
        month = 12 if self.month is None else self.month
        longest = calendar.monthrange(self.year, month)[1]
        return date(self.year, month, longest if self.day is None else self.day)


@dataclass(frozen=True)
class ImpreciseDate:
    """One day, as precisely as it is known. See the module's docstring.

    ``start`` and ``end`` are the points as written: equal for a day, a month or a year,
    either one ``None`` for an open bound, both for a date that is not known.
    """

    start: Point | None = None
    end: Point | None = None

    @classmethod
    def parse(cls, text: str) -> "ImpreciseDate":
        """Read the written form. Raises ``ValueError`` with a sentence for people."""
        text = text.strip()
        if not text:
            return cls()
        try:
            if bounds := _RANGE.fullmatch(text):
                start, end = (
                    Point.parse(part) if part else None for part in bounds.groups()
                )
                if not start and not end:
                    raise ValueError(text)
                if start and end and start.first > end.last:
                    raise ValueError(text)
                return cls(start, end)
            point = Point.parse(text)
        except ValueError:
            raise ValueError(
                _(
                    "“%(text)s” is not a date. Write 2022-12-12, 2022-12, 2022, "
                    "[..2022-12] for “no later than”, or [2023-01..2023-09-08]."
                )
                % {"text": text}
            ) from None
        return cls(point, point)

    @classmethod
    def within(cls, earliest: date | None, latest: date | None) -> "ImpreciseDate":
        """The date between two bounds, written as shortly as they allow.

        From 1 to 30 November 2021 is "some day of November 2021".
        """
        start = _opening(earliest) if earliest else None
        end = _closing(latest) if latest else None
        if earliest and earliest == latest:
            start = end = Point(earliest.year, earliest.month, earliest.day)
        elif (
            start
            and end
            and (start.first, end.last)
            == (date(start.year, 1, 1), date(start.year, 12, 31))
        ):
            start = end = Point(start.year)
        return cls(start, end)

    @property
    def kind(self) -> Kind:
        if self.start is None:
            return Kind.UNKNOWN if self.end is None else Kind.BY
        if self.end is None:
            return Kind.SINCE
        return self.start.kind if self.start == self.end else Kind.BETWEEN

    @property
    def earliest(self) -> date | None:
        return self.start.first if self.start else None

    @property
    def latest(self) -> date | None:
        return self.end.last if self.end else None

    @property
    def is_known(self) -> bool:
        return self.kind != Kind.UNKNOWN

    def __bool__(self) -> bool:
        return self.is_known

    def __str__(self) -> str:
        """The written form, which ``parse`` reads back."""
        if self.kind == Kind.UNKNOWN:
            return ""
        if self.start == self.end:
            return _written(self.start)
        return f"[{_written(self.start)}..{_written(self.end)}]"


def _opening(day: date) -> Point:
    """The month that begins on ``day``, else the day."""
    return Point(day.year, day.month, None if day.day == 1 else day.day)


def _closing(day: date) -> Point:
    """The month that ends on ``day``, else the day."""
    month = Point(day.year, day.month)
    return month if month.last == day else Point(day.year, day.month, day.day)


def _written(point: Point | None) -> str:
    if point is None:
        return ""
    parts = [f"{point.year:04}", point.month, point.day]
    return "-".join(
        part if isinstance(part, str) else f"{part:02}" for part in parts if part
    )


def validate_imprecise(text: str) -> None:
    """For a model or form field: the sentence of ``ImpreciseDate.parse``."""
    try:
        require_possible(ImpreciseDate.parse(text))
    except ValueError as error:
        raise ValidationError(str(error)) from error


def require_possible(date: "ImpreciseDate") -> "ImpreciseDate":
    """The date itself. What is kept is read whatever its year; what comes in is not.

    Raises ``ValueError`` with a sentence for people.
    """
    for point in filter(None, (date.start, date.end)):
        if not is_possible(point.year):
            raise ValueError(impossible(point.year))
    return date


# A date no later than December sorts among those of December; one not known, last.
EARLIEST_FIRST = (
    Coalesce("latest_on", "earliest_on").asc(nulls_last=True),
    F("earliest_on").asc(nulls_first=True),
    F("pk").asc(),
)
LATEST_FIRST = (
    Coalesce("latest_on", "earliest_on").desc(nulls_last=True),
    F("earliest_on").desc(nulls_last=True),
    F("pk").desc(),
)


class Dated(models.Model):
    """A row that happened on an imprecise date. Assign ``date``, never the columns."""

    when = models.CharField(
        gettext_lazy("date"), max_length=32, blank=True, validators=[validate_imprecise]
    )
    earliest_on = models.DateField(
        gettext_lazy("earliest day"), null=True, editable=False
    )
    latest_on = models.DateField(gettext_lazy("latest day"), null=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            always(
                "%(app_label)s_%(class)s_dates_in_order",
                Q(earliest_on__isnull=True)
                | Q(latest_on__isnull=True)
                | Q(earliest_on__lte=F("latest_on")),
            )
        ]

    @property
    def date(self) -> ImpreciseDate:
        return ImpreciseDate.parse(self.when)

    @date.setter
    def date(self, value: Any) -> None:
        if not isinstance(value, ImpreciseDate):
            value = ImpreciseDate.parse(str(value or ""))
        for column, part in columns(value).items():
            setattr(self, column, part)


def columns(value: ImpreciseDate) -> dict[str, Any]:
    """The columns of ``Dated`` that hold ``value``: for ``create`` and ``update``."""
    return {
        "when": str(value),
        "earliest_on": value.earliest,
        "latest_on": value.latest,
    }
