"""Workbooks as people leave them: read cell by cell, filled in, saved again."""

import io
import re
import zipfile
from datetime import date
from enum import IntEnum
from typing import Any
from xml.etree import ElementTree

import xlsxwriter
from python_calamine import CalamineWorkbook

from accord.monitoring.workbook.layout import KEYS, SHEET

Col = IntEnum("Col", [key.upper() for key in KEYS], start=0)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def rows_of(data: bytes) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return book.get_sheet_by_name(SHEET).to_python(skip_empty_area=False)


def rewritten(
    data: bytes,
    cells: dict[int, dict[int, Any]],
    beside: dict[str, list[list[Any]]] | None = None,
    below: list[list[Any]] | None = None,
) -> bytes:
    """The same sheet with some cells filled: by row, as numbered on the screen.

    ``beside``: more sheets, by name; ``below``: more rows.
    """
    rows = [*rows_of(data), *(below or [])]
    for row, changes in cells.items():
        for col, value in changes.items():
            rows[row - 1][col:] = [value, *rows[row - 1][col + 1 :]]
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet(SHEET)
        for number, row in enumerate(rows):
            for col, value in enumerate(row):
                if isinstance(value, bool):
                    sheet.write_boolean(number, col, value)
                elif isinstance(value, int | float):
                    sheet.write_number(number, col, value)
                elif isinstance(value, date):
                    sheet.write_datetime(number, col, value)
                elif value != "":
                    sheet.write_string(number, col, value)
        for name, more in (beside or {}).items():
            other = book.add_worksheet(name)
            for number, row in enumerate(more):
                other.write_row(number, 0, row)
    return file.getvalue()


def open_cells(data: bytes) -> dict[int, set[int]]:
    """By row: the columns whose cells the sheet's protection leaves open."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    assert sheet.find(f"{MAIN}sheetProtection") is not None
    free = {
        str(number)
        for number, style in enumerate(styles.find(f"{MAIN}cellXfs") or [])
        for rule in style.iter(f"{MAIN}protection")
        if rule.get("locked") == "0"
    }
    found: dict[int, set[int]] = {}
    for cell in sheet.iter(f"{MAIN}c"):
        if cell.get("s") in free:
            letters, row = re.fullmatch(r"([A-Z]+)(\d+)", cell.get("r") or "").groups()  # type: ignore[union-attr] # each has
            col = 0
            for letter in letters:
                col = col * 26 + ord(letter) - 64
            found.setdefault(int(row), set()).add(col - 1)
    return found


def confirmed(client: Any, address: str) -> Any:
    """Look at what a workbook changes, and say that all of it is to be loaded."""
    plan = client.get(address).context["plan"]
    return client.post(address, {"plan": plan.fingerprint})
