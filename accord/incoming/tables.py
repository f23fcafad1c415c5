"""From a spreadsheet to the rows under its headings, and what of it was not read."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePath
from typing import IO, Any

import xlsxwriter
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum
from xlsxwriter.utility import xl_col_to_name

from accord.attachments.modest import require_modest
from accord.incoming.lists import List, Row
from accord.lib.errors import Refused
from accord.lib.naming import plain

FIRST_ROWS = 10  # among which the headings are looked for
MOST_COLUMNS = 52
MOST_TOLD = 10  # of the rows that were passed over

Cells = list[list[Any]]


@dataclass
class Table:
    """The cells of a sheet, and which column is where in them."""

    cells: Cells
    start: int  # the place of its headings
    places: dict[int, str]
    passed: list[int] = field(default_factory=list)  # rows that say nothing to us
    others: list[str] = field(default_factory=list)  # sheets

    def rows(self) -> Iterator[Row]:
        """Each row that says something, with its number."""
        keys = [self.places.get(place) for place in range(len(self.cells[0]))]
        for number, row in enumerate(self.cells[self.start + 1 :], self.start + 2):
            pairs = zip(keys, row, strict=True)
            if said := {key: one for key, one in pairs if one != "" and key}:
                yield Row(number, said)
            elif any(one != "" for one in row):
                self.passed.append(number)

    def unread(self, of: type[List]) -> list[str]:
        """What was not read, in sentences: asked once the rows were."""
        return [
            *_above(self.cells[: self.start], of.own_rows),
            *_beside(self.cells[self.start :], self.places),
            *_passed(self.passed),
            *(_("Sheet “%(name)s”") % {"name": name} for name in self.others),
        ]


def read(file: IO[bytes], of: type[List]) -> Table:
    """The sheet that has the headings of the list.

    Raises ``Refused`` where the workbook holds no such list.
    """
    require_modest(file)
    try:
        book = CalamineWorkbook.from_filelike(file)
        sheets = {
            one.name: one.typ == SheetTypeEnum.WorkSheet for one in book.sheets_metadata
        }
        names = [name for name, is_table in sheets.items() if is_table]
        for name in sorted(names, key=lambda name: name != of.sheet):
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height > of.most_rows:
                raise Refused(_("It has more rows than are read at once."))
            cells = sheet.to_python(skip_empty_area=False)
            if found := _headings(cells, of):
                table = Table(cells, *found)
                apart = {name, *of.own_sheets}
                table.others = [
                    other
                    for other, is_table in sheets.items()
                    if other not in apart and not (is_table and _is_empty(book, other))
                ]
                return table
    except (CalamineError, OSError, ValueError) as error:
        raise Refused(_("This file cannot be read as a workbook.")) from error
    raise Refused(str(of.unlike))


def _headings(cells: Cells, of: type[List]) -> tuple[int, dict[int, str]] | None:
    """The place of the row of headings, and which column is where."""
    spelt = of.spelt()
    for number, row in enumerate(cells[:FIRST_ROWS]):
        found: dict[int, str] = {}
        for place, cell in enumerate(row):
            key = spelt.get(plain(str(cell)))
            if key and key not in found.values():
                found[place] = key
        if of.needs <= set(found.values()) and len(found) > 1:
            return number, found
    return None


def _above(rows: Cells, own: int) -> Iterator[str]:
    for number, row in enumerate(rows, 1):
        text = " ".join(str(cell) for cell in row if cell != "")
        if text and number > own:
            said = {"row": number, "text": text[:80]}
            yield _("Row %(row)s, above the headings: “%(text)s”") % said


def _passed(rows: list[int]) -> Iterator[str]:
    if rows:
        some = ", ".join(map(str, rows[:MOST_TOLD]))
        said = {"rows": some + " …" * (len(rows) > MOST_TOLD)}
        yield _("Rows that say nothing in the columns that are read: %(rows)s") % said


def _beside(rows: Cells, places: dict[int, str]) -> Iterator[str]:
    """The columns whose headings mean nothing to us, or stand there twice."""
    for place, cell in enumerate(rows[0]):
        if place in places:
            continue
        letters = xl_col_to_name(place)
        if cell != "":
            told = {"column": letters, "heading": str(cell)[:80]}
            yield _("Column %(column)s, “%(heading)s”") % told
        elif any(row[place] != "" for row in rows):
            yield _("Column %(column)s, which has no heading") % {"column": letters}


def _is_empty(book: Any, name: str) -> bool:
    rows = book.get_sheet_by_name(name).to_python()
    return not any(cell != "" for row in rows for cell in row)


def as_workbook(file: Any, of: type[List]) -> Any:
    """A CSV file as a workbook, whose cells are all text; a workbook as it is.

    Raises ``Refused`` before it makes one that is larger than is read.
    """
    file.seek(0)
    is_packed = file.read(4) == b"PK\x03\x04"
    file.seek(0)
    if is_packed:
        return file
    rows = _from_csv(_decoded(file.read()), of.most_rows)
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                sheet.write_string(number, place, cell[:32_767])
    stem = PurePath(file.name or "").stem or "list"
    return ContentFile(made.getvalue(), name=f"{stem}.xlsx")


def _decoded(content: bytes) -> str:
    """As spreadsheets of today write it, or those of yesterday."""
    if b"\0" in content:
        raise _unreadable()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _from_csv(text: str, most: int) -> list[list[str]]:
    """The sign between the cells is the one that the headings have most of."""
    first = text.split("\n", 1)[0]
    sign = max(";,\t", key=first.count)
    try:
        rows = list(islice(csv.reader(io.StringIO(text), delimiter=sign), most + 1))
    except csv.Error as error:
        raise _unreadable() from error
    if len(rows) > most or any(len(cells) > MOST_COLUMNS for cells in rows):
        raise Refused(_("It has more rows or columns than are read at once."))
    return rows


def _unreadable() -> Refused:
    return Refused(_("This file cannot be read: save it as XLSX or as CSV."))
