"""An invented region that has been followed for years: nineteen texts, many results."""

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accord.agreements.models import Agreement
from accord.directory.models import Body, Organisation
from accord.framework.models import (
    Calendar,
    IndicatorDefinition,
    Mission,
    ModelAgreement,
    Plan,
    PlanAction,
    ReportingPeriod,
)
from accord.instruments.content import drawn_up, fingerprint
from accord.instruments.models import (
    ActionServes,
    AgreedIndicator,
    Commitment,
    Instrument,
    MissionTaken,
    OperationalAction,
    Series,
    Target,
)
from accord.lib.imprecise import ImpreciseDate, columns
from accord.monitoring.derive import derived_columns
from accord.monitoring.models import Result
from accord.sources.models import Source
from bench.desk import pile
from bench.people import players, session_of

TOWNS = 19
MISSIONS = 7
EACH = 6  # commitments under a mission, each with one indicator
PLAN_ACTIONS = 33
FIRST = date(2018, 1, 1)
OPEN_FOR = 60  # days
WAITING = 500  # open items on the Region's desk, for ten months of results
SHAPES = (
    ("count", "flow", "per_period", "sum"),
    ("count", "to_date", "to_date", "sum"),
    ("ratio", "stock", "to_date", "ratio_of_sums"),
)


def follow(periods: int) -> dict[str, Any]:
    """Write it, with ``periods`` months of results, and say where to look."""
    dice = random.Random(20221231)  # the same region every time
    with transaction.atomic():
        source = Source.objects.create(
            code="bench",
            kind="official",
            publisher_fr="Administration",
            publisher_nl="Administratie",
            title_fr="Texte inventé",
            title_nl="Verzonnen tekst",
            **columns(ImpreciseDate.parse("2018-01-01")),
        )
        towns = _towns(source)
        model, missions, actions = _framework(source)
        definitions = _definitions(missions, source)
        calendar, months = _calendar(periods)
        people = players(towns[0])
        texts = [
            _text(town, model, missions, definitions, actions, calendar, months, source)
            for town in towns
        ]
        written = _results(months, people["municipal"], towns, dice)
        waiting = pile(texts, people["municipal"], source, periods // 10 * WAITING)
    return {
        "results": written,
        "waiting": waiting,
        "pages": _pages(texts[0], definitions[0], months[-1]),
        "sessions": {role: session_of(person) for role, person in people.items()},
    }


def _towns(source: Source) -> list[Organisation]:
    return Organisation.objects.bulk_create(
        Organisation(
            code=f"town-{number}",
            kind=Body.MUNICIPALITY,
            name_fr=f"Commune inventée {number:02}",
            name_nl=f"Verzonnen gemeente {number:02}",
            legal_name_fr=f"Commune inventée {number:02}",
            legal_name_nl=f"Verzonnen gemeente {number:02}",
            sort_fr=f"commune inventee {number:02}",
            sort_nl=f"verzonnen gemeente {number:02}",
            slug_fr=f"commune-{number}",
            slug_nl=f"gemeente-{number}",
            nis_code=f"{10000 + number}",
            map_column=number % 5 + 1,
            map_row=number // 5 + 1,
            map_label_fr=f"C {number}",
            map_label_nl=f"G {number}",
            source=source,
        )
        for number in range(TOWNS)
    )


def _framework(
    source: Source,
) -> tuple[ModelAgreement, list[Mission], list[PlanAction]]:
    plan = Plan.objects.create(
        code="plan",
        title_fr="Plan inventé",
        title_nl="Verzonnen plan",
        abbreviation_fr="PI",
        abbreviation_nl="VP",
        slug_fr="plan",
        slug_nl="plan",
        source=source,
        date="2017",
    )
    model = ModelAgreement.objects.create(
        code="model",
        title_fr="Contrat-type",
        title_nl="Modelovereenkomst",
        plan=plan,
        source=source,
        date="2017",
    )
    missions = Mission.objects.bulk_create(
        Mission(
            model=model,
            code=f"mission-{number}",
            rank=number,
            title_fr=f"Mission inventée {number}",
            title_nl=f"Verzonnen opdracht {number}",
            short_fr=f"Mission n° {number}",
            short_nl=f"Opdracht nr. {number}",
            slug_fr=f"mission-{number}",
            slug_nl=f"opdracht-{number}",
            source=source,
        )
        for number in range(MISSIONS)
    )
    actions = PlanAction.objects.bulk_create(
        PlanAction(
            plan=plan,
            number=number,
            title_fr=f"Action inventée {number}",
            title_nl=f"Verzonnen actie {number}",
            source=source,
        )
        for number in range(1, PLAN_ACTIONS + 1)
    )
    return model, missions, actions


def _definitions(missions: list[Mission], source: Source) -> list[IndicatorDefinition]:
    return IndicatorDefinition.objects.bulk_create(
        IndicatorDefinition(
            mission=mission,
            code=f"indicator-{mission.rank}-{number}",
            name_fr=f"Indicateur inventé {mission.rank}.{number}",
            name_nl=f"Verzonnen indicator {mission.rank}.{number}",
            definition_fr="Ce qui est compté, inventé pour mesurer.",
            definition_nl="Wat geteld wordt, verzonnen om te meten.",
            level="output",
            unit_fr="logements",
            unit_nl="woningen",
            direction="increase",
            source=source,
            **_shape(number),
        )
        for mission in missions
        for number in range(EACH)
    )


def _shape(number: int) -> dict[str, str]:
    kind, reported, stated, rollup = SHAPES[number % len(SHAPES)]
    labels = {
        f"{part}_label_{code}": part if kind == "ratio" else ""
        for part in ("numerator", "denominator")
        for code in ("fr", "nl")
    }
    return {
        "value_kind": kind,
        "reported_as": reported,
        "targets_stated_as": stated,
        "territory_rollup": rollup,
        **labels,
    }


def _calendar(periods: int) -> tuple[Calendar, list[ReportingPeriod]]:
    calendar = Calendar.objects.create(
        code="months", title_fr="Mois", title_nl="Maanden"
    )
    months = [
        ReportingPeriod(
            calendar=calendar,
            label_fr=f"{first:%m/%Y}",
            label_nl=f"{first:%m/%Y}",
            starts_on=first,
            ends_on=last,
            opens_on=last,
            due_on=last + timedelta(days=30),
            closes_on=last + timedelta(days=OPEN_FOR),
        )
        for first, last in _months(periods)
    ]
    for month in months:  # a trigger looks at each
        month.save()
    return calendar, months


def _months(how_many: int) -> list[tuple[date, date]]:
    """The last ``how_many`` months that have ended, the earliest first."""
    today = timezone.localdate()
    found = []
    last = today.replace(day=1) - timedelta(days=1)
    for _number in range(how_many):
        found.append((last.replace(day=1), last))
        last = last.replace(day=1) - timedelta(days=1)
    return found[::-1]


def _text(
    town: Organisation,
    model: ModelAgreement,
    missions: list[Mission],
    definitions: list[IndicatorDefinition],
    actions: list[PlanAction],
    calendar: Calendar,
    months: list[ReportingPeriod],
    source: Source,
) -> Instrument:
    agreement = Agreement.objects.create(
        municipality=town, model=model, source=source, state="published"
    )
    text = Instrument.objects.create(
        agreement=agreement,
        kind="contract",
        calendar=calendar,
        ends_on=date(2099, 12, 31),
        source=source,
    )
    part = {"instrument": text, "set_by": text}
    for mission in missions:
        taken = MissionTaken.objects.create(mission=mission, **part)
        for number in range(EACH):
            commitment = Commitment.objects.create(
                taken=taken,
                rank=number,
                text_fr=f"Engagement inventé {number}",
                text_nl=f"Verzonnen verbintenis {number}",
                **part,
            )
            action = OperationalAction.objects.create(
                taken=taken,
                rank=number,
                title_fr=f"Action inventée {number}",
                title_nl=f"Verzonnen actie {number}",
                organisation=town,
                due_on=date(2099, 1, 1),
                **part,
            )
            served = actions[(mission.rank * EACH + number) % len(actions)]
            ActionServes.objects.bulk_create(
                [
                    ActionServes(action=action, commitment=commitment),
                    ActionServes(action=action, plan_action=served),
                ]
            )
            _indicator(
                commitment, definitions[mission.rank * EACH + number], months, part
            )
    content = drawn_up(text).content
    text.content, text.text_hash = content, fingerprint(content)
    text.state, text.agreed_at = "signed", timezone.now()
    text.signed_on = text.in_force_on = FIRST - timedelta(days=3650)
    text.published_at = timezone.now()
    text.save()
    return text


def _indicator(
    commitment: Commitment,
    definition: IndicatorDefinition,
    months: list[ReportingPeriod],
    part: dict[str, Any],
) -> None:
    series = Series.objects.create(
        agreement=commitment.instrument.agreement, definition=definition
    )
    agreed = AgreedIndicator.objects.create(
        commitment=commitment,
        definition=definition,
        series=series,
        baseline_state="pending",
        tolerance_pct=Decimal(15),
        **part,
    )
    Target.objects.bulk_create(
        Target(indicator=agreed, period=month, **_aim(definition, number), **part)
        for number, month in enumerate(months[-4:], start=1)
    )


def _aim(definition: IndicatorDefinition, number: int) -> dict[str, Decimal]:
    if definition.value_kind == "ratio":
        return {"numerator": Decimal(50 + number), "denominator": Decimal(100)}
    return {"value": Decimal(40 * number)}


def _results(
    months: list[ReportingPeriod],
    author: Any,
    towns: list[Organisation],
    dice: random.Random,
) -> int:
    """One for each series and month, derived as the product derives them."""
    made: list[Result] = []
    agreed, targets = {}, {}
    for one in AgreedIndicator.objects.select_related("instrument"):
        agreed[one.series_id] = [one]
    for aim in Target.objects.select_related("indicator"):
        key = (aim.indicator_id, aim.period_id)
        targets.setdefault(aim.indicator.series_id, {})[key] = aim
    rows = Series.objects.select_related("definition", "agreement")
    for series in rows:
        running = 0
        own = []
        for month in months:
            running += dice.randrange(40)
            own.append(
                Result(
                    series=series,
                    period=month,
                    state="verified",
                    submitted_on=month.due_on,
                    author=author,
                    organisation_id=series.agreement.municipality_id,
                    **_figure(series.definition, running, dice),
                )
            )
        derived_columns(series, own, agreed[series.pk], targets.get(series.pk, {}))
        made += own
    Result.objects.bulk_create(made, batch_size=500)
    return len(made)


def _figure(
    definition: IndicatorDefinition, running: int, dice: random.Random
) -> dict[str, Decimal]:
    if definition.value_kind == "ratio":
        return {
            "numerator": Decimal(dice.randrange(100)),
            "denominator": Decimal(100),
        }
    if definition.reported_as == "to_date":
        return {"value": Decimal(running)}
    return {"value": Decimal(dice.randrange(100))}


def _pages(
    text: Instrument, definition: IndicatorDefinition, month: ReportingPeriod
) -> dict[str, str]:
    agreement = text.agreement_id
    with override("fr"):
        return {
            "desk": reverse("dashboards:overview"),
            "mission matrix": reverse("monitoring:mission_matrix"),
            "plan action matrix": reverse("monitoring:plan_action_matrix"),
            "follow-up of an agreement": reverse(
                "monitoring:follow_up", args=[agreement]
            ),
            "indicator": reverse("monitoring:indicator_figures", args=[definition.pk]),
            "text": text.get_absolute_url(),
            "reports": reverse("monitoring:report_list"),
            "targets and results": reverse(
                "answers:answer_detail", args=["objectifs-resultats"]
            ),
            "home": reverse("publicsite:home"),
            "public municipality": text.agreement.municipality.get_absolute_url(),
        }
