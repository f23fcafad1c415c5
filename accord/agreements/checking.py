"""Every fault of a register's folder, with its file, its line and what mends it.

Nothing is loaded and no register is asked: what rows refer to is what the other files
say. Loading refuses a folder for what ``whole`` finds, and reads each row by the same
rules.
"""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from accord.agreements.loading import REGISTER
from accord.directory.models import Body
from accord.journal.loading import check_sheet
from accord.lib.register import FILE, Register, WrongRegister, read
from accord.lib.sheets import BadFile, Row, Sheet

SHEETS = {sheet.name: sheet for sheet in REGISTER}
# Without these there is no site: whom it is about, who keeps it, who says so.
NEEDED = ("sources", "organisations", "municipalities")
# What a spreadsheet saves when it is not asked for commas.
OF_SPREADSHEETS = {".xlsx", ".xls", ".ods", ".tsv", ".txt"}


def check(folder: Path) -> list[str]:
    """Every fault there is; none is left for the load to find."""
    try:
        said = list(_what_it_says(read(folder), folder))
    except WrongRegister as error:
        said = [
            f"{error} “manage.py new_register” writes one with every key explained."
        ]
    return [*said, *whole(folder), *_of_rows(folder)]


def whole(folder: Path) -> list[str]:
    """What is wrong with the folder as a whole, whatever each row says."""
    return [*_names(folder), *_missing(folder), *_keeper(folder), *_map(folder)]


def _what_it_says(register: Register, folder: Path) -> Iterator[str]:
    """Whether the files agree with ``register.toml``."""
    sources = {cells.get("code") for _line, cells in _cells(folder, "sources")}
    if sources and register.referents not in {"", *sources}:
        yield (
            f"{FILE}: referents “{register.referents}” is not known: no row of "
            "sources.csv"
        )


# Files


def _names(folder: Path) -> Iterator[str]:
    for file in sorted(folder.iterdir()):
        if file.suffix.lower() in OF_SPREADSHEETS:
            yield f"{file.name} is not read: save it as CSV, a comma between cells."
        elif file.suffix.lower() == ".csv" and file.name not in _expected():
            yield f"{file.name} is no file of a register: {_meant(file)}"


def _expected() -> set[str]:
    return {f"{name}.csv" for name in SHEETS}


def _meant(file: Path) -> str:
    """Which file it is, by its first line, else by its name."""
    head = set(_head(file))
    same = [name for name, sheet in SHEETS.items() if set(sheet.columns) == head]
    near = same or get_close_matches(file.stem.lower(), SHEETS, n=1)
    if near:
        return f"is {near[0]}.csv meant?"
    return f"they are called {', '.join(sorted(_expected()))}."


def _missing(folder: Path) -> Iterator[str]:
    for name in NEEDED:
        if not (folder / f"{name}.csv").exists():
            heads = ",".join(SHEETS[name].columns)
            yield f"{name}.csv is missing. Its first line is: {heads}"


def _head(file: Path) -> list[str]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return next(csv.reader(lines), [])
    except (UnicodeDecodeError, csv.Error):
        return []


# What the rows of a file say together


def _keeper(folder: Path) -> Iterator[str]:
    found = {cells.get("kind") for _line, cells in _cells(folder, "organisations")}
    if (folder / "organisations.csv").exists() and Body.REGION not in found:
        yield (
            "organisations.csv: nobody could keep this register. Write a row of kind "
            f"“{Body.REGION}” for the authority whose people do."
        )


def _map(folder: Path) -> Iterator[str]:
    """All municipalities have a place on the map, each its own, or none has."""
    places: dict[tuple[str, ...], int] = {}
    off = []
    for line, cells in _cells(folder, "municipalities"):
        place = (cells.get("map_column") or "", cells.get("map_row") or "")
        if "" in place:
            off.append(line)
        elif places.setdefault(place, line) != line:
            yield (
                f"municipalities.csv, line {line}: map_column {place[0]} and map_row "
                f"{place[1]} are the place of line {places[place]}. Give it a free one."
            )
    for line in off if places else ():
        yield (
            f"municipalities.csv, line {line}: map_column or map_row is empty: it "
            "would not be on the map. Give it a place, or none to any municipality."
        )


def _cells(folder: Path, name: str) -> list[tuple[int, dict[str, str]]]:
    """The rows of a file with their lines; none where it cannot be read."""
    try:
        with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            if set(reader.fieldnames or ()) != set(SHEETS[name].columns):
                return []
            return [(reader.line_num, cells) for cells in reader]
    except (OSError, UnicodeDecodeError, csv.Error):
        return []


# Each row


def _of_rows(folder: Path) -> list[str]:
    faults: list[str] = []
    known: dict[str, dict[Any, int]] = {
        name: {} for sheet in REGISTER for name in sheet.told_by
    }
    with _empty_database() as using:
        for sheet in REGISTER:
            file = folder / f"{sheet.name}.csv"
            if not file.exists():
                if sheet.name in NEEDED:
                    known |= _anything(sheet)
                continue
            try:
                rows = check_sheet(sheet, file, known, using=using)
            except BadFile as error:
                faults += error.faults
                known |= _anything(sheet)
                continue
            _tell(sheet, rows, known)
            faults += [
                f"{file.name}, line {row.line}: {fault}"
                for row in rows
                for fault in row.faults
            ]
    return faults


def _tell(sheet: Sheet, rows: list[Row], known: dict[str, dict[Any, int]]) -> None:
    """Let the files below refer to these rows, also to those with a fault."""
    for name, columns in sheet.told_by.items():
        for row in rows:
            told = tuple(row.text(column) for column in columns)
            known[name].setdefault(told if len(told) > 1 else told[0], row.line)


def _anything(sheet: Sheet) -> dict[str, dict[Any, int]]:
    """A file that cannot be read is the fault: not each row that refers to it."""
    return {name: _Anything() for name in sheet.told_by}


class _Anything(dict[Any, int]):
    """Knows whatever it is asked for."""

    def get(self, key: Any, default: Any = None) -> int:
        return self.setdefault(key, len(self) + 1)


@contextmanager
def _empty_database() -> Iterator[str]:
    """One in memory, which knows whether a constraint holds and nothing else."""
    alias = "of_a_check"
    site = connections[DEFAULT_DB_ALIAS].settings_dict
    memory = DatabaseWrapper({**site, "NAME": ":memory:", "OPTIONS": {}}, alias)
    connections[alias] = memory
    try:
        yield alias
    finally:
        memory.close()
        del connections[alias]
