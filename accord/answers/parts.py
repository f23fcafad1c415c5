"""The columns of an answer: one list for the page, the spreadsheet and the document.

Words come in French and in Dutch at once: a ``Pair``. What is not known is ``None``,
which a page says in words; the spreadsheet leaves the cell empty, as all our files do.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import override

from accord.lib.bilingual import LANGUAGES, Bilingual, active_language
from accord.lib.imprecise import ImpreciseDate
from accord.lib.spoken import spoken_date, spoken_day, spoken_number
from accord.lib.tabular import Column, Type

Pair = dict[str, str]  # the same words in French and in Dutch
Row = Mapping[str, Any]  # by the name of the column; ``NAME_url``: where it leads


class Way(Enum):
    """How a column is written in a file."""

    PLAIN = "one cell, the same in both languages"
    PAIR = "a cell in French and one in Dutch"
    TOGETHER = "one cell with both"


NOT_KNOWN: Pair = {"fr": "non connu", "nl": "niet bekend"}
NOTHING: Pair = {"fr": "–", "nl": "–"}
BETWEEN = " · "


@dataclass(frozen=True)
class Part:
    """One column: its name in files, its heading, what it means, how it is written.

    ``may_be_blank``: an empty cell says nothing, rather than that it is not known.
    ``has_address``: the file gets one more column with where the cell leads.
    """

    name: str
    head_fr: str
    head_nl: str
    meaning_fr: str
    meaning_nl: str
    way: Way = Way.PAIR
    type: Type = Type.TEXT
    may_be_blank: bool = False
    has_address: bool = False
    width: int = 3  # in a document, beside the others

    head = Bilingual()
    meaning = Bilingual()

    def pair(self, row: Row) -> Pair:
        """The cell in words, in both languages."""
        value = row.get(self.name)
        if value is None or value == "":
            return NOTHING if self.may_be_blank else NOT_KNOWN
        if isinstance(value, dict):
            return value
        return {code: _in_words(value, code) for code in LANGUAGES}

    def cell(self, row: Row) -> "Cell":
        return Cell(
            self.pair(row)[active_language()],
            row.get(f"{self.name}_url") or "",
            row.get(f"{self.name}_look", ""),
            self.type in (Type.INTEGER, Type.DECIMAL),
        )

    def columns(self) -> tuple[Column, ...]:
        """The same as columns of a file."""
        empty_fr = "" if self.may_be_blank else " Vide : non connu."
        empty_nl = "" if self.may_be_blank else " Leeg: niet bekend."
        fr, nl = (
            f"{self.head_fr}. {self.meaning_fr}",
            f"{self.head_nl}. {self.meaning_nl}",
        )
        found = []
        if self.way == Way.PAIR:
            found = [
                Column(
                    f"{self.name}_{code}",
                    f"{fr}{empty_fr} En {french}.",
                    f"{nl}{empty_nl} In het {dutch}.",
                    _word(self.name, code),
                )
                for code, french, dutch in (
                    ("fr", "français", "Frans"),
                    ("nl", "néerlandais", "Nederlands"),
                )
            ]
        else:
            read = _both if self.way == Way.TOGETHER else _plain
            column = Column(
                self.name, fr + empty_fr, nl + empty_nl, read(self.name), self.type
            )
            found = [column]
        if self.has_address:
            found.append(
                Column(
                    f"{self.name}_address",
                    f"{self.head_fr} : adresse de la page.",
                    f"{self.head_nl}: adres van de pagina.",
                    _address(self.name),
                    Type.ADDRESS,
                )
            )
        return tuple(found)


@dataclass(frozen=True)
class Cell:
    """What a page shows in one cell."""

    text: str
    url: str
    look: str
    is_number: bool


def _word(name: str, code: str) -> Callable[[Row], Any]:
    def read(row: Row) -> Any:
        value = row.get(name)
        return value[code] if value else None

    return read


def _both(name: str) -> Callable[[Row], Any]:
    def read(row: Row) -> Any:
        value = row.get(name)
        return together(value) if value else None

    return read


def _plain(name: str) -> Callable[[Row], Any]:
    return lambda row: row.get(name)


def _address(name: str) -> Callable[[Row], Any]:
    return lambda row: absolute(row.get(f"{name}_url"))


def absolute(url: str | None) -> str:
    """An address that also works in a file."""
    return f"{settings.BASE_URL}{url}" if url and url.startswith("/") else url or ""


def together(pair: Pair) -> str:
    """Both languages in one cell, once where they are the same."""
    fr, nl = pair["fr"], pair["nl"]
    return fr if fr == nl else f"{fr}{BETWEEN}{nl}"


def _in_words(value: Any, code: str) -> str:
    if isinstance(value, date):
        return spoken_day(value, code)
    if isinstance(value, ImpreciseDate):
        return spoken_date(value, code)
    return value if isinstance(value, str) else spoken_number(value, code)


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

TOWN = Part(
    "municipality",
    "Commune",
    "Gemeente",
    "Nom de la commune.",
    "Naam van de gemeente.",
)
NIS = Part(
    "nis_code",
    "Code INS",
    "NIS-code",
    "Code INS de la commune.",
    "NIS-code van de gemeente.",
    Way.PLAIN,
    width=2,
)
SOURCE = Part(
    "source",
    "Source",
    "Bron",
    "Qui le dit, où et quand.",
    "Wie het zegt, waar en wanneer.",
    has_address=True,
    width=6,
)
TO_KNOW = Part(
    "to_know",
    "Ce qui le ferait connaître",
    "Wat uitsluitsel zou geven",
    "Là où un fait n’est pas connu : ce qui l’établirait.",
    "Waar een feit niet bekend is: wat uitsluitsel zou geven.",
    may_be_blank=True,
    width=4,
)
