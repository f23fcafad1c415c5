"""Tables: one list of columns, many outlets (files, open data, documentation).

A table never holds its rows: it reads them one by one from an iterable and hands its
output on in blocks, so that a file of a million rows costs no more memory than one of
ten. The forms were chosen once, for everybody:

* CSV opens by a double click in Excel as it is set up in Belgium: ``;`` between cells,
  UTF-8 with a byte order mark, CRLF at the end of a line, a comma in decimal numbers.
  Dates are written ``2022-12-31``. A text that a spreadsheet would run as a formula
  gets an apostrophe in front; numbers and dates are never touched.
* JSON is one object: what the file is, then ``rows``, a list of objects. Numbers are
  numbers; what is not known is ``null``.
* XLSX has the rows, the columns explained in French and Dutch, and what the file is.
  Every text is stored as text, so nothing in it can become a formula.
"""

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from typing import IO, Any

import xlsxwriter
from django.db.models import TextChoices

from accord.lib.bilingual import LANGUAGES, Bilingual
from accord.lib.imprecise import ImpreciseDate
from accord.lib.spoken import spoken_date

Codes = type[TextChoices]
Reader = Callable[[Any], Any]

BLOCK = 32_768  # characters handed on at once
XLSX_ROWS = 1_048_575  # what one sheet can hold under its head
XLSX_TEXT = 32_767  # what one cell can hold
FIRST_XLSX_DAY = date(1900, 3, 1)  # spreadsheets count days wrongly before it
DEMONSTRATION_WORDS = "DÉMONSTRATION – DEMONSTRATIE"  # on each printed page
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


class Type(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    IMPRECISE = "imprecise date"
    BOOLEAN = "boolean"
    ADDRESS = "address"


@dataclass(frozen=True)
class Column:
    """One column. ``name`` is published: to rename it is to break someone's work.

    ``value`` is a path of attributes or a function of the record; a path that meets
    ``None`` on its way gives an empty cell. ``codes`` are the values it can take.
    """

    name: str
    description_fr: str
    description_nl: str
    value: str | Reader
    type: Type = Type.TEXT
    codes: Codes | None = None

    description = Bilingual()

    def reader(self) -> Reader:
        """What reads a record's cell: of the column's type, or ``None``."""
        find = _path(self.value) if isinstance(self.value, str) else self.value
        typed = _TYPED[self.type]

        def read(record: Any) -> Any:
            value = find(record)
            return None if value is None or value == "" else typed(value)

        return read


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

    def marked(self) -> "Table":
        """The same, each row saying that the file is a demonstration."""
        return replace(self, columns=(DEMONSTRATION, *self.columns))

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def rows(self, records: Iterable[Any]) -> Iterator[list[Any]]:
        readers = [column.reader() for column in self.columns]
        for record in records:
            yield [read(record) for read in readers]

    # Outlets

    def csv(self, records: Iterable[Any]) -> Iterator[bytes]:
        """The file in blocks of bytes."""
        page = io.StringIO()
        page.write("\ufeff")
        writer = csv.writer(page, delimiter=";", lineterminator="\r\n")
        writer.writerow(self.names)
        for row in self.rows(records):
            writer.writerow([_csv_cell(value) for value in row])
            if page.tell() > BLOCK:
                yield _emptied(page)
        yield _emptied(page)

    def json(self, records: Iterable[Any], about: Mapping[str, Any]) -> Iterator[bytes]:
        """The file in blocks of bytes: ``about``, then the rows."""
        names, page = self.names, io.StringIO()
        page.write(_json(dict(about)).removesuffix("}") + ',"rows":[')
        between = "\n"
        for row in self.rows(records):
            page.write(between + _json(dict(zip(names, row, strict=True))))
            between = ",\n"
            if page.tell() > BLOCK:
                yield _emptied(page)
        page.write("\n]}\n")
        yield _emptied(page)

    def xlsx(self, records: Iterable[Any], about: Mapping[str, Any]) -> IO[bytes]:
        """The file, complete, at its beginning; the caller closes it."""
        file = tempfile.TemporaryFile()
        try:
            with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
                _Book(book, self, about).write(records)
        except BaseException:
            file.close()
            raise
        file.seek(0)
        return file


def _emptied(page: io.StringIO) -> bytes:
    text = page.getvalue()
    page.seek(0)
    page.truncate()
    return text.encode()


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value and _could_be_formula(value) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    return str(value)  # an integer or a day


def _could_be_formula(text: str) -> bool:
    first = text[0]
    if first.isalnum():  # nearly always
        return False
    return first in "\t\r\n" or text.lstrip().startswith(FORMULA)


def _json(value: Any) -> str:
    return json.dumps(
        value, ensure_ascii=False, separators=(",", ":"), default=_json_value
    )


def _json_value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


class _Book:
    """A workbook while it is written, row after row, to disk."""

    def __init__(
        self, book: xlsxwriter.Workbook, table: Table, about: Mapping[str, Any]
    ) -> None:
        self.book, self.table, self.about = book, table, about
        self.bold = book.add_format({"bold": True, "bottom": 1})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})

    def write(self, records: Iterable[Any]) -> None:
        sheet = self._data_sheet("data")
        self._write_columns(self.book.add_worksheet("columns"))
        self._write_about(self.book.add_worksheet("about"))
        number, sheets = 0, 1
        for row in self.table.rows(records):
            if number == XLSX_ROWS:
                number, sheets = 0, sheets + 1
                sheet = self._data_sheet(f"data {sheets}")
            number += 1
            for index, value in enumerate(row):
                self._write_cell(sheet, number, index, value)

    def _data_sheet(self, name: str) -> Any:
        sheet = self.book.add_worksheet(name)
        for index, column in enumerate(self.table.columns):
            sheet.set_column(index, index, _width(column))
        if self.about.get("demonstration"):
            sheet.set_header(f"&C&B{DEMONSTRATION_WORDS}")
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        for index, heading in enumerate(self.table.names):
            sheet.write_string(0, index, heading, self.bold)
        return sheet

    def _write_cell(self, sheet: Any, row: int, index: int, value: Any) -> None:
        if value is None:
            return
        if isinstance(value, str):
            sheet.write_string(row, index, value[:XLSX_TEXT])
        elif isinstance(value, bool):
            sheet.write_boolean(row, index, value)
        elif isinstance(value, date) and value >= FIRST_XLSX_DAY:
            sheet.write_datetime(row, index, value, self.day)
        elif isinstance(value, date):
            sheet.write_string(row, index, value.isoformat())
        else:
            sheet.write_number(row, index, value)

    def _write_columns(self, sheet: Any) -> None:
        sheet.set_column(0, 1, 22)
        sheet.set_column(2, 3, 70, self.wrapped)
        sheet.freeze_panes(1, 0)
        heads = ("name", "type", "description_fr", "description_nl")
        for index, heading in enumerate(heads):
            sheet.write_string(0, index, heading, self.bold)
        for row, column in enumerate(self.table.columns, start=1):
            for index, heading in enumerate(heads):
                sheet.write_string(row, index, str(getattr(column, heading)))

    def _write_about(self, sheet: Any) -> None:
        sheet.set_column(0, 0, 22)
        sheet.set_column(1, 1, 90, self.wrapped)
        for row, (name, value) in enumerate(_flat(self.about)):
            sheet.write_string(row, 0, name, self.bold)
            self._write_cell(sheet, row, 1, value)


def _flat(about: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """``{"title": {"fr": "…"}}`` as ``("title_fr", "…")``."""
    for name, value in about.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}_")
        else:
            yield f"{prefix}{name}", value


def _width(column: Column) -> float:
    usual = {Type.TEXT: 24, Type.ADDRESS: 40, Type.IMPRECISE: 16}
    return max(usual.get(column.type, 10), len(column.name) + 2)


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
def _in_words(text: str, language: str) -> str:
    return spoken_date(_parsed(text), language)


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

    def in_words(language: str) -> Reader:
        return dated(lambda one: _in_words(one.when, language))

    words = [
        Column(
            f"{name}_text_{language}",
            f"{fr} En toutes lettres, en {french}.",
            f"{nl} Voluit geschreven, in het {dutch}.",
            in_words(language),
        )
        for language, french, dutch in zip(
            LANGUAGES,
            ("français", "néerlandais"),
            ("Frans", "Nederlands"),
            strict=True,
        )
    ]
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
        *words,
    )
