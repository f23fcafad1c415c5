"""From a spreadsheet to the rows under its headings, and what of it was not read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum
from xlsxwriter.utility import xl_col_to_name

from accord.attachments.modest import require_modest, unreadable
from accord.incoming.lists import List, Row
from accord.lib.decoding import is_garbled
from accord.lib.errors import Refused
from accord.lib.naming import plain
from accord.lib.sheetmarks import Marks, Unreadable, Why, marks_of

FIRST_ROWS = 10  # among which the headings are looked for
MOST_TOLD = 10  # of the rows that were passed over
TOTALS = {"total", "totaux", "totalgeneral", "soustotal", "somme"}
TOTALS |= {"totaal", "totalen", "algemeentotaal", "eindtotaal", "subtotaal", "som"}

Cells = list[list[Any]]


@dataclass
class Table:
    """The cells of a sheet, and which column is where in them."""

    cells: Cells
    start: int  # the place of its headings
    places: dict[int, str]
    marks: Marks = field(default_factory=Marks)
    passed: list[int] = field(default_factory=list)  # rows that say nothing to us
    totals: list[int] = field(default_factory=list)  # rows that add up others
    others: list[str] = field(default_factory=list)  # sheets

    def rows(self) -> Iterator[Row]:
        """Each row that says something, with its number."""
        keys = [self.places.get(place) for place in range(len(self.cells[0]))]
        for number, row in enumerate(self.cells[self.start + 1 :], self.start + 2):
            pairs = zip(keys, row, strict=True)
            said = {key: one for key, one in pairs if one != "" and key}
            if _is_total(row):
                self.totals.append(number)
            elif said:
                yield Row(number, said)
            elif any(one != "" for one in row):
                self.passed.append(number)

    def unread(self, of: type[List]) -> list[str]:
        """What was not read, in sentences: asked once the rows were."""
        return [
            *_above(self.cells[: self.start], of.own_rows),
            *_beside(self.cells[self.start :], self.places),
            *_passed(self.passed),
            *_totals(self.totals),
            *(_("Sheet “%(name)s”") % {"name": name} for name in self.others),
            *([_("Notes beside cells")] if self.marks.has_remarks else []),
            *([_("Pictures, drawings or boxes")] if self.marks.has_drawings else []),
        ]

    def hidden(self, of: type[List]) -> list[str]:
        """What is read although whoever looks at the sheet does not see it."""
        ours = {one.key for one in of.columns if one.is_hidden}
        columns = [
            f"{xl_col_to_name(place)}, “{self.cells[self.start][place]}”"
            for place, key in sorted(self.places.items())
            if place in self.marks.hidden_columns and key not in ours
        ]
        rows = [
            number + 1
            for number in sorted(self.marks.hidden_rows)
            if self.start < number < len(self.cells)
        ]
        return [
            *(_("Column %(column)s") % {"column": one} for one in columns),
            *([_("Rows %(rows)s") % {"rows": _some(rows)}] if rows else []),
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
                _require_well_decoded(cells[found[0]], found[1])
                marks = marks_of(file, name)
                _put(marks, cells, sheet.merged_cell_ranges or [], of, *found)
                table = Table(cells, *found, marks)
                apart = {name, *of.own_sheets}
                table.others = [
                    other
                    for other, is_table in sheets.items()
                    if other not in apart and not (is_table and _is_empty(book, other))
                ]
                return table
    except (CalamineError, OSError, ValueError, ParseError) as error:
        raise unreadable() from error
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


def _require_well_decoded(headings: list[Any], places: dict[int, str]) -> None:
    """A heading that is not understood because its letters were lost is no heading."""
    for place, cell in enumerate(headings):
        if place not in places and is_garbled(str(cell), strictly=True):
            raise Refused(
                _(
                    "The accents of this file were lost: “%(heading)s”. Save it anew "
                    "as XLSX, or as “CSV UTF-8”."
                )
                % {"heading": str(cell)[:80]}
            )


def _put(
    marks: Marks,
    cells: Cells,
    merged: Iterable[tuple[tuple[int, int], tuple[int, int]]],
    of: type[List],
    start: int,
    places: dict[int, str],
) -> None:
    """Put what cannot be read in its place, and fill down what is merged."""
    wide = len(cells[0])
    for (row, column), mark in marks.cells.items():
        if column in places and row > start:
            cells.extend([""] * wide for _more in range(row + 1 - len(cells)))
            cells[row][column] = mark
    for (top, left), (bottom, right) in merged:
        if bottom <= start:
            continue
        first = cells[top][left] if top > start else ""
        for row in range(max(top, start + 1), min(bottom + 1, len(cells))):
            for column in places.keys() & set(range(left, right + 1)):
                if of.fills_merged and left == right:
                    cells[row][column] = first
                elif first != "":
                    cells[row][column] = Unreadable(Why.MERGED, str(first))


def _is_total(row: list[Any]) -> bool:
    """Its first text is “Total”, and nothing but that."""
    for one in row:
        if type(one) is str and one:
            return one[0] in "tTsSaAeE " and plain(one) in TOTALS
    return False


def _some(rows: list[int]) -> str:
    return ", ".join(map(str, rows[:MOST_TOLD])) + " …" * (len(rows) > MOST_TOLD)


def _passed(rows: list[int]) -> Iterator[str]:
    if rows:
        said = {"rows": _some(rows)}
        yield _("Rows that say nothing in the columns that are read: %(rows)s") % said


def _totals(rows: list[int]) -> Iterator[str]:
    if rows:
        yield _("Rows that are totals: %(rows)s") % {"rows": _some(rows)}


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
