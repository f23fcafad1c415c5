"""One indicator wherever it is agreed on: its totals in time, and by municipality.

Only the last periods are read, with one query for the results: what was counted since
the start stands in the columns of each last result, so the page costs the same after
ten years as after one.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accord.accounts.models import User
from accord.agreements.models import Agreement
from accord.directory.models import Organisation
from accord.framework.models import IndicatorDefinition, ReportingPeriod
from accord.instruments.models import AgreedIndicator, Instrument, Target
from accord.instruments.querysets import BINDING
from accord.lib.bilingual import local
from accord.lib.paging import NearbyPage, page_of
from accord.monitoring.expected import text_for
from accord.monitoring.models import Result
from accord.monitoring.policies import is_of_a_side
from accord.monitoring.rules.rollup import Amount, Total, over_territory
from accord.monitoring.wording import figure_in_words, result_in_words
from accord.ui.pictures import Picture
from accord.ui.pictures.targets import Line, bars

CHARTED = 12  # periods
LISTED = 4  # periods, in the table by municipality


@dataclass(frozen=True)
class PeriodTotal:
    """One period: what was reported together, and what was aimed at."""

    period: ReportingPeriod
    total: Total
    target: Total
    result_said: str
    target_said: str


@dataclass(frozen=True)
class Said:
    """What one municipality reported in one period."""

    result: Result | None
    words: str
    target: str


@dataclass(frozen=True)
class TownLine:
    municipality: Organisation
    agreement: int
    may_open: bool  # how the agreement is doing
    cells: list[list[Said]]


@dataclass(frozen=True)
class IndicatorPage:
    definition: IndicatorDefinition
    totals: list[PeriodTotal]
    overall: Total
    overall_said: str
    picture: Picture | None
    listed: list[ReportingPeriod]
    page: NearbyPage
    lines: list[TownLine]


def figures(
    user: User, definition: IndicatorDefinition, day: date, number: str | None
) -> IndicatorPage:
    """The page of an indicator, for what the reader may see of it."""
    reading = _Reading(user, definition, day)
    totals = reading.totals()
    overall = reading.overall()
    listed = reading.periods[-LISTED:][::-1]
    page = page_of(reading.asked_in(listed), number)
    return IndicatorPage(
        definition=definition,
        totals=totals[::-1],
        overall=overall,
        overall_said=figure_in_words(overall.amount, definition),
        picture=_picture(definition, totals, day),
        listed=listed,
        page=page,
        lines=[reading.line(one, listed) for one in page.object_list],
    )


def results_of(user: User, definition: IndicatorDefinition) -> Any:
    """Every result handed in, for the file."""
    results = Result.objects.visible_to(user).handed_in()
    return results.filter(series__definition=definition).for_table()


class _Reading:
    """What was agreed and reported on one indicator, in the periods behind us."""

    def __init__(self, user: User, definition: IndicatorDefinition, day: date) -> None:
        self.user, self.definition = user, definition
        self.results = Result.objects.visible_to(user).handed_in()
        self.asked: dict[int, list[tuple[int, int]]] = defaultdict(list)
        agreed = AgreedIndicator.objects.visible_to(user).standing()
        for text, series, pk in agreed.filter(
            definition=definition, instrument__state__in=BINDING
        ).values_list("instrument", "series", "pk"):
            self.asked[text].append((series, pk))
        self.texts: dict[int, list[Instrument]] = defaultdict(list)
        texts = Instrument.objects.asking(user).binding().defer("content")
        for one in texts.select_related("agreement__municipality"):
            self.texts[one.agreement_id].append(one)
        self.periods = self._periods(day)
        self.holding = {period.pk: self._holding(period) for period in self.periods}
        self.targets = self._targets()
        series = {one for asked in self.asked.values() for one, _pk in asked}
        # By number, not by definition: an index finds these in any heap of results.
        results = self.results.filter(series__in=series, period__in=self.periods)
        self.known = {(one.series_id, one.period_id): one for one in results}

    def _periods(self, day: date) -> list[ReportingPeriod]:
        """The last to have ended of the calendars that it is reported by, in time."""
        calendars = {
            text.calendar_id
            for texts in self.texts.values()
            for text in texts
            if text.pk in self.asked
        }
        rows = ReportingPeriod.objects.visible_to(self.user).ended(day)
        rows = rows.filter(calendar__in=calendars).order_by("-ends_on", "pk")
        return list(rows[:CHARTED])[::-1]

    def _holding(self, period: ReportingPeriod) -> list[Instrument]:
        """The texts that ask for this indicator in a period."""
        found = (text_for(texts, period) for texts in self.texts.values())
        return [text for text in found if text and text.pk in self.asked]

    def _targets(self) -> dict[tuple[int, int], Amount | None]:
        """By agreed indicator and period, whichever version agreed on it."""
        rows = Target.objects.visible_to(self.user).standing()
        rows = rows.filter(
            indicator__definition=self.definition, period__in=self.periods
        )
        return {(one.indicator_id, one.period_id): Amount.of_row(one) for one in rows}

    def _asked(self, period: ReportingPeriod) -> list[tuple[int, int]]:
        return [
            pair for text in self.holding[period.pk] for pair in self.asked[text.pk]
        ]

    def totals(self) -> list[PeriodTotal]:
        """The Region's figure of each period, or the reader's share of it."""
        rule = self.definition.territory_rollup
        found = []
        for period in self.periods:
            asked = self._asked(period)
            results = (self.known.get((series, period.pk)) for series, _pk in asked)
            total = over_territory(
                rule, (one.counted if one else None for one in results)
            )
            target = over_territory(
                rule, (self.targets.get((pk, period.pk)) for _series, pk in asked)
            )
            found.append(
                PeriodTotal(
                    period,
                    total,
                    target,
                    figure_in_words(total.amount, self.definition),
                    figure_in_words(target.amount, self.definition),
                )
            )
        return found

    def overall(self) -> Total:
        """Since the start: the last figure to date of each that is asked for now."""
        last: dict[int, Result] = {}
        for period in self.periods:
            for series, _pk in self._asked(period):
                if found := self.known.get((series, period.pk)):
                    last[series] = found
        asked = (
            [series for series, _pk in self._asked(self.periods[-1])]
            if self.periods
            else []
        )
        silent = [series for series in asked if series not in last]
        if silent:  # for the last periods; perhaps not before
            before = self.results.filter(series__in=silent).order_by("period__ends_on")
            last |= {one.series_id: one for one in before}
        to_date = (last[one].to_date if one in last else None for one in asked)
        return over_territory(self.definition.territory_rollup, to_date)

    def asked_in(self, periods: list[ReportingPeriod]) -> list[Agreement]:
        """The agreements that any of these periods asks, by municipality."""
        found = {
            text.agreement_id: text.agreement
            for period in periods
            for text in self.holding[period.pk]
        }
        name = local("sort")
        return sorted(
            found.values(), key=lambda one: (getattr(one.municipality, name), one.pk)
        )

    def line(self, agreement: Agreement, periods: list[ReportingPeriod]) -> TownLine:
        """What one agreement reported, period by period."""
        cells = [self._said(agreement, period) for period in periods]
        may_open = is_of_a_side(self.user, agreement.municipality_id)
        return TownLine(agreement.municipality, agreement.pk, may_open, cells)

    def _said(self, agreement: Agreement, period: ReportingPeriod) -> list[Said]:
        texts = self.holding[period.pk]
        mine = [text.pk for text in texts if text.agreement_id == agreement.pk]
        found = []
        for series, pk in (pair for text in mine for pair in self.asked[text]):
            result = self.known.get((series, period.pk))
            found.append(
                Said(
                    result,
                    result_in_words(result, self.definition) if result else "",
                    figure_in_words(self.targets.get((pk, period.pk)), self.definition),
                )
            )
        return found


def _picture(
    definition: IndicatorDefinition, totals: list[PeriodTotal], day: date
) -> Picture | None:
    """Each period as a bar against its target; the table on the page says the same."""
    lines = [
        Line(
            name=one.period.label,
            value=one.total.amount.exact if one.total.amount else None,
            target=one.target.amount.exact if one.target.amount else None,
            said=one.result_said or _("not known"),
        )
        for one in totals
    ]
    if (drawing := bars(lines)) is None:
        return None
    return Picture(
        name="in-time",
        title=definition.name,
        unit=definition.unit,
        says=_("Each period beside its target, as in the table below."),
        drawing=drawing,
        heads=(),
        rows=(),
        source=_("reports of the municipalities"),
        day=day,
        key=_("Bar: reported. Line: target. Hatched: not reported."),
    )
