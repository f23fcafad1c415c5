"""From a spreadsheet to rows of text: no meaning yet, and no query."""

import csv
import io
from collections.abc import Iterator
from pathlib import PurePath
from typing import IO, Any

import xlsxwriter
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from accord.accounts.models import User
from accord.attachments.models import Attachment
from accord.attachments.modest import require_modest
from accord.attachments.rules import KINDS
from accord.lib.errors import Refused
from accord.network.addresses.layout import HEADINGS, MOST_ROWS, SHEET, plain

Cells = dict[str, str]
FIRST_ROWS = 10  # among which the headings are looked for


def read(file: IO[bytes]) -> list[tuple[int, Cells]]:
    """Each row that says something, with its number as a spreadsheet shows it.

    Raises ``Refused`` where the workbook holds no such list.
    """
    require_modest(file)
    try:
        book = CalamineWorkbook.from_filelike(file)
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height > MOST_ROWS:
                raise Refused(_("It has more rows than are read at once."))
            rows = sheet.to_python(skip_empty_area=False)
            if found := _headings(rows):
                return list(_below(rows, *found))
    except (CalamineError, OSError, ValueError) as error:
        raise Refused(_("This file cannot be read as a workbook.")) from error
    raise Refused(
        _("It has no row of headings with “Organisation” in it: start from our list.")
    )


def uploaded(user: User, pk: int) -> Attachment | None:
    """The list of that number, if this person uploaded it."""
    kind = KINDS["xlsx"].content_type
    rows = Attachment.objects.filter(pk=pk, uploaded_by=user, content_type=kind)
    return rows.first()


def as_workbook(file: Any) -> Any:
    """A CSV file as a workbook, whose cells are all text; a workbook as it is."""
    file.seek(0)
    if file.read(4) == b"PK\x03\x04":
        file.seek(0)
        return file
    file.seek(0)
    rows = _from_csv(_decoded(file.read()))
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        for number, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                sheet.write_string(number, place, cell[:32_767])
    stem = PurePath(file.name or "").stem or "adresses"
    return ContentFile(made.getvalue(), name=f"{stem}.xlsx")


def _decoded(content: bytes) -> str:
    """As spreadsheets of today write it, or those of yesterday."""
    if b"\0" in content:
        raise Refused(_("This file cannot be read: save it as XLSX or as CSV."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _from_csv(text: str) -> list[list[str]]:
    """The sign between the cells is the one that the headings have most of."""
    first = text.split("\n", 1)[0]
    sign = max(";,\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=sign))
    except csv.Error as error:
        raise Refused(
            _("This file cannot be read: save it as XLSX or as CSV.")
        ) from error
    if len(rows) > MOST_ROWS or any(len(cells) > len(HEADINGS) for cells in rows):
        raise Refused(_("It has more rows or columns than are read at once."))
    if not _headings(rows):
        raise Refused(
            _(
                "It has no row of headings with “Organisation” in it: start from "
                "our list."
            )
        )
    return rows


def _headings(rows: list[list[Any]]) -> tuple[int, dict[int, str]] | None:
    """The number of the row of headings, and which column is where."""
    for number, cells in enumerate(rows[:FIRST_ROWS]):
        found: dict[int, str] = {}
        for place, cell in enumerate(cells):
            key = HEADINGS.get(plain(str(cell)))
            if key and key not in found.values():
                found[place] = key
        if "organisation" in found.values() and len(found) > 1:
            return number, found
    return None


def _below(
    rows: list[list[Any]], start: int, places: dict[int, str]
) -> Iterator[tuple[int, Cells]]:
    for number, cells in enumerate(rows[start + 1 :], start + 2):
        said = {
            key: text
            for place, key in places.items()
            if place < len(cells) and (text := _text(cells[place]))
        }
        if said:
            yield number, said


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    # An apostrophe keeps a spreadsheet from running a text as a formula.
    text = " ".join(str(cell).split())
    return text[1:] if text[:1] == "'" and text[1:2] in "=+-@" else text
