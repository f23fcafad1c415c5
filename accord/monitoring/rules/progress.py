"""How far a result is from its target, and how many results are how far.

Pure functions over values: nothing here reads the database or the clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Self

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accord.framework.models import Direction
from accord.monitoring.rules.rollup import Amount, as_decimal, same_shape


class Verdict(TextChoices):
    """What a result says of its target."""

    ACHIEVED = "achieved", _("Target reached")
    ON_TRACK = "on_track", _("On track")
    BEHIND = "behind", _("Behind")
    NOT_KNOWN = "not_known", _("Cannot be said")


class Reason(TextChoices):
    """Why nothing can be said of a target."""

    NARRATIVE = "narrative", _("The indicator is told in words, not measured.")
    NO_DIRECTION = (
        "no_direction",
        _("The indicator does not say whether more or less is better."),
    )
    NO_TARGET = "no_target", _("No target is set for this period.")
    NOT_ENDED = "not_ended", _("The period has not ended.")
    NO_RESULT = "no_result", _("No result is known for this period.")
    BASELINE_PENDING = (
        "baseline_pending",
        _("The baseline is still to be established."),
    )
    NO_BASELINE = (
        "no_baseline",
        _("A decrease cannot be measured without a baseline."),
    )
    TARGET_IS_BASELINE = (
        "target_is_baseline",
        _("The target equals the baseline, so there is no distance to measure."),
    )
    TARGET_NOT_POSITIVE = (
        "target_not_positive",
        _("A target of zero or less cannot be measured without a baseline."),
    )
    AGAINST_DIRECTION = (
        "against_direction",
        _("From its baseline, the target goes the other way than the indicator."),
    )


@dataclass(frozen=True)
class Progress:
    """How far a result has come: 1 is the target, and it is not capped.

    ``fraction`` is ``None`` where no distance is measured: nothing can be said, for
    the ``reason`` given, or the target is to stay at a level.
    """

    fraction: Decimal | None
    verdict: Verdict
    reason: Reason | None = None


def progress(
    actual: Amount | None,
    baseline: Amount | None,
    target: Amount | None,
    direction: str,
    tolerance: Decimal,
    *,
    is_baseline_pending: bool = False,
    is_narrative: bool = False,
    is_ended: bool = True,
) -> Progress:
    """How far a period's result has come, measured against that period's target.

    ``tolerance`` is a percentage. Yes or no and a step on a scale are amounts like any
    other. Method: the distance covered from the baseline over the distance agreed, one
    formula for a rise and a fall; where the baseline is not known or equals the target,
    the result over the target, for a rise only. On track means that at most
    ``tolerance`` percent of the agreed distance is missing: the share of the target
    itself would call a result on track that had moved away from it. To stay as it is
    means to be no further than ``tolerance`` percent from the target. Only a period
    that has ended counts.
    """
    if tolerance < 0:
        raise ValueError("A tolerance is not negative.")
    way, share = Direction(direction), Fraction(tolerance) / 100
    if is_narrative:
        return _not_known(Reason.NARRATIVE)
    if way == Direction.NONE:
        return _not_known(Reason.NO_DIRECTION)
    if target is None:
        return _not_known(Reason.NO_TARGET)
    if not is_ended:
        return _not_known(Reason.NOT_ENDED)
    if actual is None:
        return _not_known(Reason.NO_RESULT)
    same_shape(one for one in (actual, baseline, target) if one is not None)
    if way == Direction.MAINTAIN:
        away = abs(actual.exact - target.exact)
        is_held = away <= share * abs(target.exact)
        return Progress(None, Verdict.ACHIEVED if is_held else Verdict.BEHIND)
    start = _start(baseline, target, way, is_baseline_pending)
    if isinstance(start, Reason):
        return _not_known(start)
    covered = (actual.exact - start) / (target.exact - start)
    return Progress(as_decimal(covered), _verdict(covered, share))


def accepted(
    baseline: Amount | None,
    target: Amount,
    direction: str,
    tolerance: Decimal,
    *,
    is_baseline_pending: bool = False,
) -> Fraction:
    """How far from the target a result still counts, in the unit of both.

    Method: that of ``progress``, of which it is the other side. Zero where no distance
    is measured: nothing but the target itself is then called kept.
    """
    way, share = Direction(direction), Fraction(tolerance) / 100
    if way == Direction.MAINTAIN:
        return share * abs(target.exact)
    if way == Direction.NONE:
        return Fraction(0)
    start = _start(baseline, target, way, is_baseline_pending)
    if isinstance(start, Reason):
        return Fraction(0)
    return share * abs(target.exact - start)


def _start(
    baseline: Amount | None, target: Amount, way: Direction, is_pending: bool
) -> Fraction | Reason:
    """The point that distance is measured from; it is never the target itself.

    A fall without a baseline is not even called reached: its misses could not be told
    on track from behind, and a tally would show only its successes.
    """
    if baseline is not None and baseline.exact != target.exact:
        rises = target.exact > baseline.exact
        if rises != (way == Direction.INCREASE):
            return Reason.AGAINST_DIRECTION
        return baseline.exact
    if way == Direction.INCREASE and target.exact > 0:
        return Fraction(0)
    if baseline is not None:
        return Reason.TARGET_IS_BASELINE
    if is_pending:
        return Reason.BASELINE_PENDING
    if way == Direction.DECREASE:
        return Reason.NO_BASELINE
    return Reason.TARGET_NOT_POSITIVE


def _verdict(covered: Fraction, share: Fraction) -> Verdict:
    if covered >= 1:
        return Verdict.ACHIEVED
    return Verdict.ON_TRACK if covered >= 1 - share else Verdict.BEHIND


def _not_known(reason: Reason) -> Progress:
    return Progress(None, Verdict.NOT_KNOWN, reason)


@dataclass(frozen=True)
class Tally:
    """How many targets stand how: what a mission, an agreement or the Region shows.

    Method: percentages of different indicators are never averaged. Such an average has
    no unit, gives a target of two dwellings the weight of one of two thousand, lets one
    target reached four times over hide three that were missed, and is silent on what
    was not reported. A count says all of that, adds up over any grouping, and leads to
    the targets it counted.
    """

    achieved: int = 0
    on_track: int = 0
    behind: int = 0
    not_known: int = 0

    @classmethod
    def of(cls, progresses: Iterable[Progress]) -> Self:
        verdicts = [one.verdict for one in progresses]
        return cls(**{each.value: verdicts.count(each) for each in Verdict})

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.achieved + other.achieved,
            self.on_track + other.on_track,
            self.behind + other.behind,
            self.not_known + other.not_known,
        )

    @property
    def counted(self) -> int:
        """The targets of which something can be said."""
        return self.achieved + self.on_track + self.behind

    @property
    def expected(self) -> int:
        """All targets, so that a page can say “counted of expected”."""
        return self.counted + self.not_known
