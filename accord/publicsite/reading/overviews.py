"""What the public lists and the home page show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accord.agreements.models import (
    Absence,
    Agreement,
    MissionChoice,
    ReferentName,
    Step,
)
from accord.agreements.rules import Chosen, State, chosen
from accord.directory.models import Organisation
from accord.framework.models import (
    Figure,
    Mission,
    ModelAgreement,
    Plan,
    PlanAction,
    SubsidyTerms,
)
from accord.lib.asof import AsOf
from accord.lib.bilingual import in_each
from accord.lib.imprecise import Answer
from accord.lib.paging import page_of
from accord.publicsite.reading import followed, municipalities
from accord.referents.models import Publication
from accord.sources.models import Source
from accord.ui.pages import LISTED

HOME_FIGURES = ("missions-in-model", "referents-in-post", "vacant-confirmed")


@dataclass(frozen=True)
class Concluded:
    """Of so many municipalities, how many have an agreement on a day."""

    day: date
    yes: int
    unknown: int
    of: int


def concluded(day: date, counting: municipalities.Counting) -> Concluded:
    """Counted over the municipalities, on the map or not."""
    answers = [one.concluded_on_day for one in counting.values()]
    every = Organisation.objects.public().municipalities()
    of = next((one.of for one in counting.values()), None) or every.count()
    return Concluded(day, answers.count(Answer.YES), answers.count(Answer.UNKNOWN), of)


@dataclass(frozen=True)
class Exposure:
    """The most the subsidies for referents can cost in a year: a computed ceiling."""

    terms: SubsidyTerms
    claiming: int
    eligible: int

    @property
    def if_all_claim(self) -> Decimal:
        return self.terms.amount_eur * self.claiming

    @property
    def if_the_eligible_claim(self) -> Decimal:
        return self.terms.amount_eur * self.eligible


def exposure(day: date) -> Exposure | None:
    """By the terms in force on ``day`` of the latest model; unknown, nothing."""
    terms = SubsidyTerms.objects.public().in_force(day).for_table().first()
    if terms is None:
        return None
    counts = Agreement.objects.public().position(day)
    return Exposure(terms, counts["claiming"], counts["eligible"])


def home(as_of: AsOf) -> dict[str, Any]:
    counting = municipalities.counting_on(as_of.day)
    return {
        "as_of": as_of,
        **municipalities.mapped(municipalities.every(counting)),
        "concluded": concluded(as_of.day, counting),
        "figures": Figure.objects.public().of(*HOME_FIGURES).for_table(),
        "exposure": exposure(as_of.day),
        "news": municipalities.latest_news(6, as_of.today),
    }


def agreements(as_of: AsOf, asked: Mapping[str, str]) -> dict[str, Any]:
    """The agreements that count, one for a municipality, filtered as asked."""
    state, mission = asked.get("state", ""), asked.get("mission", "")
    missions = list(Mission.objects.public().once_each().for_table())
    counting = municipalities.counting_on(as_of.day)
    pks = [one.pk for one in counting.values()]  # asked once, not with each query
    rows = Agreement.objects.public().filter(pk__in=pks).as_of(as_of.day)
    if state:
        rows = rows.filter(state_on_day=state) if state in State.values else rows.none()
    if mission:
        known = mission in {one.code for one in missions}
        rows = rows.with_mission(mission) if known else rows.none()
    shown = municipalities.every(counting)
    asks_without = not mission and state in ("", State.NONE)
    return {
        "as_of": as_of,
        "page": page_of(rows.for_table(), asked.get("page")),
        **municipalities.mapped(shown),
        "concluded": concluded(as_of.day, counting),
        "all_states": State.choices,
        "missions": missions,
        "state": state,
        "mission": mission,
        "without": without_agreement(shown) if asks_without else [],
    }


@dataclass(frozen=True)
class Without:
    """A municipality without an agreement known, and what sources say of that."""

    municipality: Organisation
    absences: list[Absence]


def without_agreement(shown: list[municipalities.Place]) -> list[Without]:
    """Those that have none, with what sources say of it; in the reader's alphabet."""
    said = Absence.objects.public().where_none_since().for_table()
    towns = {
        place.municipality.pk: Without(place.municipality, [])
        for place in shown
        if place.agreement is None
    }
    for absence in said[:100]:
        town = Without(absence.municipality, [])
        towns.setdefault(absence.municipality_id, town).absences.append(absence)
    return sorted(towns.values(), key=lambda one: one.municipality.sort)[:25]


@dataclass(frozen=True)
class UnderModel:
    """The missions known of one model, and what sources say of how many it has."""

    model: ModelAgreement
    missions: list[Mission]
    counted: list[Figure]


def missions() -> list[UnderModel]:
    """By model. A figure is of the model that was decided last on its day."""
    every = Mission.objects.public().for_table()
    found = [
        UnderModel(model, list(group), [])
        for model, group in groupby(every, key=lambda one: one.model)
    ]
    in_time = sorted(found, key=lambda one: one.model.earliest_on or date.min)
    for figure in Figure.objects.public().of("missions-in-model").for_table():
        day = figure.latest_on or date.max
        by_then = [one for one in in_time if (one.model.earliest_on or day) <= day]
        for told in by_then[-1:]:
            told.counted.append(figure)
    return found


def mission(one: Mission, as_of: AsOf, number: str | None) -> dict[str, Any]:
    """One mission, with what is known of it in each agreement of its model.

    Of those that count: who has gone on to another model is counted there.
    """
    counting = Agreement.objects.public().counting_on(as_of.day)
    rows = counting.filter(model=one.model_id)
    page = page_of(rows.for_table(), number)
    said: dict[int, list[MissionChoice]] = {}
    choices = MissionChoice.objects.public().of(list(page.object_list))
    for fact in choices.filter(mission=one).with_sources():
        said.setdefault(fact.agreement_id, []).append(fact)
    lines = [
        (row, chosen(fact.answer for fact in said.get(row.pk, [])), said.get(row.pk))
        for row in page.object_list
    ]
    agreed = followed.agreed_under(one, page.object_list, as_of.day)
    return {
        "published": followed.figures_of_mission(one, as_of.day),
        "mission": one,
        "counts": rows.counts_by_choice(one),
        "as_of": as_of,
        "page": page,
        "lines": [
            {
                "agreement": row,
                "chosen": Chosen(answer),
                "facts": facts or [],
                "agreed": agreed.get(row.pk),
            }
            for row, answer, facts in lines
        ],
    }


def models_under(action: PlanAction) -> Any:
    return ModelAgreement.objects.public().filter(plan_action=action).for_table()


def actions() -> list[PlanAction]:
    """Those that the models carry out, each once."""
    models = ModelAgreement.objects.public().filter(plan_action__isnull=False)
    carried = PlanAction.objects.public().filter(pk__in=models.values("plan_action"))
    return list(carried.for_table())


def sources(number: str | None) -> Any:
    return page_of(Source.objects.public().for_table(), number, per_page=50)


def source(one: Source, number: str | None) -> dict[str, Any]:
    """The facts that rest on one source."""
    steps = Step.objects.public().filter(source=one).latest_first()
    return {
        "source": one,
        "page": page_of(steps, number),
        "choices": MissionChoice.objects.public().filter(source=one).for_table()[:50],
        "absences": Absence.objects.public().filter(source=one).for_table()[:50],
        "referents": ReferentName.objects.public().filter(source=one).for_table()[:50],
        "figures": Figure.objects.public().filter(source=one).for_table()[:50],
    }


ALONE = (
    "publicsite:home publicsite:agreement_list publicsite:mission_list "
    "publicsite:referent_list publicsite:source_list opendata:dataset_list "
    "publicsite:about publicsite:accessibility publicsite:privacy"
).split()


def addresses() -> list[dict[str, str]]:
    """Every public page, by language: for the sitemap."""
    towns = list(Organisation.objects.public().municipalities().order_by("nis_code"))
    missions = list(Mission.objects.public().for_table())
    plans = list(Plan.objects.public().for_table())
    actions = list(PlanAction.objects.public().for_table())
    cited = list(Source.objects.public().for_table())
    people = list(Publication.objects.public().serving(timezone.localdate()).for_page())
    records: list[Any] = [*towns, *missions, *plans, *actions, *cited, *people]
    pages_alone = [partial(reverse, name) for name in ALONE]
    of_records = (one.get_absolute_url for one in records)
    return [in_each(address) for address in (*pages_alone, *LISTED, *of_records)]
