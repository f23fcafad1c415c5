"""Reading a CSV file of facts: every bad row is named, with line and reason.

A ``Sheet`` says in its cells which columns a file has and how each is read. Reading
never stops at the first mistake: whoever keeps the file wants to know them all.
"""

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from django.db import models

from accord.lib.bilingual import LANGUAGES, Bilingual
from accord.lib.fields import CleanText
from accord.lib.imprecise import (
    Dated,
    ImpreciseDate,
    columns,
    is_far,
    require_possible,
)
from accord.lib.plaintext import prose
from accord.lib.sheetmarks import ERRORS

SEPARATORS = (";", "\t", "|")  # what spreadsheets write in place of a comma
_NUMBER = re.compile(r"-?\d{1,20}(\.\d{1,20})?", re.ASCII)

Known = Mapping[str, Mapping[Any, Any]]


class BadFile(Exception):
    """Nothing of the file was loaded. ``faults`` names every row and its reason."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass
class Row:
    """One line of a file; reading a bad cell notes why and goes on."""

    line: int
    cells: dict[str, str]
    known: Known
    faults: list[str] = field(default_factory=list)
    key: tuple[Any, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)

    def text(self, column: str) -> str:
        return prose(self.cells.get(column) or "").strip()

    def required(self, column: str) -> str:
        if not (text := self.text(column)):
            self.faults.append(f"{column} is empty")
        return text

    def yes_or_no(self, column: str) -> bool:
        text = self.required(column)
        if text and text not in ("yes", "no"):
            self.faults.append(f"{column} must be yes or no, not “{text}”")
        return text == "yes"

    def number(self, column: str) -> int | None:
        """A whole number up to 32767, or nothing where the cell is empty."""
        text = self.text(column)
        if text and not (text.isdecimal() and len(text) <= 5 and int(text) <= 32767):
            self.faults.append(f"{column} “{text}” is not a whole number up to 32767")
            return None
        return int(text) if text else None

    def decimal(self, column: str) -> Decimal:
        text = self.required(column)
        if text and not _NUMBER.fullmatch(text):
            self.faults.append(f"{column} “{text}” is not a number")
            return Decimal(0)
        return Decimal(text or "0")

    def date(self, column: str) -> dict[str, Any]:
        """The columns of ``Dated``."""
        try:
            found = require_possible(ImpreciseDate.parse(self.text(column)))
            if (last := found.end or found.start) and is_far(last.year):
                raise ValueError(f"is {last.year} the year that is meant?")
            return columns(found)
        except ValueError as error:
            self.faults.append(f"{column}: {error}")
            return columns(ImpreciseDate())

    def reference(
        self, column: str, to: str, *, key: Any = None, optional: bool = False
    ) -> Any:
        """What ``known[to]`` holds under the cell, or under ``key``."""
        text = self.text(column)
        if not text and optional:
            return None
        found = self.known[to].get(text if key is None else key)
        if found is None:
            self.faults.append(f"{column} “{text}” is not known: no row of {to}.csv")
        return found

    def value(self, column: models.Field[Any, Any]) -> Any:
        """The cell of a column, as its kind is written in a file."""
        name = column.name
        if isinstance(column, models.IntegerField):
            return self.number(name)
        if isinstance(column, models.DecimalField):
            return self.decimal(name)
        text = self.text(name) if column.blank else self.required(name)
        allowed = [str(one) for one, _word in column.choices or ()]
        if text and allowed and text not in allowed:
            said = f"{name} “{text}” is not one of {', '.join(allowed)}"
            self.faults.append(said)
        return column.cleaned(text) if isinstance(column, CleanText) else text


@dataclass(frozen=True)
class Cell:
    """Some columns of a file, and what a row has in them: columns of the model."""

    heads: tuple[str, ...]
    read: Callable[[Row], dict[str, Any]]


def refers(
    name: str,
    to: str,
    *,
    into: str = "",
    by: tuple[str, ...] = (),
    optional: bool = False,
) -> Cell:
    """A row of another table, ``into`` a column, told by its cell or ``by`` several."""

    def read(row: Row) -> dict[str, Any]:
        key = tuple(row.text(one) for one in by) if by else None
        found = row.reference(name, to, key=key, optional=optional)
        return {f"{into or name}_id": found}

    return Cell(by or (name,), read)


def always(**values: Any) -> Cell:
    """What no column of the file says."""
    return Cell((), lambda row: values)


@dataclass(frozen=True)
class Sheet:
    """A file of one kind of rows. ``key``: the model's columns that tell rows apart.

    A cell that is named alone is a column of the model, and read as that is; ``title``
    is the text in both languages. ``known``: what its rows may refer to, by the file
    that says it; ``told_by``: by which columns of its own rows others refer to them.
    ``follow`` writes what the rows say beside their own table, once they are kept.
    """

    name: str
    model: type[models.Model]
    key: tuple[str, ...]
    cells: tuple[str | Cell, ...]
    known: Callable[[], Known] = dict
    follow: Callable[[list[Row], Any], None] | None = None
    told_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        heads = (head for cell in self._read_as for head in cell.heads)
        return tuple(dict.fromkeys(heads))

    def read(self, row: Row) -> dict[str, Any]:
        """What a row says of a record."""
        values: dict[str, Any] = {}
        for cell in self._read_as:
            values |= cell.read(row)
        return values

    @cached_property
    def _read_as(self) -> list[Cell]:
        return [
            self._column(one) if isinstance(one, str) else one for one in self.cells
        ]

    def _column(self, name: str) -> Cell:
        if name == "when" and issubclass(self.model, Dated):
            return Cell(("when",), lambda row: row.date("when"))
        word = getattr(self.model, name, None)
        if isinstance(word, Bilingual):
            return self._pair(name, is_paired=not word.alone)
        column = cast(Any, self.model._meta.get_field(name))
        return Cell((name,), lambda row: {name: row.value(column)})

    def _pair(self, name: str, *, is_paired: bool) -> Cell:
        """A text in both languages: where it may be left out, it is in both."""
        heads = tuple(f"{name}_{code}" for code in LANGUAGES)
        columns = [cast(Any, self.model._meta.get_field(head)) for head in heads]

        def read(row: Row) -> dict[str, Any]:
            written = {bool(row.text(head)) for head in heads}
            if is_paired and columns[0].blank and len(written) > 1:
                row.faults.append(f"{name} is written in one language only")
            return {column.name: row.value(column) for column in columns}

        return Cell(heads, read)


def read_sheet(sheet: Sheet, file: Path, known: Known | None = None) -> list[Row]:
    """The rows of ``file``, each with its values or its faults.

    ``known``: what they may refer to, where that is not what the database holds.
    Raises ``BadFile`` where the file is no such table; ``refuse`` does for its rows.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            if why := _against_the_head(sheet, tuple(reader.fieldnames or ())):
                raise BadFile([f"{file.name}: {why}"])
            if known is None:
                known = sheet.known()
            rows = [Row(reader.line_num, cells, known) for cells in reader]
    except UnicodeDecodeError as error:
        raise BadFile([f"{file.name}: not written in UTF-8 ({error.reason})"]) from None
    except csv.Error as error:
        raise BadFile([f"{file.name}, line {reader.line_num}: {error}"]) from None
    lines_of: dict[tuple[Any, ...], int] = {}
    for row in rows:
        if None in row.cells or None in row.cells.values():
            row.faults.append("not the same number of cells as the first line")
        else:
            _take(sheet, row, lines_of)
    return rows


def _against_the_head(sheet: Sheet, head: tuple[str, ...]) -> str:
    """What is wrong with the first line of a file."""
    for mark in SEPARATORS:
        if set("".join(head).split(mark)) == set(sheet.columns):
            return (
                f"its cells are parted by {mark!r}. Save it with a comma between cells "
                "and a point in decimal numbers."
            )
    if missing := [name for name in sheet.columns if name not in head]:
        return f"columns missing: {', '.join(missing)}"
    if unknown := [name for name in head if name not in sheet.columns]:
        return f"columns not known: {', '.join(unknown)}"
    return ""


def refuse(file: Path, rows: list[Row]) -> None:
    """Raise ``BadFile`` with every fault of the rows, if they have any."""
    faults = [
        f"{file.name}, line {row.line}: {fault}" for row in rows for fault in row.faults
    ]
    if faults:
        raise BadFile(faults)


def _take(sheet: Sheet, row: Row, lines_of: dict[tuple[Any, ...], int]) -> None:
    """Read one row; a key met twice is a fault of the second."""
    for name, cell in row.cells.items():
        if ERRORS.fullmatch(cell.strip()):
            row.faults.append(f"{name} holds an error, “{cell.strip()}”")
    row.values = sheet.read(row)
    row.key = tuple(row.values[name] for name in sheet.key)
    if not row.faults and lines_of.setdefault(row.key, row.line) != row.line:
        row.faults.append(f"says the same as line {lines_of[row.key]}")
