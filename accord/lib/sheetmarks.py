"""What a sheet of a workbook says beside its values, read from its XML.

The reader of values (calamine) gives the same empty text for an empty cell, for an
error and for a formula that nobody computed, and 0.45 where people see 45 %. A list
that people bring must not take one for the other: here is what tells them apart.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from posixpath import join, normpath
from typing import IO, Any
from xml.etree import ElementTree
from zipfile import ZipFile

# What a spreadsheet shows in the place of a value, in its three languages; so it
# stands in a CSV file, and where somebody pasted “values only”.
ERRORS = re.compile(
    r"#(REF|VERW|VALUE|VALEUR|WAARDE|NAME|NOM|NAAM|NULL|NUL|LEEG|NUM|NOMBRE|GETAL"
    r"|DIV/0|DEEL/0|SPILL|CALC|BEREKENING|PROPAGATION|CONNECT|BLOCKED|FIELD)[!?]"
    r"|#N/[AB]|#(NV|GETTING_DATA)|Err\s?:\s?\d{3}|#{2,}"
)

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STYLES = "xl/styles.xml"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PERCENT = {"9", "10"}  # the formats “0%” and “0.00%”, which no file spells out
_QUOTED = re.compile(r'"[^"]*"|\\.')
_SUSPECT = re.compile(rb"""\st\s*=\s*["']e["']|<f[\s/>]|<row\s[^<>]*\shidden""")
_ROWS = b"<sheetData", b"</sheetData>"
WIDEST = 16_384  # columns that a sheet can have
_PLACE = re.compile(r"([A-Z]+)(\d+)")


class Why(StrEnum):
    """What keeps a cell from being read."""

    ERROR = "error"
    NOT_COMPUTED = "not computed"
    PERCENT = "percent"
    MERGED = "merged"


@dataclass(frozen=True)
class Unreadable:
    """Stands in the place of a cell of which the value is not known."""

    why: Why
    shown: str = ""

    def __str__(self) -> str:
        return self.shown


@dataclass
class Marks:
    """By place, counted from 0: row, then column."""

    cells: dict[tuple[int, int], Unreadable] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    has_remarks: bool = False
    has_drawings: bool = False


def marks_of(file: IO[bytes], sheet: str) -> Marks:
    """Of the sheet of that name. Raises ``ValueError`` where it has no such part."""
    file.seek(0)
    marks = Marks()
    with ZipFile(file) as archive:
        book = _parsed(archive, _WORKBOOK)
        part = _part_of(archive, book, sheet)
        # Who wrote the file asks that its formulas be computed: nobody did yet.
        calculation = _first(book, "calcPr")
        is_stale = calculation is not None and _is_on(calculation, "fullCalcOnLoad")
        styles = _percent_styles(archive)
        sheet_part = archive.read(part)
        if not (styles or _SUSPECT.search(sheet_part)):
            sheet_part = _without_rows(sheet_part)  # nothing to look for in them
        _scan(io.BytesIO(sheet_part), marks, styles, is_stale=is_stale)
        names = [name.lower() for name in archive.namelist()]
        marks.has_remarks = any("comments" in name for name in names)
        marks.has_drawings = any(
            name.startswith("xl/drawings/drawing") for name in names
        )
    file.seek(0)
    return marks


def _without_rows(part: bytes) -> bytes:
    begin, end = _ROWS
    start, last = part.find(begin), part.rfind(end)
    return part[:start] + part[last + len(end) :] if 0 <= start < last else part


def _parsed(archive: ZipFile, name: str) -> ElementTree.Element:
    try:
        part = archive.read(name)
    except KeyError as error:
        raise ValueError(name) from error
    plain = part.replace(b"\0", b"")  # whatever its encoding
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise ValueError(name)
    try:
        return ElementTree.fromstring(part)  # noqa: S314 # it declares no entity
    except (ElementTree.ParseError, LookupError) as error:  # or an encoding of no one
        raise ValueError(name) from error


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _all(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (one for one in root.iter() if _local(one) == name)


def _first(root: ElementTree.Element, name: str) -> ElementTree.Element | None:
    return next(_all(root, name), None)


def _is_on(element: ElementTree.Element, name: str) -> bool:
    return element.get(name) in ("1", "true")


def _part_of(archive: ZipFile, book: ElementTree.Element, sheet: str) -> str:
    wanted = next(
        (one.get(_RELATION) for one in _all(book, "sheet") if one.get("name") == sheet),
        None,
    )
    for one in _parsed(archive, _RELATIONS):
        if wanted and one.get("Id") == wanted:
            target = one.get("Target", "")
            name = target[1:] if target[:1] == "/" else normpath(join("xl", target))
            if name in archive.namelist():
                return name
    raise ValueError(sheet)


def _percent_styles(archive: ZipFile) -> set[str]:
    """The styles, by their number, that show a number as a percentage."""
    if _STYLES not in archive.namelist():
        return set()
    root = _parsed(archive, _STYLES)
    formats = _PERCENT | {
        one.get("numFmtId", "")
        for one in _all(root, "numFmt")
        if "%" in _QUOTED.sub("", one.get("formatCode", ""))
    }
    cells = _first(root, "cellXfs")
    return {
        str(number)
        for number, one in enumerate(cells if cells is not None else ())
        if one.get("numFmtId") in formats
    }


def _scan(
    stream: IO[bytes], marks: Marks, percent: set[str], *, is_stale: bool
) -> None:
    # A sheet that declares anything was refused before (``attachments.modest``).
    for _event, one in ElementTree.iterparse(stream):  # noqa: S314 # the same
        kind = _local(one)
        if kind == "c":
            if found := _unreadable(one, percent, is_stale=is_stale):
                marks.cells[_place(one.get("r", ""))] = found
        elif kind == "row":
            if _is_on(one, "hidden"):
                marks.hidden_rows.add(int(one.get("r", "1")) - 1)
            one.clear()
        elif kind == "col" and _is_on(one, "hidden"):
            first, last = int(one.get("min", "1")), int(one.get("max", "1"))
            # A last column of 16 384 means: and all that follow.
            last = min(last, first + 99, WIDEST)
            marks.hidden_columns |= set(range(first - 1, last))


def _unreadable(
    cell: ElementTree.Element, percent: set[str], *, is_stale: bool
) -> Unreadable | None:
    said: dict[str, Any] = {_local(one): one.text for one in cell}
    kind, value = cell.get("t", "n"), said.get("v") or ""
    if kind == "e":
        return Unreadable(Why.ERROR, value)
    unmade = ("", "0") if is_stale else ("",)  # of a program that computes none
    if "f" in said and kind != "str" and value in unmade:
        return Unreadable(Why.NOT_COMPUTED, f"={said['f'] or ''}"[:80])
    if kind == "n" and value and cell.get("s") in percent:
        return Unreadable(Why.PERCENT, _percentage(value))
    return None


def _percentage(value: str) -> str:
    try:
        return f"{round(float(value) * 100, 4):g} %"
    except ValueError:
        return value


def _place(name: str) -> tuple[int, int]:
    found = _PLACE.fullmatch(name)
    if not found:
        raise ValueError(name)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1
