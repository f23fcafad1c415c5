"""Tables: one list of columns, for files, pages, documents and the dictionary.

A table never holds its rows: whoever writes it (``accord.lib.tablefiles``) reads them
one by one, so that a file of a million rows costs no more memory than one of ten.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accord.lib.authority import reword
from accord.lib.bilingual import LANGUAGES, Bilingual, active_language
from accord.lib.imprecise import ImpreciseDate
from accord.lib.plaintext import writable
from accord.lib.spoken import spoken_date, spoken_day, spoken_number

Codes = type[TextChoices]
Reader = Callable[[Any], Any]
Pair = dict[str, str]  # the same words in French and in Dutch

NOT_KNOWN: Pair = {"fr": "non connu", "nl": "niet bekend"}
NOTHING: Pair = {"fr": "–", "nl": "–"}
BETWEEN = " · "


class Type(TextChoices):
    """What the cells of a column hold.

    A ``PAIR`` is words in both languages: two columns of a file, ``NAME_fr`` and
    ``NAME_nl``. ``TOGETHER`` is the same in one.
    """

    TEXT = "text", _("text")
    INTEGER = "integer", _("whole number")
    DECIMAL = "decimal", _("decimal number")
    DATE = "date", _("day")
    IMPRECISE = "imprecise date", _("imprecise date")
    BOOLEAN = "boolean", _("true or false")
    ADDRESS = "address", _("web address")
    PAIR = "pair", _("text")
    TOGETHER = "together", _("text")


NUMBERS = (Type.INTEGER, Type.DECIMAL)


class OnPaper(Enum):
    """Where a document shows a column: as one, or what rows share, said once."""

    CELL = "a column beside the others"
    SPAN = "a column whose cell goes on over the next rows that say the same"
    BLOCK = "over the rows that have it in common"
    NOTE = "a note, that the rows which have it name"


@dataclass(frozen=True)
class Cell:
    """What a page shows in one cell."""

    text: str
    url: str
    look: str
    is_number: bool


@dataclass(frozen=True)
class Column:
    """One column. ``name`` is published: to rename it is to break someone's work.

    ``value`` is a path of attributes or a function of the record; without one it is the
    record's own of that name. A path that meets ``None`` on its way gives an empty
    cell. ``codes`` are the values it can take.

    What people look at has more: a ``head``; ``url``, where the cell leads (the file
    gets it too, with ``has_address``); ``look``, the state that colours it; ``width``
    beside the others on paper, and where it stands there (``on_paper``); whether an
    empty cell ``is_unknown``, and says so.
    """

    name: str
    description_fr: str
    description_nl: str
    value: str | Reader = ""
    type: Type = Type.TEXT
    codes: Codes | None = None
    head_fr: str = ""
    head_nl: str = ""
    url: Reader | None = None
    look: Reader | None = None
    has_address: bool = False
    is_unknown: bool = False
    width: int = 3
    on_paper: OnPaper = OnPaper.CELL

    description = Bilingual()
    head = Bilingual()

    def __post_init__(self) -> None:
        reword(self)

    def reader(self) -> Reader:
        """What reads a record's cell: of the column's type, or ``None``."""
        find = self._find()
        typed = _TYPED[self.type]

        def read(record: Any) -> Any:
            value = find(record)
            return None if value is None or value == "" else typed(value)

        return read

    def _find(self) -> Reader:
        value = self.value or self.name
        return _path(value) if isinstance(value, str) else value

    def written(self) -> tuple["Column", ...]:
        """The columns of a file that hold it."""
        said = self._described()
        if self.type == Type.PAIR:
            found = tuple(self._in(*one) for one in _IN_LANGUAGES)
        elif self.type == Type.TOGETHER:
            found = (replace(self, value=_both(self._find()), type=Type.TEXT, **said),)
        else:
            found = (replace(self, **said),)
        return (*found, self._address()) if self.has_address else found

    def _described(self, fr: str = "", nl: str = "") -> dict[str, Any]:
        """What the cell says, as one who sees no heads reads it."""
        more = (" Vide : non connu.", " Leeg: niet bekend.")
        said = {}
        for code, language, empty in zip(LANGUAGES, (fr, nl), more, strict=True):
            head = getattr(self, f"head_{code}")
            text = getattr(self, f"description_{code}")
            said[f"description_{code}"] = (
                (f"{head}. " if head else "")
                + (f"{text.removesuffix('.')}, {language}." if language else text)
                + (empty if self.is_unknown else "")
            )
        return said

    def _in(self, code: str, fr: str, nl: str) -> "Column":
        """One language of a pair."""
        value = self.value or self.name
        read = f"{value}_{code}" if isinstance(value, str) else _word(value, code)
        said = self._described(fr, nl)
        name = f"{self.name}_{code}"
        return replace(self, name=name, value=read, type=Type.TEXT, **said)

    def _address(self) -> "Column":
        return Column(
            f"{self.name}_address",
            f"{self.head_fr} : adresse de la page.",
            f"{self.head_nl}: adres van de pagina.",
            self.address,
            Type.ADDRESS,
        )

    # What people look at

    def address(self, record: Any) -> str:
        """Where the cell leads, as an address that also works in a file."""
        url = self.url(record) if self.url else ""
        return f"{settings.BASE_URL}{url}" if url and url.startswith("/") else url or ""

    def pair(self, record: Any) -> Pair:
        """The cell in words, in both languages."""
        value = self._find()(record)
        if value is None or value == "":
            return NOT_KNOWN if self.is_unknown else NOTHING
        if isinstance(value, dict):
            return value
        return {code: _spoken(value, code) for code in LANGUAGES}

    def cell(self, record: Any) -> Cell:
        return Cell(
            self.pair(record)[active_language()],
            (self.url(record) if self.url else "") or "",
            (self.look(record) if self.look else "") or "",
            self.type in NUMBERS,
        )


_IN_LANGUAGES = (
    ("fr", "en français", "in het Frans"),
    ("nl", "en néerlandais", "in het Nederlands"),
)


def _word(find: Reader, code: str) -> Reader:
    def read(record: Any) -> Any:
        pair = find(record)
        return pair[code] if pair else None

    return read


def _both(find: Any) -> Reader:
    def read(record: Any) -> Any:
        pair = find(record)
        return together(pair) if pair else None

    return read


def together(pair: Pair) -> str:
    """Both languages in one cell, once where they are the same."""
    fr, nl = pair["fr"], pair["nl"]
    return fr if fr == nl else f"{fr}{BETWEEN}{nl}"


def _spoken(value: Any, code: str) -> str:
    if isinstance(value, date):
        return spoken_day(value, code)
    if isinstance(value, ImpreciseDate):
        return spoken_date(value, code)
    return value if isinstance(value, str) else spoken_number(value, code)


def _path(path: str) -> Reader:
    """Follows attributes, and stops at the first ``None``."""
    at_once = attrgetter(path)
    names = path.split(".")

    def find(record: Any) -> Any:
        try:
            return at_once(record)
        except AttributeError:
            for name in names:
                record = getattr(record, name)
                if record is None:
                    return None
            raise

    return find


def _as_it_is(value: Any) -> Any:
    return value


def _shortest(value: Any) -> Decimal:
    """Without zeros at the end, and never as a power of ten."""
    return Decimal(format(Decimal(value).normalize(), "f"))


_TYPED: dict[Type, Reader] = {
    Type.TEXT: str,
    Type.INTEGER: int,
    Type.DECIMAL: _shortest,
    Type.DATE: _as_it_is,
    Type.IMPRECISE: str,
    Type.BOOLEAN: _as_it_is,
    Type.ADDRESS: str,
}


@dataclass(frozen=True)
class Table:
    """A named list of columns over one kind of record."""

    name: str
    title_fr: str
    title_nl: str
    description_fr: str
    description_nl: str
    columns: tuple[Column, ...]

    title = Bilingual()
    description = Bilingual()

    def __post_init__(self) -> None:
        reword(self)

    def marked(self) -> "Table":
        """The same, each row saying that the file is a demonstration."""
        return replace(self, columns=(DEMONSTRATION, *self.columns))

    @cached_property
    def written(self) -> tuple[Column, ...]:
        """The columns of a file: of words in both languages, one in each."""
        return tuple(one for column in self.columns for one in column.written())

    def only(self, *names: str) -> tuple[Column, ...]:
        """Some columns of its files, for a shorter table over the same records."""
        known = {column.name: column for column in self.written}
        return tuple(known[name] for name in names)

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.written]

    def rows(self, records: Iterable[Any]) -> Iterator[list[Any]]:
        readers = [column.reader() for column in self.written]
        for record in records:
            row = [read(record) for read in readers]
            yield [writable(one) if isinstance(one, str) else one for one in row]


DEMONSTRATION = Column(
    "demonstration",
    "Vrai : ce fichier est une démonstration. Il mêle des faits réels à des données "
    "inventées et ne doit être ni cité ni réutilisé.",
    "Waar: dit bestand is een demonstratie. Het vermengt echte feiten met verzonnen "
    "gegevens en mag niet worden aangehaald of hergebruikt.",
    lambda record: True,
    Type.BOOLEAN,
)


# Imprecise dates

# Kept: the same few dates come back in thousands of rows.
_parsed = lru_cache(maxsize=1024)(ImpreciseDate.parse)


@lru_cache(maxsize=1024)
def _spoken_pair(text: str) -> Pair:
    return {code: spoken_date(_parsed(text), code) for code in LANGUAGES}


def _in_words(one: Any) -> Pair:
    return _spoken_pair(one.when)


def _precision(text: str) -> str:
    return _parsed(text).kind.value


def date_columns(
    *, fr: str, nl: str, name: str = "date", path: str = ""
) -> tuple[Column, ...]:
    """The columns that tell an imprecise date as what it is.

    ``path`` leads to the record that is ``Dated``; empty: the row's own. ``fr`` and
    ``nl`` say what the date is of.
    """
    find = _path(path) if path else _as_it_is

    def dated(read: Reader) -> Reader:
        def value(record: Any) -> Any:
            found = find(record)
            return None if found is None else read(found)

        return value

    return (
        Column(
            name,
            f"{fr} Aussi précise que la source le permet, au format EDTF "
            "(ISO 8601-2) : 2022-12-12, 2022-12, 2022, [..2022-12] pour « au plus "
            "tard », [2023-01..2023-09-08] pour « entre ». Vide : non connue.",
            f"{nl} Zo precies als de bron toelaat, in EDTF (ISO 8601-2): 2022-12-12, "
            "2022-12, 2022, [..2022-12] voor “uiterlijk”, [2023-01..2023-09-08] "
            "voor “tussen”. Leeg: niet bekend.",
            dated(lambda one: one.when),
            Type.IMPRECISE,
        ),
        Column(
            f"{name}_earliest",
            f"{fr} Premier jour possible. Vide : aucune borne connue.",
            f"{nl} Vroegst mogelijke dag. Leeg: geen grens bekend.",
            dated(lambda one: one.earliest_on),
            Type.DATE,
        ),
        Column(
            f"{name}_latest",
            f"{fr} Dernier jour possible. Vide : aucune borne connue.",
            f"{nl} Laatst mogelijke dag. Leeg: geen grens bekend.",
            dated(lambda one: one.latest_on),
            Type.DATE,
        ),
        Column(
            f"{name}_precision",
            f"{fr} Précision : day (au jour), month (au mois), year (à l’année), by "
            "(au plus tard), since (au plus tôt), between (entre deux bornes), unknown "
            "(non connue).",
            f"{nl} Precisie: day (op de dag), month (op de maand), year (op het jaar), "
            "by (uiterlijk), since (ten vroegste), between (tussen twee grenzen), "
            "unknown (niet bekend).",
            dated(lambda one: _precision(one.when)),
        ),
        Column(
            f"{name}_text",
            f"{fr} En toutes lettres.",
            f"{nl} Voluit geschreven.",
            dated(_in_words),
            Type.PAIR,
        ),
    )
