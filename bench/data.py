"""An invented region, large enough to measure with."""

import random
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from accord.accounts.models import User
from accord.agreements.derive import derive
from accord.agreements.models import Agreement, MissionChoice, Step
from accord.directory.models import (
    Body,
    Measure,
    Measurement,
    Organisation,
    PostalCode,
)
from accord.framework.models import (
    Condition,
    ConditionMission,
    Mission,
    ModelAgreement,
    Plan,
)
from accord.framework.querysets import SUBSIDY
from accord.journal.models import snapshot, trace_many
from accord.lib.imprecise import ImpreciseDate, columns
from accord.sources.models import Source
from bench.people import crowd, players, session_of

MODELS = 10
MISSIONS = 9
SOURCES = 60
ON_THE_MAP = 19
KINDS = ("announced", "college", "council", "signature", "in_force", "end")
CHANGES = 50  # by people, to the first agreement, before the machine's load


def fill(agreements: int, municipalities: int, steps: int) -> dict[str, Any]:
    """Write the invented region, and say where to look."""
    dice = random.Random(20221231)  # the same region every time
    with transaction.atomic():
        sources = _sources()
        towns = _municipalities(municipalities, sources, dice)
        models = _models(sources[0])
        made = _agreements(agreements, towns, models, sources)
        told = _steps(made, steps, sources, dice)
        _choices(made, models, sources, dice)
        derive()
        people = players(towns[0])
        crowd(agreements, towns)
        _journal(told, people["regional"])
    return {
        "pages": _pages(towns[0], made[0], people),
        "sessions": {role: session_of(person) for role, person in people.items()},
    }


def _sources() -> list[Source]:
    return Source.objects.bulk_create(
        Source(
            code=f"bench-{number}",
            kind="official",
            publisher_fr=f"Administration {number}",
            publisher_nl=f"Administratie {number}",
            title_fr=f"Réponse n° {number} à une question écrite inventée",
            title_nl=f"Antwoord nr. {number} op een verzonnen schriftelijke vraag",
            address=f"https://example.org/source/{number}",
            **columns(ImpreciseDate.parse(f"20{10 + number % 15}-06")),
        )
        for number in range(100, 100 + SOURCES)
    )


def _municipalities(
    how_many: int, sources: list[Source], dice: random.Random
) -> list[Organisation]:
    towns = Organisation.objects.bulk_create(
        Organisation(
            code=f"town-{number}",
            kind=Body.MUNICIPALITY,
            name_fr=f"Commune inventée {number:04}",
            name_nl=f"Verzonnen gemeente {number:04}",
            legal_name_fr=f"Commune inventée {number:04}",
            legal_name_nl=f"Verzonnen gemeente {number:04}",
            sort_fr=f"commune inventee {number:04}",
            sort_nl=f"verzonnen gemeente {number:04}",
            slug_fr=f"commune-{number}",
            slug_nl=f"gemeente-{number}",
            nis_code=f"{10000 + number}",
            **_place(number),
            source=sources[0],
        )
        for number in range(how_many)
    )
    PostalCode.objects.bulk_create(
        PostalCode(municipality=town, postal_code=f"{1000 + number}", source=sources[0])
        for number, town in enumerate(towns)
    )
    Measurement.objects.bulk_create(
        Measurement(
            municipality=town,
            measure=measure,
            value=value,
            source=sources[0],
            **columns(ImpreciseDate.parse("2023-01-01")),
        )
        for town in towns
        for measure, value in (
            (Measure.POPULATION, dice.randrange(5_000, 200_000)),
            (Measure.AREA_KM2, dice.randrange(1, 40)),
        )
    )
    return towns


def _place(number: int) -> dict[str, Any]:
    """On the map are as many as on the real one: a map of 500 would not be drawn."""
    if number >= ON_THE_MAP:
        return {}
    return {
        "map_column": number % 5 + 1,
        "map_row": number // 5 + 1,
        "map_label_fr": f"C {number}",
        "map_label_nl": f"G {number}",
    }


def _models(source: Source) -> list[ModelAgreement]:
    plan = Plan.objects.create(
        code="plan",
        title_fr="Plan inventé",
        title_nl="Verzonnen plan",
        abbreviation_fr="PI",
        abbreviation_nl="VP",
        slug_fr="plan",
        slug_nl="plan",
        source=source,
        date="2000",
    )
    models = ModelAgreement.objects.bulk_create(
        ModelAgreement(
            code=f"model-{number}",
            title_fr=f"Contrat-type {number}",
            title_nl=f"Modelovereenkomst {number}",
            plan=plan,
            source=source,
            **columns(ImpreciseDate.parse(f"{2001 + 2 * number}")),
        )
        for number in range(MODELS)
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
            slug_fr=f"mission-{model.pk}-{number}",
            slug_nl=f"opdracht-{model.pk}-{number}",
            source=source,
        )
        for model in models
        for number in range(MISSIONS)
    )
    conditions = Condition.objects.bulk_create(
        Condition(
            model=model,
            code=SUBSIDY,
            title_fr="Subside inventé",
            title_nl="Verzonnen subsidie",
            source=source,
        )
        for model in models
    )
    named = {condition.model_id: condition for condition in conditions}
    ConditionMission.objects.bulk_create(
        ConditionMission(condition=named[mission.model_id], mission=mission)
        for mission in missions
        if mission.rank < 3
    )
    return models


def _agreements(
    how_many: int,
    towns: list[Organisation],
    models: list[ModelAgreement],
    sources: list[Source],
) -> list[Agreement]:
    return Agreement.objects.bulk_create(
        (
            Agreement(
                municipality=towns[number % len(towns)],
                model=models[number // len(towns)],
                source=sources[number % len(sources)],
                state="published",
            )
            for number in range(how_many)
        ),
        batch_size=1000,
    )


def _steps(
    agreements: list[Agreement], each: int, sources: list[Source], dice: random.Random
) -> list[Step]:
    def when(agreement: Agreement, number: int) -> ImpreciseDate:
        assert agreement.model.earliest_on
        day = agreement.model.earliest_on + timedelta(
            days=90 * number + dice.randrange(80)
        )
        forms = (f"{day}", f"{day:%Y-%m}", f"{day:%Y}", f"[..{day:%Y-%m}]")
        return ImpreciseDate.parse(dice.choice(forms))

    steps = [
        Step(
            agreement=agreement,
            kind=KINDS[number % len(KINDS)],
            source=sources[(position + number) % len(sources)],
            state="published",
            note_fr="Remarque inventée sur cette étape.",
            note_nl="Verzonnen opmerking bij deze stap.",
            **columns(when(agreement, number)),
        )
        for position, agreement in enumerate(agreements)
        for number in range(each)
    ]
    return Step.objects.bulk_create(steps, batch_size=1000)


def _choices(
    agreements: list[Agreement],
    models: list[ModelAgreement],
    sources: list[Source],
    dice: random.Random,
) -> None:
    missions: dict[int, list[Mission]] = {model.pk: [] for model in models}
    for mission in Mission.objects.public().order_by("rank"):
        missions[mission.model_id].append(mission)
    choices = [
        MissionChoice(
            agreement=agreement,
            mission=mission,
            answer=dice.choice(("chosen", "chosen", "not_chosen")),
            source=dice.choice(sources),
            state="published",
        )
        for agreement in agreements
        for mission in dice.sample(missions[agreement.model_id], 4)
    ]
    MissionChoice.objects.bulk_create(choices, batch_size=1000)


def _journal(told: list[Step], person: User) -> None:
    """A person's changes to the first file, then the load of all steps by a machine.

    The overview shows what people did last: it has the whole load to look past.
    """
    now = snapshot(told[0])
    trace_many(
        [(told[0], {**now, "note_fr": f"Remarque {one}"}) for one in range(CHANGES)],
        by=person,
        verb="agreements.edit_step",
    )
    loaded: list[tuple[Any, dict[str, Any]]] = [(one, {}) for one in told]
    trace_many(loaded, by=User.objects.system("register"), verb="register.load")


def _pages(
    town: Organisation, agreement: Agreement, people: dict[str, User]
) -> dict[str, str]:
    with override("fr"):
        return {
            "home": reverse("publicsite:home"),
            "public_list": reverse("publicsite:agreement_list"),
            "public_detail": town.get_absolute_url(),
            "list": reverse("agreements:agreement_list"),
            "detail": agreement.get_absolute_url(),
            "overview": reverse("dashboards:overview"),
            "position": reverse("dashboards:position"),
            "unknown": reverse("dashboards:unknown_list"),
            "framework": reverse("framework:framework_overview"),
            "organisations": reverse("directory:organisation_list"),
            "organisation": town.get_workspace_url(),
            "people": reverse("directory:person_list"),
            "person": people["municipal"].get_absolute_url(),
            "file": reverse("data:dataset_file", args=["agreement-steps", "csv"]),
        }
