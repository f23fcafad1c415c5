"""A CSV file, in whatever encoding, as the workbook that it was saved from."""

import csv
import io
from itertools import islice
from pathlib import PurePath
from typing import Any

import xlsxwriter
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from accord.attachments.rules import require_unlocked
from accord.incoming.lists import List
from accord.incoming.tables import FIRST_ROWS
from accord.lib.decoding import decoded, is_garbled
from accord.lib.errors import Refused
from accord.lib.naming import plain

MOST_COLUMNS = 52


def as_workbook(file: Any, of: type[List]) -> Any:
    """A CSV file as a workbook, whose cells are all text; a workbook as it is.

    Raises ``Refused`` before it makes one that is larger than is read.
    """
    require_unlocked(file)
    is_packed = file.read(4) == b"PK\x03\x04"
    file.seek(0)
    if is_packed:
        return file
    rows = _cells(_text(file.read(), of), of)
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                sheet.write_string(number, place, cell[:32_767])
    stem = PurePath(file.name or "").stem or "list"
    return ContentFile(made.getvalue(), name=f"{stem}.xlsx")


def _text(content: bytes, of: type[List]) -> str:
    """In the encoding in which most of its headings are understood."""
    text = decoded(content, best=lambda text: _understood(text, of)[0])
    if text is None:
        raise _unreadable()
    if is_garbled(text):
        raise Refused(
            _(
                "The accents of this file were lost. Save it anew as XLSX, or as "
                "“CSV UTF-8”."
            )
        )
    return text


def _understood(text: str, of: type[List]) -> tuple[int, str]:
    """How many headings are understood, and with which sign between the cells."""
    spelt = of.spelt()
    lines = text.splitlines()[:FIRST_ROWS]

    def known(sign: str) -> int:
        cells = {cell.strip(' "') for line in lines for cell in line.split(sign)}
        return sum(plain(cell) in spelt for cell in cells)

    sign = max(";\t,", key=known)
    return known(sign), sign


def _cells(text: str, of: type[List]) -> list[list[str]]:
    lines = io.StringIO(text, newline=None)
    reader = csv.reader(lines, delimiter=_understood(text, of)[1])
    try:
        rows = list(islice(reader, of.most_rows + 1))
    except csv.Error as error:
        raise _unreadable() from error
    if len(rows) > of.most_rows or any(len(cells) > MOST_COLUMNS for cells in rows):
        raise Refused(_("It has more rows or columns than are read at once."))
    return rows


def _unreadable() -> Refused:
    return Refused(_("This file cannot be read: save it as XLSX or as CSV."))
