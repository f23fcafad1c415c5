"""Workbooks as people and their programs leave them: changed in their XML."""

import io
import zipfile
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

from xlsxwriter.utility import xl_rowcol_to_cell

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"

ElementTree.register_namespace("", MAIN)

# What a cell can hold that nobody can read, by name: attributes and content.
UNREADABLE = {
    "an error": ('t="e"', "<v>#REF!</v>"),
    "an error of a formula": ('t="e"', "<f>1/0</f><v>#DIV/0!</v>"),
    "not available": ('t="e"', "<f>NA()</f><v>#N/A</v>"),
    "an error as text": ('t="inlineStr"', "<is><t>#VALEUR!</t></is>"),
    "a formula without value": ("", "<f>A1+1</f>"),
    "a formula with an empty value": ("", "<f>A1+1</f><v></v>"),
    "a formula with the zero of who computes none": ("", "<f>A1+1</f><v>0</v>"),
    "a percentage": ('s="PERCENT"', "<v>0.45</v>"),
    "a percentage of a formula": ('s="PERCENT"', "<f>45/100</f><v>0.45</v>"),
    "true": ('t="b"', "<v>1</v>"),
    "a day": ('s="DAY"', "<v>45992</v>"),
    "an hour": ('s="HOUR"', "<v>0.5</v>"),
}
FORMATS = {"PERCENT": "9", "DAY": "14", "HOUR": "20"}


def changed(data: bytes, **parts: Callable[[bytes], bytes]) -> bytes:
    """The same package, some parts written anew: ``sheet``, ``styles``, ``book``."""
    names = {"sheet": SHEET, "styles": STYLES, "book": "xl/workbook.xml"}
    by_name = {names[key]: change for key, change in parts.items()}
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, by_name[name](part) if name in by_name else part)
    return made.getvalue()


def holding(data: bytes, row: int, column: int, kind: str) -> bytes:
    """The same with that content in a cell; row and column count from 0."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = len(_cell_styles(ElementTree.fromstring(archive.read(STYLES))))
    attributes, content = UNREADABLE[kind]
    for number, name in enumerate(FORMATS, first):
        attributes = attributes.replace(f'"{name}"', f'"{number}"')

    def with_styles(part: bytes) -> bytes:
        root = ElementTree.fromstring(part)
        for code in FORMATS.values():
            said = {"numFmtId": code, "applyNumberFormat": "1", "xfId": "0"}
            said |= dict.fromkeys(("fontId", "fillId", "borderId"), "0")
            ElementTree.SubElement(_cell_styles(root), f"{{{MAIN}}}xf", said)
        return ElementTree.tostring(root)

    def with_cell(part: bytes) -> bytes:
        place = xl_rowcol_to_cell(row, column)
        text = f'<c xmlns="{MAIN}" r="{place}" {attributes}>{content}</c>'
        return put(part, row, column, ElementTree.fromstring(text))

    return changed(data, styles=with_styles, sheet=with_cell)


def _cell_styles(root: Any) -> Any:
    return root.find(f"{{{MAIN}}}cellXfs")


def put(part: bytes, row: int, column: int, cell: Any) -> bytes:
    """A cell in its place in a sheet, whatever stands there."""
    root = ElementTree.fromstring(part)
    lines = root.find(f"{{{MAIN}}}sheetData")
    line = next((one for one in lines if one.get("r") == str(row + 1)), None)
    if line is None:
        said = {"r": str(row + 1)}
        line = ElementTree.SubElement(lines, f"{{{MAIN}}}row", said)
    cells = {one.get("r"): one for one in line}
    cells[cell.get("r")] = cell
    line[:] = [
        cells[place]
        for place in (xl_rowcol_to_cell(row, number) for number in range(60))
        if place in cells
    ]
    return ElementTree.tostring(root)
