"""The missions of agreements as a table: chosen, not chosen, not known."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from accord.agreements.exports.columns import (
    agreement_columns,
    counting_column,
    state_columns,
)
from accord.agreements.models import Agreement, MissionChoice
from accord.agreements.querysets import MissionChoiceQuerySet
from accord.agreements.rules import Chosen, chosen
from accord.framework.exports import mission_columns
from accord.framework.models import Mission
from accord.lib.batches import batches
from accord.lib.tabular import Column, Table, Type
from accord.sources.exports import NOTE, source_columns

AGREEMENT_MISSIONS = Table(
    name="agreement-missions",
    title_fr="Missions des contrats logement",
    title_nl="Opdrachten van de huisvestingsovereenkomsten",
    description_fr="Une ligne par contrat, mission et source : la mission est "
    "retenue, ne l’est pas, ou on ne le sait pas. Sans source, une seule ligne, "
    "« unknown ».",
    description_nl="Eén rij per overeenkomst, opdracht en bron: de opdracht is "
    "opgenomen, niet opgenomen, of het is niet bekend. Zonder bron één enkele rij, "
    "“unknown”.",
    columns=(
        *agreement_columns("agreement"),
        *mission_columns("mission"),
        Column(
            "conditions_subsidy",
            "Vrai : la mission conditionne le subside du référent.",
            "Waar: de opdracht is een voorwaarde voor de subsidie van de referent.",
            "mission.conditions_subsidy",
            Type.BOOLEAN,
        ),
        Column(
            "answer",
            "Ce que dit cette source : chosen (retenue), not_chosen (non retenue) ; "
            "unknown (non connu) quand aucune source n’en parle.",
            "Wat deze bron zegt: chosen (opgenomen), not_chosen (niet opgenomen); "
            "unknown "
            "(niet bekend) wanneer geen bron erover spreekt.",
        ),
        Column(
            "together",
            "Ce que disent les sources ensemble : chosen, not_chosen, unknown, ou "
            "disputed (elles se contredisent).",
            "Wat de bronnen samen zeggen: chosen, not_chosen, unknown, of disputed (ze "
            "spreken elkaar tegen).",
            codes=Chosen,
        ),
        *state_columns("agreement"),
        counting_column("agreement.counts"),
        NOTE,
        *source_columns(),
    ),
)


@dataclass
class MissionRow:
    """One mission of one agreement, as one source says it, or as none does."""

    agreement: Agreement
    mission: Mission
    together: Chosen
    choice: MissionChoice | None
    on: date

    @property
    def answer(self) -> str:
        return self.choice.answer if self.choice else Chosen.UNKNOWN

    @property
    def source(self) -> Any:
        return self.choice.source if self.choice else None

    @property
    def note_fr(self) -> str:
        return self.choice.note_fr if self.choice else ""

    @property
    def note_nl(self) -> str:
        return self.choice.note_nl if self.choice else ""


Said = dict[tuple[int, int], list[MissionChoice]]  # by agreement and mission


def mission_rows(
    agreements: Iterable[Agreement], choices: MissionChoiceQuerySet, day: date
) -> Iterator[MissionRow]:
    """Every mission of every agreement: known or not."""
    missions = missions_of_models()
    for batch in batches(agreements):
        said = said_of(choices.select_related("source"), batch)
        for row in batch:
            for mission in missions[row.model_id]:
                found = said[row.pk, mission.pk]
                each: list[MissionChoice | None] = [*found] or [None]
                for choice in each:
                    yield MissionRow(row, mission, said_together(found), choice, day)


def missions_of_models() -> dict[int, list[Mission]]:
    found: dict[int, list[Mission]] = defaultdict(list)
    for mission in Mission.objects.public().for_table():
        found[mission.model_id].append(mission)
    return found


def said_of(choices: MissionChoiceQuerySet, agreements: list[Any]) -> Said:
    found: Said = defaultdict(list)
    for choice in choices.of(agreements).order_by("pk"):
        found[choice.agreement_id, choice.mission_id].append(choice)
    return found


def said_together(choices: list[MissionChoice]) -> Chosen:
    return chosen(choice.answer for choice in choices)
