"""What the Region asks for: a model of its own, its indicators, a reporting calendar.

The demonstration has its own version of the model agreement, so that what the register
knows of the real one stays as it is. It spans the two years before this one and the
next.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from accord.accounts.models import User
from accord.dashboards.demonstration.told import INDICATORS, told
from accord.framework.actions.keeping import (
    add_calendar,
    add_clause,
    add_indicator,
    add_model,
    add_period_series,
    add_terms,
    edit_mission,
    edit_period,
)
from accord.framework.models import (
    Calendar,
    IndicatorDefinition,
    Mission,
    ModelAgreement,
    ReportingPeriod,
    SubsidyTerms,
)
from accord.framework.rules import Planned, series
from accord.lib.imprecise import ImpreciseDate
from accord.sources.models import Source

TITLE = {
    "title_fr": "Contrat-type (démonstration)",
    "title_nl": "Modelovereenkomst (demonstratie)",
}
CALENDAR = {
    "title_fr": "Semestres (démonstration)",
    "title_nl": "Semesters (demonstratie)",
}
NOTICE_DAYS = 180
PERIODS = 8
OPENS, DUE, CLOSES = 1, 60, 210  # days after a period; one ended is always open


@dataclass(frozen=True)
class Catalogue:
    """What was made: missions by their code, indicators by their key."""

    model: ModelAgreement
    missions: dict[str, Mission]
    indicators: dict[str, IndicatorDefinition]
    calendar: Calendar
    periods: list[ReportingPeriod]

    @property
    def first_day(self) -> date:
        return self.periods[0].starts_on

    @property
    def ended(self) -> list[ReportingPeriod]:
        today = timezone.localdate()
        return [one for one in self.periods if one.ends_on < today]


def found() -> Catalogue | None:
    """What was made the first time."""
    model = ModelAgreement.objects.filter(**TITLE).first()
    if model is None:
        return None
    missions = {one.code: one for one in Mission.objects.filter(model=model)}
    named = {
        one.name_fr: one
        for one in IndicatorDefinition.objects.filter(mission__model=model)
    }
    indicators = {
        key: named[one.said["name_fr"]]
        for key, one in INDICATORS.items()
        if one.said["name_fr"] in named
    }
    calendar = Calendar.objects.get(**CALENDAR)
    return Catalogue(model, missions, indicators, calendar, _periods(calendar))


def _periods(calendar: Calendar) -> list[ReportingPeriod]:
    return list(ReportingPeriod.objects.filter(calendar=calendar).in_time())


def keep(source: Source, *, by: User) -> Catalogue:
    """Kept by an approver of the Region, on the demonstration's source."""
    year = timezone.localdate().year - 2
    model = _model(source, year, by)
    missions = {one.code: one for one in Mission.objects.filter(model=model)}
    for code, mission in missions.items():
        _say_what_it_obliges_to(mission, told("missions").get(code, {}), source, by)
    indicators = {
        one.key: add_indicator(
            missions[one.mission],
            source=source,
            valid_from=date(year, 1, 1),
            by=by,
            **one.fields,
        )
        for one in INDICATORS.values()
        if one.mission in missions
    }
    calendar = add_calendar(None, by=by, **CALENDAR)
    add_period_series(calendar, periods=_open_until_told(year), by=by)
    return Catalogue(model, missions, indicators, calendar, _periods(calendar))


def _model(source: Source, year: int, by: User) -> ModelAgreement:
    """The latest model again, with the same missions; decided before its first year."""
    latest = ModelAgreement.objects.for_table()[0]
    decided = ImpreciseDate.parse(f"{year - 1}-10")
    model = add_model(
        None,
        date=decided,
        copied=latest,
        source=source,
        plan_action=latest.plan_action,
        valid_from=date(year, 1, 1),
        expiry_notice_days=NOTICE_DAYS,
        by=by,
        **TITLE,
    )
    terms = SubsidyTerms.objects.filter(model=latest).for_table().first()
    if terms:
        paid = {"amount_eur": terms.amount_eur, "fte": terms.fte, "source": source}
        add_terms(model, date=decided, by=by, **paid)
    for part, clauses in told("clauses").items():
        for rank, clause in enumerate(clauses, start=1):
            add_clause(model, part=part, rank=rank, source=source, by=by, **clause)
    return model


def _say_what_it_obliges_to(
    mission: Mission, said: dict[str, Any], source: Source, by: User
) -> None:
    obligation = {
        name: said.get(name, "") for name in ("obligation_fr", "obligation_nl")
    }
    edit_mission(mission, source=source, by=by, **obligation)


def _open_until_told(year: int) -> list[Planned]:
    """Half-years; those that ended stay open while the cast reports on them."""
    started = date(year, 1, 1)
    planned = series(started, 6, PERIODS, opens=OPENS, due=DUE, closes=CLOSES)
    today = timezone.localdate()
    return [
        Planned(**(vars(one) | {"closes_on": max(one.closes_on, today)}))
        for one in planned
    ]


def close_what_is_past(calendar: Calendar, *, by: User) -> None:
    """Give the periods the closing days that the calendar is meant to have."""
    periods = _periods(calendar)
    planned = series(
        periods[0].starts_on, 6, PERIODS, opens=OPENS, due=DUE, closes=CLOSES
    )
    for period, meant in zip(periods, planned, strict=True):
        if period.closes_on != meant.closes_on:
            edit_period(period, by=by, **vars(meant))
