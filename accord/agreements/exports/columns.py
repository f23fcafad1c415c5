"""The columns that every table about agreements shares."""

from typing import Any

from accord.agreements.rules import State
from accord.directory.exports import municipality_columns
from accord.lib.imprecise import Answer
from accord.lib.tabular import Column, Type

ANSWERS_FR = "yes (oui), no (non) ou unknown (on ne peut le dire)"
ANSWERS_NL = "yes (ja), no (neen) of unknown (niet te zeggen)"


ON = Column(
    "on",
    "Jour auquel l’état se rapporte : celui demandé par « ?on= », sinon le jour du "
    "téléchargement.",
    "Dag waarop de status slaat: die gevraagd met “?on=”, anders de dag van de "
    "download.",
    type=Type.DATE,
)


def state_columns(path: str = "") -> tuple[Column, ...]:
    """How far an agreement had come, for a row that has it at ``path``.

    A row without agreement says what the register says: none is known.
    """

    def reading(name: str, otherwise: str) -> Any:
        def value(row: Any) -> Any:
            agreement = getattr(row, path) if path else row
            return otherwise if agreement is None else getattr(agreement, name)

        return value

    return (
        ON,
        Column(
            "state",
            "État ce jour-là : none (aucun contrat connu), announced (annoncé), "
            "decided (décidé par le Collège), adopted (adopté par le conseil), "
            "concluded (conclu), in_force (en vigueur), ended (terminé) ou unknown (on "
            "ne peut le dire). Déduit des étapes, jamais saisi.",
            "Stand op die dag: none (geen overeenkomst bekend), announced "
            "(aangekondigd), decided (beslist door het college), adopted (goedgekeurd "
            "door de gemeenteraad), concluded (gesloten), in_force (van kracht), ended "
            "(beëindigd) of unknown (niet te zeggen). Afgeleid uit de stappen, nooit "
            "ingevoerd.",
            reading("state_on_day", State.NONE),
            codes=State,
        ),
        Column(
            "at_least",
            "Dernière étape certainement atteinte ce jour-là, avec les mêmes codes "
            "que « state ».",
            "Laatste stap die op die dag zeker bereikt was, met dezelfde codes als "
            "“state”.",
            reading("at_least", State.NONE),
            codes=State,
        ),
        Column(
            "concluded",
            f"Le contrat était-il conclu ce jour-là ? {ANSWERS_FR}. Un « no » veut "
            "dire qu’aucune source ne le dit.",
            f"Was de overeenkomst die dag gesloten? {ANSWERS_NL}. “no” betekent dat "
            "geen enkele bron het zegt.",
            reading("concluded_on_day", Answer.NO),
        ),
    )


def counting_column(path: str = "counts") -> Column:
    """Whether it is the agreement that counts; after ``weighed_on``."""
    return Column(
        "counts",
        "Vrai : ce contrat compte pour sa commune ce jour-là. Un seul par commune "
        "compte : celui qui court, sinon le dernier conclu, sinon le dernier.",
        "Waar: deze overeenkomst telt op die dag voor haar gemeente. Er telt er één "
        "per gemeente: de lopende, anders de laatst gesloten, anders de laatste.",
        path,
        Type.BOOLEAN,
    )


def agreement_columns(path: str = "") -> tuple[Column, ...]:
    """Which agreement: its municipality and its model."""
    start = f"{path}." if path else ""
    return (
        *municipality_columns(f"{start}municipality"),
        Column(
            "model",
            "Code du contrat-type suivi.",
            "Code van de gevolgde modelovereenkomst.",
            f"{start}model.code",
        ),
    )
