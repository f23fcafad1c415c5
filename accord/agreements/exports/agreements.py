"""Agreements as a table, and the one that tells the state of a municipality."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from accord.agreements.exports.columns import (
    ANSWERS_FR,
    ANSWERS_NL,
    agreement_columns,
    counting_column,
    state_columns,
)
from accord.agreements.exports.missions import (
    missions_of_models,
    said_of,
    said_together,
)
from accord.agreements.models import Agreement
from accord.agreements.querysets import AgreementQuerySet, MissionChoiceQuerySet
from accord.agreements.rules import Milestone, Reason, right_to_subsidy
from accord.lib.batches import batches
from accord.lib.imprecise import Answer
from accord.lib.tabular import Column, Table, Type
from accord.sources.exports import NOTE, source_columns


def _milestone_columns() -> Iterator[Column]:
    words = {
        Milestone.ANNOUNCED: ("annoncé", "aangekondigd"),
        Milestone.DECIDED: ("décidé par le Collège", "door het college beslist"),
        Milestone.ADOPTED: (
            "adopté par le conseil",
            "door de gemeenteraad goedgekeurd",
        ),
        Milestone.CONCLUDED: ("conclu", "gesloten"),
        Milestone.IN_FORCE: ("en vigueur", "van kracht"),
        Milestone.ENDED: ("terminé", "beëindigd"),
    }
    for milestone, (fr, nl) in words.items():
        yield Column(
            f"{milestone}_perhaps_from",
            f"Jour à partir duquel le contrat était peut-être {fr}. Vide : aucune "
            "source n’en parle.",
            f"Dag vanaf wanneer de overeenkomst misschien {nl} was. Leeg: geen bron "
            "spreekt erover.",
            f"{milestone}_perhaps_from",
            Type.DATE,
        )
        yield Column(
            f"{milestone}_from",
            f"Jour à partir duquel le contrat était certainement {fr}. Vide : jamais "
            "certain.",
            f"Dag vanaf wanneer de overeenkomst zeker {nl} was. Leeg: nooit zeker.",
            f"{milestone}_from",
            Type.DATE,
        )


AGREEMENTS = Table(
    name="agreements",
    title_fr="Contrats logement",
    title_nl="Huisvestingsovereenkomsten",
    description_fr="Une ligne par contrat entre une commune et la Région : son état au "
    "jour demandé, le droit au subside du référent et les jours qui s’en déduisent.",
    description_nl="Eén rij per overeenkomst tussen een gemeente en het Gewest: haar "
    "status op de gevraagde dag, het recht op de subsidie van de referent en de dagen "
    "die daaruit volgen.",
    columns=(
        *agreement_columns(),
        Column(
            "model",
            "Titre du contrat-type.",
            "Titel van de modelovereenkomst.",
            "model.title",
            Type.PAIR,
        ),
        *state_columns(),
        counting_column(),
        Column(
            "subsidy",
            f"Droit au subside du référent ce jour-là : {ANSWERS_FR}.",
            f"Recht op de subsidie van de referent op die dag: {ANSWERS_NL}.",
            "eligibility.answer",
        ),
        Column(
            "subsidy_reason",
            "Motif de cette réponse : not_concluded (contrat non conclu), ended "
            "(contrat terminé), may_be_concluded (on ne sait s’il est conclu), "
            "may_have_ended (on ne sait s’il est terminé), no_condition_known "
            "(conditions non connues), not_chosen (une mission requise n’est pas "
            "retenue), not_known (on ne sait si toutes le sont), all_chosen (toutes "
            "le sont) ; là où un nombre suffit : too_few_chosen (trop peu le sont), "
            "enough_not_known (on ne sait si assez le sont) ou enough_chosen (assez le "
            "sont).",
            "Reden van dat antwoord: not_concluded (overeenkomst niet gesloten), ended "
            "(overeenkomst beëindigd), may_be_concluded (niet bekend of ze gesloten "
            "is), may_have_ended (niet bekend of ze beëindigd is), no_condition_known "
            "(voorwaarden niet bekend), not_chosen (een vereiste opdracht is niet "
            "opgenomen), not_known (niet bekend of ze alle opgenomen zijn), all_chosen "
            "(alle zijn opgenomen); waar een aantal volstaat: too_few_chosen (te "
            "weinig "
            "opgenomen), enough_not_known (niet bekend of er genoeg opgenomen zijn) of "
            "enough_chosen (genoeg opgenomen).",
            "eligibility.reason",
            codes=Reason,
        ),
        *_milestone_columns(),
        NOTE,
        *source_columns(),
    ),
)


def agreement_rows(
    agreements: Iterable[Agreement], choices: MissionChoiceQuerySet, day: date
) -> Iterator[Any]:
    """Agreements ``as_of`` a day, each with its right to the referent's subsidy."""
    missions = missions_of_models()
    for batch in batches(agreements):
        said = said_of(choices, batch)
        for agreement in batch:
            row: Any = agreement
            row.on = day
            row.eligibility = right_to_subsidy(
                Answer(row.concluded_on_day),
                [
                    (mission, said_together(said[agreement.pk, mission.pk]))
                    for mission in missions[agreement.model_id]
                ],
                ended=Answer(row.ended_on_day),
                by="code",
            )
            yield row


def with_agreement(
    municipalities: Iterable[Any], agreements: AgreementQuerySet
) -> Iterator[Any]:
    """Municipalities, each with the agreement that counts, or ``None``."""
    for batch in batches(municipalities):
        counting = agreements.by_municipality(batch)
        for municipality in batch:
            municipality.agreement = counting.get(municipality.pk)
            yield municipality
