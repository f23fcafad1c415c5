"""Who signed, and every dated step."""

from collections import defaultdict
from datetime import date
from functools import partial
from typing import Any

from accord.accounts.models import User
from accord.agreements.models import Absence, Step
from accord.agreements.rules import State, Statement, StepKind, window
from accord.answers.answer import Answer, Sheet
from accord.answers.columns import (
    NIS,
    SOURCE,
    STATE,
    TO_KNOW,
    TOWN,
    Row,
    shown,
    source_cells,
    state_cells,
    to_know,
    town_cells,
)
from accord.answers.reading import agreements_of, counted, towns_of, worklist
from accord.answers.words import dated, of_choice, of_record
from accord.lib.imprecise import Answer as Certainty
from accord.lib.imprecise import Kind
from accord.lib.tabular import Pair

NO_STEP: Pair = {
    "fr": "aucune étape connue à cette date",
    "nl": "geen stap bekend op die dag",
}
NONE_THEN: Pair = {
    "fr": "aucun contrat, selon la source",
    "nl": "geen overeenkomst, volgens de bron",
}
A_SOURCE: Pair = {
    "fr": "Le contrat signé, ou une décision du Collège ou du conseil communal.",
    "nl": "De ondertekende overeenkomst, of een beslissing van college of "
    "gemeenteraad.",
}
THE_DAY: Pair = {
    "fr": "L’acte lui-même, qui porte sa date : contrat signé ou délibération.",
    "nl": "De akte zelf, met haar datum: ondertekende overeenkomst of besluit.",
}
COLUMNS = (
    TOWN,
    NIS,
    shown(
        "model",
        "Contrat-type. Titre du contrat-type suivi.",
        "Modelovereenkomst. Titel van de gevolgde modelovereenkomst.",
    ),
    STATE,
    shown(
        "step",
        "Étape. L’étape que le contrat a franchie, telle que la source la nomme.",
        "Stap. Wat met de overeenkomst gebeurde, zoals de bron het noemt.",
    ),
    shown(
        "date",
        "Date. Aussi précise que dans la source.",
        "Datum. Zo precies als de bron hem geeft.",
    ),
    shown(
        "reached",
        "Franchie ce jour-là. L’étape était-elle certainement franchie au jour "
        "demandé ?",
        "Gezet op die dag. Was de stap op de gevraagde dag zeker gezet?",
    ),
    SOURCE,
    TO_KNOW,
)
REACHED: dict[Certainty, Pair] = {
    Certainty.YES: {"fr": "oui", "nl": "ja"},
    Certainty.UNKNOWN: {"fr": "on ne peut le dire", "nl": "niet te zeggen"},
}
COUNTED = {
    "yes": (
        "Communes ayant un contrat conclu : {n} sur {total}.",
        "Gemeenten met een gesloten overeenkomst: {n} van de {total}.",
    ),
    "unknown": (
        "Communes dont on ne peut dire si le contrat était conclu : {n}.",
        "Gemeenten waarvoor niet te zeggen is of ze gesloten was: {n}.",
    ),
}


def sheet(user: User, day: date) -> Sheet:
    towns = towns_of(user)
    theirs = defaultdict(list)
    for agreement in agreements_of(user, day, earlier=True):
        theirs[agreement.municipality_id].append(agreement)
    counting = {one.municipality_id: one for one in agreements_of(user, day)}
    answers = [
        counting[town.pk].concluded_on_day if town.pk in counting else Certainty.NO
        for town in towns
    ]

    rows = partial(_rows, user, day, theirs)
    return Sheet(COLUMNS, towns, rows, counted(answers, COUNTED, len(towns)))


def _rows(
    user: User, day: date, theirs: dict[int, list[Any]], towns: list[Any]
) -> list[Row]:
    agreements = [one for town in towns for one in theirs[town.pk]]
    steps = defaultdict(list)
    for step in (
        Step.objects.visible_to(user).published().of(agreements).earliest_first()
    ):
        steps[step.agreement_id].append(step)
    said = defaultdict(list)
    absences = Absence.objects.visible_to(user).published()
    for absence in absences.filter(municipality__in=towns).select_related("source"):
        said[absence.municipality_id].append(absence)
    found: list[Row] = []
    for town in towns:
        start = town_cells(town)
        for agreement in theirs[town.pk]:
            found += _of_agreement(user, day, start, agreement, steps[agreement.pk])
        if not theirs[town.pk]:
            found += _of_none(start, said[town.pk])
    return found


def _of_agreement(
    user: User, day: date, town: Row, agreement: Any, steps: list[Any]
) -> list[Row]:
    start = {
        **town,
        "municipality_url": agreement.get_absolute_url(),
        "model": of_record(agreement.model, "title"),
        **state_cells(agreement.state_on_day),
    }
    from_where = to_know(A_SOURCE, worklist(user, "conclusion"))
    found: list[Row] = []
    for step in steps:
        reached = window(
            [Statement(step.kind, step.date, step.source.latest_on)],
            not_before=agreement.model.earliest_on,
        ).reached(day)
        if reached == Certainty.NO:
            continue
        row = {
            **start,
            "step": of_choice(StepKind(step.kind)),
            "date": dated(step.date),
            "reached": REACHED[reached],
            **source_cells(step.source),
        }
        if step.date.kind != Kind.DAY:
            row |= to_know(THE_DAY, worklist(user, "conclusion"))
        found.append(row)
    return found or [{**start, "step": NO_STEP, **from_where}]


def _of_none(town: Row, absences: list[Any]) -> list[Row]:
    """No agreement is known: who says so, where a source does."""
    start = {**town, **state_cells(State.NONE.value), **to_know(A_SOURCE)}
    return [
        {
            **start,
            "step": NONE_THEN,
            "date": dated(one.date or one.source.date),
            **source_cells(one.source),
        }
        for one in absences
    ] or [{**start, "step": NO_STEP}]


SIGNATURES = Answer(
    code="signatures",
    slug_fr="signatures",
    slug_nl="ondertekeningen",
    title_fr="Qui a signé, et chaque étape datée",
    title_nl="Wie ondertekende, en elke gedateerde stap",
    question_fr="Quelles communes ont conclu un contrat logement, et quand chaque "
    "étape a-t-elle été franchie ?",
    question_nl="Welke gemeenten sloten een huisvestingsovereenkomst, en wanneer werd "
    "elke stap gezet?",
    method_fr="Une ligne par étape et par source publiée. Les étapes qui n’avaient "
    "pas encore pu avoir lieu au jour demandé n’y sont pas. Deux sources qui se "
    "contredisent ont chacune leur ligne. Lu avec les sources connues aujourd’hui.",
    method_nl="Eén rij per stap en per bekendgemaakte bron. Stappen die op de "
    "gevraagde dag nog niet gezet konden zijn, staan er niet in. Twee bronnen die "
    "elkaar tegenspreken, hebben elk hun rij. Gelezen met de bronnen die vandaag "
    "bekend zijn.",
    sheet=sheet,
    per_page=12,
)
