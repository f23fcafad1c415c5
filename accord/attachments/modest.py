"""Whether a workbook can be opened without filling the memory.

The reader makes a full table of a sheet: one cell far away, in a file of some
kilobytes, asks for more than the machine has, and ends the process. A text that many
cells share is copied for each of them. Both are seen beforehand, in the packed parts.
"""

import re
from collections import Counter
from collections.abc import Iterator
from operator import sub
from typing import IO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from accord.attachments.rules import MB
from accord.lib.errors import Refused

MOST_SHARED = 300 * MB  # of text, once copied into every cell that shows it

CELL = len('<c r="A1"/>')  # the shortest there is, in bytes

# A cell that does not say its place, or one beyond column AZ or row 99 999.
_ASTRAY = re.compile(
    rb'<c(?=[\s/>])(?! r="A?[A-Z]\d{1,5}"[ />])'
    rb'(?!\s(?:[\w:]+="[^"<]*"\s+)*r="A?[A-Z]\d{1,5}"[\s/>])'
)
_READ = (b"sheetData", b"<sst", b":sst")
_SHARED = re.compile(rb"<si(?=[\s/>])")
_NUMBER = re.compile(rb"<v(?:\s[^<>]*)?>\s*(\d{1,7})\s*<")
# The same elements under a prefix, which offices do not write: not looked into.
_MAYBE_PREFIXED = re.compile(rb":(?:c|si|v)[\s/>]")
_PREFIXED = re.compile(rb"<[^\s<>/:]+:(?:c|si|v)[\s/>]")


def require_modest(file: IO[bytes]) -> None:
    """Raise ``Refused`` unless it is one; the file is left at its beginning."""
    file.seek(0)
    lengths: list[int] = []  # of the shared texts, by their number
    sheets: list[bytes] = []
    try:
        with ZipFile(file) as archive:
            for part in _parts(archive):
                if b"sheetData" in part:
                    sheets.append(part)
                if _SHARED.search(part):
                    if lengths or b"sheetData" in part:
                        raise unreadable()  # one list of them, apart from the sheets
                    starts = [found.start() for found in _SHARED.finditer(part)]
                    lengths = list(map(sub, [*starts[1:], len(part)], starts))
    except (BadZipFile, NotImplementedError, RuntimeError) as error:
        raise unreadable() from error
    file.seek(0)
    if _shown(lengths, sheets) > MOST_SHARED:
        raise Refused(_("Its texts are too long to be read at once."))


def _shown(lengths: list[int], sheets: list[bytes]) -> int:
    """How much the shared texts are, copied; no more than that when it is little."""
    most = max(lengths, default=0) * sum(map(len, sheets)) // CELL
    if most <= MOST_SHARED:
        return most
    used = Counter(number for part in sheets for number in _NUMBER.findall(part))
    known = [(int(number), count) for number, count in used.items()]
    return sum(lengths[n] * count for n, count in known if n < len(lengths))


def _parts(archive: ZipFile) -> Iterator[bytes]:
    """Sheets and texts, whatever their names, that hide nothing and lie in a table."""
    for entry in archive.infolist():
        if entry.filename.lower().endswith("workbook.bin"):
            raise unreadable()
        part = archive.read(entry)
        plain = part.replace(b"\0", b"")  # whatever its encoding
        if not any(mark in plain for mark in _READ):
            continue
        if b"\0" in part or b"<!" in part:  # another encoding; what is commented out
            raise unreadable()
        if _MAYBE_PREFIXED.search(part) and _PREFIXED.search(part):
            raise unreadable()
        if _ASTRAY.search(part):
            raise Refused(
                _("It has cells far from its table: download the workbook again.")
            )
        yield part


def unreadable() -> Refused:
    """Of another program's dialect, or none at all: an office program can tell."""
    return Refused(
        _(
            "This file cannot be read as a workbook: open it in your spreadsheet, save "
            "it as XLSX, then upload that."
        )
    )
