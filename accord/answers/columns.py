"""The columns that several answers have, and what stands in their cells.

A row gives each cell by the name of its column, with ``NAME_url``, where it leads, and
``NAME_look``, the state that colours it. What is not known is ``None``, which a page
says in words; the spreadsheet leaves the cell empty, as all our files do.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from accord.agreements.rules import State
from accord.answers.words import of_choice, of_record, of_source
from accord.directory.models import Organisation
from accord.lib.tabular import Column, OnPaper, Pair, Reader, Type
from accord.sources.models import Source

Row = Mapping[str, Any]
Cells = dict[str, Any]


def shown(
    name: str,
    fr: str,
    nl: str,
    type: Type = Type.PAIR,
    *,
    may_be_blank: bool = False,
    **how: Any,
) -> Column:
    """A column of an answer: its head, then what it says, in each language.

    “Commune. Nom de la commune.” With ``may_be_blank`` an empty cell says nothing,
    rather than that it is not known.
    """
    head_fr, _dot, meaning_fr = fr.partition(". ")
    head_nl, _dot, meaning_nl = nl.partition(". ")
    return Column(
        name,
        meaning_fr,
        meaning_nl,
        of(name),
        type,
        head_fr=head_fr,
        head_nl=head_nl,
        url=of(f"{name}_url"),
        look=of(f"{name}_look"),
        is_unknown=not may_be_blank,
        **how,
    )


def of(name: str) -> Reader:
    return lambda row: row.get(name)


TOWN = shown(
    "municipality", "Commune. Nom de la commune.", "Gemeente. Naam van de gemeente."
)
NIS = shown(
    "nis_code",
    "Code INS. Code INS de la commune.",
    "NIS-code. NIS-code van de gemeente.",
    Type.TEXT,
    width=2,
)
STATE = shown(
    "state",
    "État ce jour-là. Déduit des étapes datées, jamais saisi.",
    "Stand op die dag. Afgeleid uit de gedateerde stappen, nooit ingevoerd.",
)
SOURCE = shown(
    "source",
    "Source. Qui le dit, où et quand.",
    "Bron. Wie het zegt, waar en wanneer.",
    has_address=True,
    on_paper=OnPaper.NOTE,
)
# Where a municipality has many rows, paper names it once over them.
BY_TOWN = (
    replace(TOWN, on_paper=OnPaper.BLOCK),
    replace(NIS, on_paper=OnPaper.BLOCK),
)
TO_KNOW = shown(
    "to_know",
    "Ce qui le ferait connaître. Là où un fait n’est pas connu : ce qui l’établirait.",
    "Wat uitsluitsel zou geven. Waar een feit niet bekend is: wat uitsluitsel zou "
    "geven.",
    may_be_blank=True,
    width=4,
)


def town_cells(town: Organisation, url: str = "") -> Cells:
    return {
        "municipality": of_record(town, "name"),
        "municipality_url": url or town.get_absolute_url(),
        "nis_code": town.nis_code,
    }


def agreement_cells(agreement: Any) -> Cells:
    """Its municipality, leading to its file, and its state on the day."""
    return {
        **town_cells(agreement.municipality, agreement.get_absolute_url()),
        **state_cells(agreement.state_on_day),
    }


def state_cells(state: str) -> Cells:
    return {"state": of_choice(State(state)), "state_look": state}


def source_cells(source: Source) -> Cells:
    return {"source": of_source(source), "source_url": source.get_absolute_url()}


def to_know(what: Pair, url: str = "") -> Cells:
    """What would make it known, and where that is recorded."""
    return {"to_know": what, "to_know_url": url}
