"""Builders: ``make.agreement(municipality=…)``. Plain functions, sensible defaults."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from accord.accounts.models import User
from accord.agreements.derive import derive
from accord.agreements.models import Absence, Agreement, MissionChoice, Step
from accord.directory.models import Away, Body, Membership, Organisation, Portfolio
from accord.framework.models import (
    Axis,
    Calendar,
    Clause,
    Condition,
    ConditionMission,
    Dimension,
    DimensionValue,
    IndicatorDefinition,
    Mission,
    ModelAgreement,
    Plan,
    PlanAction,
    ReportingPeriod,
    SubsidyTerms,
)
from accord.framework.querysets import SUBSIDY
from accord.sources.models import Source
from tests.cast import in_law

_number = count(1)
SMALL = 30_000  # a column of small integers holds a little more


def source(**fields: Any) -> Source:
    number = next(_number)
    date = fields.pop("date", "2023-09-08")
    defaults = {
        "code": f"source-{number}",
        "kind": "official",
        "publisher_fr": "Parlement bruxellois",
        "publisher_nl": "Brussels Parlement",
        "title_fr": f"Question écrite n° {number}",
        "title_nl": f"Schriftelijke vraag nr. {number}",
        "address": "https://example.org/question",
    }
    return Source.objects.create(**(defaults | fields), date=date)


def organisation(kind: str = Body.MUNICIPALITY, **fields: Any) -> Organisation:
    number = next(_number)
    names = {
        "name_fr": f"Commune {number}",
        "name_nl": f"Gemeente {number}",
        "code": f"organisation-{number}",
        "slug_fr": f"commune-{number}",
        "slug_nl": f"gemeente-{number}",
        "nis_code": f"9{number % 10_000:04}" if kind == Body.MUNICIPALITY else "",
    }
    row = names | fields
    row.setdefault("sort_fr", row["name_fr"].lower())
    row.setdefault("sort_nl", row["name_nl"].lower())
    if kind == Body.MUNICIPALITY:
        row = in_law(row["name_fr"], row["name_nl"]) | row
    return Organisation.objects.create(kind=kind, **row)


def person(role: str | None = None, at: Organisation | None = None, **fields: Any):
    number = next(_number)
    defaults = {"email": f"person-{number}@example.org", "name": f"Person {number}"}
    user = User.objects.create(**(defaults | fields))
    if role and at:
        Membership.objects.create(user=user, organisation=at, role=role)
    return user


def portfolio(town: Organisation, officer: User, **fields: Any) -> Portfolio:
    row = {"starts_on": timezone.localdate() - timedelta(days=30)} | fields
    return Portfolio.objects.create(municipality=town, officer=officer, **row)


def away(person: User, replacement: User | None = None, **fields: Any) -> Away:
    """From yesterday to tomorrow."""
    today, day = timezone.localdate(), timedelta(days=1)
    row = {"starts_on": today - day, "until": today + day} | fields
    return Away.objects.create(person=person, replacement=replacement, **row)


def plan(**fields: Any) -> Plan:
    number = next(_number)
    date = fields.pop("date", "2020")
    defaults = {
        "code": f"plan-{number}",
        "title_fr": "Plan d’urgence logement",
        "title_nl": "Noodplan Huisvesting",
        "abbreviation_fr": "PUL",
        "abbreviation_nl": "NPH",
        "slug_fr": f"plan-urgence-{number}",
        "slug_nl": f"noodplan-{number}",
        "starts_year": 2020,
        "ends_year": 2024,
    }
    row = defaults | fields
    row.setdefault("source", None)
    row["source"] = row["source"] or source()
    return Plan.objects.create(**row, date=date)


def axis(**fields: Any) -> Axis:
    number = next(_number)
    defaults = {
        "number": number % SMALL + 1,
        "title_fr": f"Axe {number}",
        "title_nl": f"Actieterrein {number}",
    }
    row = _with(defaults | fields, plan=plan, source=source)
    return Axis.objects.create(**row)


def plan_action(**fields: Any) -> PlanAction:
    number = next(_number)
    defaults = {
        "number": number % SMALL + 1,
        "title_fr": f"Action {number}",
        "title_nl": f"Actie {number}",
    }
    return PlanAction.objects.create(
        **_with(defaults | fields, plan=plan, source=source)
    )


def model_agreement(**fields: Any) -> ModelAgreement:
    number = next(_number)
    date = fields.pop("date", "2021-03")
    defaults = {
        "code": f"model-{number}",
        "title_fr": "Contrat-type",
        "title_nl": "Modelovereenkomst",
    }
    row = _with(defaults | fields, source=source)
    return ModelAgreement.objects.create(**row, date=date)


def mission(**fields: Any) -> Mission:
    number = next(_number)
    defaults = {
        "code": f"mission-{number}",
        "rank": number % SMALL + 1,
        "title_fr": f"Lutte contre les logements inoccupés {number}",
        "title_nl": f"Strijd tegen leegstaande woningen {number}",
        "slug_fr": f"mission-{number}",
        "slug_nl": f"opdracht-{number}",
    }
    row = _with(defaults | fields, model=model_agreement, source=source)
    conditions_subsidy = row.pop("conditions_subsidy", False)
    made = Mission.objects.create(**row)
    if conditions_subsidy:
        condition(made)
    return made


def clause(part="duration", **fields):
    """A clause of the deed, of a model of its own."""
    fields.setdefault("title_fr", "Durée")
    fields.setdefault("title_nl", "Duur")
    fields.setdefault("text_fr", "Le contrat lie la {municipality}.")
    fields.setdefault("text_nl", "De overeenkomst bindt de {municipality}.")
    fields.setdefault("source", None)
    fields["source"] = fields["source"] or source()
    if "model" not in fields:
        fields["model"] = model_agreement()
    return Clause.objects.create(part=part, **fields)


def condition(*missions: Mission, **fields: Any) -> Condition:
    """The condition of that code of the missions' model, which names these too."""
    defaults = {
        "code": SUBSIDY,
        "title_fr": "Subside pour le référent logement",
        "title_nl": "Subsidie voor de huisvestingsreferent",
    }
    row = defaults | fields
    model = row.pop("model", None) or missions[0].model
    found = Condition.objects.filter(model=model, code=row["code"]).first()
    made = found or Condition.objects.create(model=model, **_with(row, source=source))
    ConditionMission.objects.bulk_create(
        ConditionMission(condition=made, mission=one) for one in missions
    )
    return made


def subsidy_terms(**fields: Any) -> SubsidyTerms:
    date = fields.pop("date", "2021-03")
    defaults = {"amount_eur": 60000, "fte": 1}
    row = _with(defaults | fields, model=model_agreement, source=source)
    return SubsidyTerms.objects.create(**row, date=date)


def definition(**fields: Any) -> IndicatorDefinition:
    """A count that goes up, of what each period adds."""
    number = next(_number)
    defaults = {
        "code": f"indicator-{number}",
        "name_fr": f"Logements remis sur le marché {number}",
        "name_nl": f"Opnieuw bewoonde woningen {number}",
        "definition_fr": "Logements inoccupés qui sont de nouveau habités.",
        "definition_nl": "Leegstaande woningen die opnieuw bewoond worden.",
        "level": "output",
        "value_kind": "count",
        "unit_fr": "logements",
        "unit_nl": "woningen",
        "unit_one_fr": "logement",
        "unit_one_nl": "woning",
        "direction": "increase",
        "reported_as": "flow",
        "targets_stated_as": "per_period",
        "territory_rollup": "sum",
    }
    row = _with(defaults | fields, mission=mission, source=source)
    return IndicatorDefinition.objects.create(**row)


def dimension(**fields: Any) -> Dimension:
    number = next(_number)
    defaults = {
        "code": f"dimension-{number}",
        "label_fr": f"Propriétaire {number}",
        "label_nl": f"Eigenaar {number}",
    }
    return Dimension.objects.create(**(defaults | fields))


def part(dimension: Dimension, **fields: Any) -> DimensionValue:
    number = next(_number)
    defaults = {
        "code": f"part-{number}",
        "label_fr": f"Privé {number}",
        "label_nl": f"Privaat {number}",
    }
    return DimensionValue.objects.create(dimension=dimension, **(defaults | fields))


def calendar(**fields: Any) -> Calendar:
    number = next(_number)
    defaults = {
        "code": f"calendar-{number}",
        "title_fr": "Semestres",
        "title_nl": "Semesters",
    }
    return Calendar.objects.create(**(defaults | fields))


def period(starts_on: date = date(2022, 1, 1), **fields: Any) -> ReportingPeriod:
    """Half a year, open from its last day on, due a month later, closed after two."""
    ends_on = fields.pop("ends_on", starts_on + timedelta(days=180))
    defaults = {
        "label_fr": f"Période du {starts_on}",
        "label_nl": f"Periode van {starts_on}",
        "ends_on": ends_on,
        "opens_on": ends_on,
        "due_on": ends_on + timedelta(days=30),
        "closes_on": ends_on + timedelta(days=60),
    }
    row = _with(defaults | fields, calendar=calendar)
    return ReportingPeriod.objects.create(starts_on=starts_on, **row)


def agreement(**fields: Any) -> Agreement:
    defaults = {"state": "published"}
    row = _with(
        defaults | fields,
        municipality=organisation,
        model=model_agreement,
        source=source,
    )
    return Agreement.objects.create(**row)


def step(kind: str = "signature", date: str = "2021-11", **fields: Any) -> Step:
    """A step as the register holds it; what follows from it is derived at once."""
    defaults = {"state": "published"}
    row = _with(defaults | fields, agreement=agreement, source=source)
    made = Step.objects.create(kind=kind, date=date, **row)
    derive(made.agreement_id)
    made.agreement.refresh_from_db()
    return made


def choice(answer: str = "chosen", **fields: Any) -> MissionChoice:
    row = _with({"state": "published"} | fields, agreement=agreement, source=source)
    if "mission" not in row:
        row["mission"] = mission(model=row["agreement"].model)
    return MissionChoice.objects.create(answer=answer, **row)


def absence(date: str = "2023-09-08", **fields: Any) -> Absence:
    row = _with(
        {"state": "published"} | fields,
        municipality=organisation,
        model=model_agreement,
        source=source,
    )
    return Absence.objects.create(date=date, **row)


def _with(row: dict[str, Any], **builders: Any) -> dict[str, Any]:
    """The row, with what it still lacks built for it."""
    return row | {name: build() for name, build in builders.items() if name not in row}
