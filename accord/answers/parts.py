"""What the columns of an answer have in common, and its words in both languages.

A row gives each cell by the name of its column, with ``NAME_url``, where it leads, and
``NAME_look``, the state that colours it. What is not known is ``None``, which a page
says in words; the spreadsheet leaves the cell empty, as all our files do.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import override

from accord.lib.bilingual import LANGUAGES
from accord.lib.imprecise import ImpreciseDate
from accord.lib.spoken import spoken_date
from accord.lib.tabular import Column, Pair, Reader, Type

Row = Mapping[str, Any]


def shown(
    name: str,
    head_fr: str,
    head_nl: str,
    meaning_fr: str,
    meaning_nl: str,
    type: Type = Type.PAIR,
    *,
    may_be_blank: bool = False,
    **how: Any,
) -> Column:
    """A column of an answer; with ``may_be_blank`` an empty cell says nothing."""
    return Column(
        name,
        meaning_fr,
        meaning_nl,
        _of(name),
        type,
        head_fr=head_fr,
        head_nl=head_nl,
        url=_of(f"{name}_url"),
        look=_of(f"{name}_look"),
        is_unknown=not may_be_blank,
        **how,
    )


def _of(name: str) -> Reader:
    return lambda row: row.get(name)


# Words in both languages


def of_record(record: Any, name: str) -> Pair:
    """The two columns of a record: ``of_record(town, "name")``."""
    return {code: getattr(record, f"{name}_{code}") for code in LANGUAGES}


@lru_cache(maxsize=256)
def of_choice(choice: TextChoices) -> Pair:
    """The word for a code, as both catalogues have it."""
    return in_both(choice.label)


def in_both(text: str | Promise) -> Pair:
    """A translated text in each language."""
    found = {}
    for code in LANGUAGES:
        with override(code):
            found[code] = str(text)
    return found


def dated(said: ImpreciseDate) -> Pair:
    return {code: spoken_date(said, code) for code in LANGUAGES}


def of_source(source: Any) -> Pair:
    """“Parlement bruxellois, Question écrite n° 1209 (8 septembre 2023)”."""
    found = {}
    for code in LANGUAGES:
        words = f"{getattr(source, f'publisher_{code}')}, "
        words += getattr(source, f"title_{code}")
        if source.date:
            words += f" ({spoken_date(source.date, code)})"
        found[code] = words
    return found


# Columns that several answers have

TOWN = shown(
    "municipality",
    "Commune",
    "Gemeente",
    "Nom de la commune.",
    "Naam van de gemeente.",
)
NIS = shown(
    "nis_code",
    "Code INS",
    "NIS-code",
    "Code INS de la commune.",
    "NIS-code van de gemeente.",
    Type.TEXT,
    width=2,
)
SOURCE = shown(
    "source",
    "Source",
    "Bron",
    "Qui le dit, où et quand.",
    "Wie het zegt, waar en wanneer.",
    has_address=True,
    width=6,
)
TO_KNOW = shown(
    "to_know",
    "Ce qui le ferait connaître",
    "Wat uitsluitsel zou geven",
    "Là où un fait n’est pas connu : ce qui l’établirait.",
    "Waar een feit niet bekend is: wat uitsluitsel zou geven.",
    may_be_blank=True,
    width=4,
)
