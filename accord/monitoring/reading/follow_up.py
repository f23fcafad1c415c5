"""How an agreement is doing: its text, with what was reported on every indicator.

The text is the one in force on the day asked for; the figures are those of the periods
that had ended by then, as they are known now. Only the last eight periods are read, so
a long history costs nothing.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    ExpressionWrapper,
    F,
    JSONField,
    Q,
    When,
)
from django.shortcuts import get_object_or_404

from accord.accounts.models import User
from accord.agreements.models import Agreement
from accord.framework.models import ReportingPeriod
from accord.instruments.models import AgreedIndicator, Instrument
from accord.monitoring.expected import text_for
from accord.monitoring.models import Result
from accord.monitoring.reading import duties
from accord.monitoring.reading.matrices import Tallied
from accord.monitoring.rules.overall import GroupTally
from accord.monitoring.rules.progress import Reason, Verdict
from accord.monitoring.rules.rollup import Amount
from accord.monitoring.wording import figure_in_words, local_text, result_in_words
from accord.ui.pictures.spans import sparkline

PERIODS = 8  # shown, the last ended first to be read


@dataclass(frozen=True)
class IndicatorLine(Tallied):
    number: str
    name: str
    definition: int
    baseline: str
    reported: str
    latest: Result | None
    target: str
    overall_target: str
    percentage: int | None
    verdict: Verdict | None
    unsaid: str
    spark: str  # drawn; empty under three figures
    set_by: int
    standing: GroupTally


@dataclass(frozen=True)
class CommitmentLine(Tallied):
    number: str
    text: str
    indicators: list[IndicatorLine]
    standing: GroupTally


@dataclass(frozen=True)
class MissionLine(Tallied):
    number: str
    code: str
    title: str
    commitments: list[CommitmentLine]
    standing: GroupTally


@dataclass(frozen=True)
class PeriodLine(Tallied):
    """How the agreement stood at the end of one period."""

    period: ReportingPeriod
    standing: GroupTally


@dataclass(frozen=True)
class FollowUp(Tallied):
    agreement: Any
    day: date
    text: Instrument | None
    versions: list[Instrument]
    period: ReportingPeriod | None
    missions: list[MissionLine]
    past: list[PeriodLine]
    due: list[duties.Duty]
    standing: GroupTally


def follow_up(user: User, agreement: int, day: date, today: date) -> FollowUp:
    """The agreement as it stood on ``day``: the same queries for any number of rows."""
    versions = _versions(user, agreement, day)
    known = versions[0].agreement if versions else _agreement(user, agreement)
    text = next((one for one in versions if one.is_held), None)  # type: ignore[attr-defined] # annotated
    agreed = _agreed(user, versions)
    periods = _periods(user, text, day)
    period = periods[0] if periods else None
    reading = _Reading(user, text, versions, agreed, periods) if text else None
    missions = reading.missions() if reading else []
    return FollowUp(
        agreement=known,
        day=day,
        text=text,
        versions=versions,
        period=period,
        missions=missions,
        past=reading.past() if reading else [],
        due=duties.of_agreement(user, versions, agreed, today),
        standing=GroupTally.sum(one.standing for one in missions),
    )


def _versions(user: User, agreement: int, day: date) -> list[Instrument]:
    """Its texts, the latest first; the one in force on ``day`` with its content."""
    texts = Instrument.objects.visible_to(user).of_agreement(agreement)
    held = Q(pk__in=texts.in_force_on(day).values("pk"))
    content = Case(When(held, then=F("content")), output_field=JSONField())
    return list(
        texts.for_table()
        .with_signer()
        .annotate(is_held=ExpressionWrapper(held, BooleanField()), held_content=content)
    )


def _agreed(user: User, versions: list[Instrument]) -> list[AgreedIndicator]:
    """The indicators of every binding text, with what they count."""
    binding = [one for one in versions if one.is_binding]
    rows = AgreedIndicator.objects.visible_to(user).of(binding)
    return list(rows.select_related("definition", "reporter"))


def _agreement(user: User, pk: int) -> Agreement:
    """One whose text is not in here; 404 for who may not see it."""
    rows = Agreement.objects.visible_to(user).select_related("municipality", "model")
    return get_object_or_404(rows, pk=pk)


def _periods(user: User, text: Instrument | None, day: date) -> list[ReportingPeriod]:
    """The last periods to have ended before ``day``, the latest first."""
    if text is None:
        return []
    rows = ReportingPeriod.objects.visible_to(user).ended(day)
    rows = rows.filter(calendar=text.calendar_id)
    return list(rows.order_by("-ends_on")[:PERIODS])


class _Reading:
    """The text and the results, put under each other."""

    def __init__(
        self,
        user: User,
        text: Instrument,
        versions: list[Instrument],
        agreed: list[AgreedIndicator],
        periods: list[ReportingPeriod],
    ) -> None:
        self.missions_agreed = text.held_content["missions"]  # type: ignore[attr-defined] # annotated
        self.periods = periods
        self.by_series: dict[int, dict[int, Result]] = defaultdict(dict)
        results = Result.objects.visible_to(user).handed_in()
        rows = results.of_agreement(text.agreement_id).filter(period__in=periods)
        for result in rows:
            self.by_series[result.series_id][result.period_id] = result
        self.definitions = {one.series_id: one.definition for one in agreed}
        self.asked = _asked(versions, agreed, periods)

    def missions(self) -> list[MissionLine]:
        return [self._mission(one) for one in self.missions_agreed]

    def past(self) -> list[PeriodLine]:
        """Period by period, by the text that bound then."""
        return [
            PeriodLine(
                period, GroupTally.sum(self._standing(one, period) for one in asked)
            )
            for period in self.periods
            if (asked := self.asked[period.pk])
        ]

    def _standing(self, series: int, period: ReportingPeriod | None) -> GroupTally:
        """Of one target: nothing when that period does not ask for it."""
        if period is None or series not in self.asked[period.pk]:
            return GroupTally()
        result = self.by_series[series].get(period.pk)
        return GroupTally.of(result.verdict if result else None)

    def _mission(self, node: Any) -> MissionLine:
        commitments = [self._commitment(one) for one in node["commitments"]]
        return MissionLine(
            number=node["number"],
            code=node["code"],
            title=local_text(node["title"]),
            commitments=commitments,
            standing=GroupTally.sum(one.standing for one in commitments),
        )

    def _commitment(self, node: Any) -> CommitmentLine:
        indicators = [self._indicator(one) for one in node["indicators"]]
        return CommitmentLine(
            number=node["number"],
            text=local_text(node["text"]),
            indicators=indicators,
            standing=GroupTally.sum(one.standing for one in indicators),
        )

    def _indicator(self, node: Any) -> IndicatorLine:
        definition = self.definitions[node["series"]]
        mine = self.by_series.get(node["series"], {})
        period = self.periods[0] if self.periods else None
        last = mine.get(period.pk) if period else None
        latest = next((mine[one.pk] for one in self.periods if one.pk in mine), None)
        line = sparkline([_height(mine.get(one.pk)) for one in reversed(self.periods)])

        def words(amount: Amount | None) -> str:
            return figure_in_words(amount, definition)

        return IndicatorLine(
            number=node["number"],
            name=local_text(node["name"]),
            definition=definition.pk,
            baseline=words(_amount(node["baseline"])),
            reported=result_in_words(latest, definition) if latest else "",
            latest=_in_period(latest, self.periods),
            target=words(_target(node, period)),
            overall_target=words(_target(node, None)),
            percentage=_percentage(last),
            verdict=Verdict(last.verdict) if last else None,
            unsaid=str(Reason(last.unsaid).label) if last and last.unsaid else "",
            spark=line.inline(size="small") if line else "",
            set_by=node["set_by"],
            standing=self._standing(node["series"], period),
        )


def _asked(
    versions: list[Instrument],
    agreed: list[AgreedIndicator],
    periods: list[ReportingPeriod],
) -> dict[int, set[int]]:
    """By period: the series that the text in force at its end asks for."""
    found = defaultdict(set)
    for one in agreed:
        found[one.instrument_id].add(one.series_id)
    texts = {period.pk: text_for(versions, period) for period in periods}
    return {period: found[text.pk] if text else set() for period, text in texts.items()}


def _in_period(result: Result | None, periods: list[ReportingPeriod]) -> Result | None:
    """The result with its period, which is read already."""
    if result:
        result.period = next(one for one in periods if one.pk == result.period_id)
    return result


def _height(result: Result | None) -> float | None:
    return float(result.counted.exact) if result and result.counted else None


def _percentage(result: Result | None) -> int | None:
    """Progress in whole percent, for people to read."""
    if result is None or result.progress is None:
        return None
    return round(result.progress * 100)


def _amount(node: Any) -> Amount | None:
    """A figure of the agreed text, which keeps numbers as text."""
    parts = (node["value"], node["numerator"], node["denominator"])
    return Amount.read(*(None if one is None else Decimal(one) for one in parts))


def _target(node: Any, period: ReportingPeriod | None) -> Amount | None:
    """The target of a period, or over the whole time when ``period`` is ``None``."""
    for target in node["targets"]:
        found = target["period"]
        first = found["starts_on"] if found else None
        if first == (period.starts_on.isoformat() if period else None):
            return _amount(target)
    return None
