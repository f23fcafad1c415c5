"""What a figure is, and what figures say together: over time and over the territory.

Pure functions over values: nothing here reads the database or the clock. Zero is a
figure; ``None`` is “not known”, and is never counted as zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from operator import add
from typing import Any, Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.framework.models import ReportedAs, TerritoryRollup

EXPLAINED: dict[ReportedAs, Promise] = {
    ReportedAs.FLOW: _(
        "Count only what happened in this period; the figures of all periods are"
        " added up."
    ),
    ReportedAs.TO_DATE: _(
        "Count everything since the start, this period included; the last figure"
        " replaces the earlier ones."
    ),
    ReportedAs.STOCK: _(
        "Count what there is on the last day of the period, whenever it came; the last"
        " figure replaces the earlier ones."
    ),
}


def explained(reported_as: str) -> Promise:
    """A way of counting in one sentence, for who reports in it or chooses it."""
    return EXPLAINED[ReportedAs(reported_as)]


FIGURE = ("value", "numerator", "denominator")  # the columns that hold one


@dataclass(frozen=True)
class Amount:
    """A known figure: a value, or a numerator and a denominator, in exact decimals.

    Method: a figure has one shape; a ratio is only ever computed, never typed, and
    its denominator is above zero. Anything else is a ``ValueError``.
    """

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    def __post_init__(self) -> None:
        given = (self.value, self.numerator, self.denominator)
        known = tuple(one is not None for one in given)
        if known not in {(True, False, False), (False, True, True)}:
            raise ValueError("A value, or a numerator and a denominator.")
        for one in given:
            if one is not None and not (isinstance(one, Decimal) and one.is_finite()):
                raise ValueError(f"A figure is a finite decimal, not {one!r}.")
        if self.denominator is not None and self.denominator <= 0:
            raise ValueError("A denominator is above zero.")

    @classmethod
    def read(
        cls,
        value: Decimal | None,
        numerator: Decimal | None = None,
        denominator: Decimal | None = None,
    ) -> Self | None:
        """The figure in three columns of a row; ``None`` when all are empty."""
        if value is None and numerator is None and denominator is None:
            return None
        return cls(value, numerator, denominator)

    @classmethod
    def of_row(cls, row: Any, which: str = "") -> Self | None:
        """The figure of a row, if there is one: ``which`` says of which columns."""
        return cls.read(*(getattr(row, which + one) for one in FIGURE)) if row else None

    @classmethod
    def of(cls, numerator: Decimal, denominator: Decimal) -> Self:
        return cls(None, numerator, denominator)

    @property
    def is_ratio(self) -> bool:
        return self.value is None

    @property
    def ratio(self) -> Decimal | None:
        """Numerator over denominator; ``None`` for a plain value."""
        return as_decimal(self.exact) if self.is_ratio else None

    @property
    def exact(self) -> Fraction:
        """The number to compare with: rounded nowhere, so no verdict hangs on it."""
        if self.numerator is not None and self.denominator is not None:
            return Fraction(self.numerator) / Fraction(self.denominator)
        return Fraction(self.value or 0)

    def __add__(self, other: "Amount") -> "Amount":
        """Values add; of ratios, numerators and denominators add, each on its own."""
        same_shape((self, other))
        if self.value is not None and other.value is not None:
            return Amount(self.value + other.value)
        return Amount.of(
            (self.numerator or Decimal()) + (other.numerator or Decimal()),
            (self.denominator or Decimal()) + (other.denominator or Decimal()),
        )


def as_decimal(number: Fraction) -> Decimal:
    """To 28 digits, for people to read."""
    return Decimal(number.numerator) / Decimal(number.denominator)


def same_shape(amounts: Iterable[Amount]) -> None:
    """A share is not to be mixed with a count: 35 and 0.35 may be the same figure."""
    if len({one.is_ratio for one in amounts}) > 1:
        raise ValueError("Values and ratios do not mix.")


@dataclass(frozen=True)
class Total:
    """Several figures as one, with how many of how many it was made from.

    Method: every aggregate travels with the number reported and the number expected;
    a missing figure is not zero. ``amount`` is ``None`` when nothing was reported, or
    when the figures are not to become one. ``as_of`` is the end of the last period
    that ``amount`` speaks of, for a total over time.
    """

    amount: Amount | None
    reported: int
    expected: int
    as_of: date | None = None

    @property
    def is_complete(self) -> bool:
        return self.reported == self.expected


def has_ended(ends_on: date, day: date) -> bool:
    """Whether on ``day`` a period is over: from the day after its last."""
    return ends_on < day


def over_time(
    reported_as: str, figures: Iterable[tuple[date, Amount | None]], *, day: date
) -> Total:
    """One figure out of those of several periods, given with the end of each.

    Method: only periods that have ended on ``day`` count. What is counted per period
    is summed; of a running total and of a state, the last one reported stands for all.
    """
    ended = [(ends_on, one) for ends_on, one in figures if has_ended(ends_on, day)]
    known = {ends_on: one for ends_on, one in ended if one is not None}
    if not known:
        return Total(None, 0, len(ended))
    last = max(known)
    is_flow = ReportedAs(reported_as) == ReportedAs.FLOW
    amount = reduce(add, known.values()) if is_flow else known[last]
    return Total(amount, len(known), len(ended), as_of=last)


def over_territory(rollup: str, amounts: Iterable[Amount | None]) -> Total:
    """One figure out of one per municipality, ``None`` where it is not known.

    Method: ratios are never averaged nor summed, because a small municipality would
    weigh as much as a large one; their numerators and denominators are summed. A
    combination that has no meaning, such as the mean of ratios, is a ``ValueError``.
    """
    rule, every = TerritoryRollup(rollup), list(amounts)
    known = [one for one in every if one is not None]
    return Total(_rolled_up(rule, known), len(known), len(every))


def _rolled_up(rule: TerritoryRollup, known: list[Amount]) -> Amount | None:
    if not known or rule in (TerritoryRollup.LIST, TerritoryRollup.NONE):
        return None
    same_shape(known)
    if rule in (TerritoryRollup.MIN, TerritoryRollup.MAX):
        choose = min if rule == TerritoryRollup.MIN else max
        return choose(known, key=lambda one: (one.exact, one.denominator or 0))
    if known[0].is_ratio != (rule == TerritoryRollup.RATIO_OF_SUMS):
        raise ValueError(f"“{rule.value}” does not fit the shape of these figures.")
    if rule == TerritoryRollup.MEAN:
        return Amount(as_decimal(reduce(add, known).exact / len(known)))
    return reduce(add, known)
