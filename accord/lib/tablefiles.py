"""The files of a table: its rows as CSV, JSON and XLSX, in blocks.

The forms were chosen once, for everybody:

* CSV opens by a double click in Excel as it is set up in Belgium: ``;`` between cells,
  UTF-8 with a byte order mark, CRLF at the end of a line, a comma in decimal numbers.
  Dates are written ``2022-12-31``. A text that a spreadsheet would run as a formula
  gets an apostrophe in front; numbers and dates are never touched.
* JSON is one object: what the file is, then ``rows``, a list of objects. Numbers are
  numbers; what is not known is ``null``.
* XLSX has the rows, the columns explained in French and Dutch, and what the file is.
  Every text is stored as text, in a column of texts: nothing in it becomes a formula,
  and no code or telephone a number.
"""

import csv as commas
import io
import json as notation
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter

from accord.lib.tabular import NUMBERS, Column, Table, Type

BLOCK = 32_768  # characters handed on at once
# The names of its sheets, in both languages: a file is sent on to who reads the other.
DATA, COLUMNS = "données – gegevens", "colonnes – kolommen"
ABOUT = "notice – toelichting"
XLSX_ROWS = 1_048_575  # what one sheet can hold under its head
XLSX_TEXT = 32_767  # what one cell can hold
# The format “Text”: what is typed in such a cell stays one, a 0 in front of it too.
TEXT = 49
NOT_TEXT = (*NUMBERS, Type.DATE, Type.BOOLEAN)
FIRST_XLSX_DAY = date(1900, 3, 1)  # spreadsheets count days wrongly before it
DEMONSTRATION_WORDS = "DÉMONSTRATION – DEMONSTRATIE"  # on each printed page
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def csv(table: Table, records: Iterable[Any]) -> Iterator[bytes]:
    """The file in blocks of bytes."""
    page = io.StringIO()
    page.write("\ufeff")
    writer = commas.writer(page, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.names)
    for row in table.rows(records):
        writer.writerow([_csv_cell(value) for value in row])
        if page.tell() > BLOCK:
            yield _emptied(page)
    yield _emptied(page)


def json(
    table: Table, records: Iterable[Any], about: Mapping[str, Any]
) -> Iterator[bytes]:
    """The file in blocks of bytes: ``about``, then the rows."""
    names, page = table.names, io.StringIO()
    page.write(_json(dict(about)).removesuffix("}") + ',"rows":[')
    between = "\n"
    for row in table.rows(records):
        page.write(between + _json(dict(zip(names, row, strict=True))))
        between = ",\n"
        if page.tell() > BLOCK:
            yield _emptied(page)
    page.write("\n]}\n")
    yield _emptied(page)


def xlsx(table: Table, records: Iterable[Any], about: Mapping[str, Any]) -> IO[bytes]:
    """The file, complete, at its beginning; the caller closes it."""
    file = tempfile.TemporaryFile()
    try:
        with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
            if as_of := about.get("as_of"):  # asked twice, it is the same file
                book.set_properties(
                    {"created": datetime.fromisoformat(as_of).astimezone(UTC)}
                )
            _Book(book, table, about).write(records)
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
    return text[0] in "\t\r\n" or text.lstrip().startswith(FORMULA)


def _json(value: Any) -> str:
    return notation.dumps(
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
        self.text = book.add_format({"num_format": TEXT})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})

    def write(self, records: Iterable[Any]) -> None:
        sheet = self._data_sheet(DATA)
        self._write_columns(self.book.add_worksheet(COLUMNS))
        self._write_about(self.book.add_worksheet(ABOUT))
        number, sheets = 0, 1
        for row in self.table.rows(records):
            if number == XLSX_ROWS:
                number, sheets = 0, sheets + 1
                sheet = self._data_sheet(f"{DATA} {sheets}")
            number += 1
            for index, value in enumerate(row):
                self._write_cell(sheet, number, index, value)

    def _data_sheet(self, name: str) -> Any:
        sheet = self.book.add_worksheet(name)
        for index, column in enumerate(self.table.written):
            look = None if column.type in NOT_TEXT else self.text
            sheet.set_column(index, index, _width(column), look)
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
            sheet.write_string(row, index, value[:XLSX_TEXT], self.text)
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
        for row, column in enumerate(self.table.written, start=1):
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
