"""Reading a workbook back: every change, and every bad row with its reason."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from accord.attachments.modest import require_modest
from accord.lib.dateforms import read_day
from accord.lib.errors import Refused
from accord.monitoring.rules import FIGURE_OR_REASON, says_both
from accord.monitoring.workbook.known import (
    COLUMNS,
    NOTHING,
    Asked,
    Content,
    Known,
    tidy,
)
from accord.monitoring.workbook.layout import (
    HEADINGS,
    LARGEST,
    LONGEST,
    MOST_ROWS,
    SHEET,
    Col,
    languages,
    reasons,
)

_GROUPED = re.compile(r"-?\d{1,3}([.’']\d{3})+(,\d*)?")
_NUMBER = re.compile(r"-?\d+([.,]\d+)?")
_SPACES = re.compile(r"[\s\u202f\u00a0]+")
LARGE = float(LARGEST)
_EMPTY = [""] * (Col.KEY - Col.VALUE)
_BESIDE = _EMPTY[1:]


@dataclass(frozen=True)
class Fault:
    """A row that cannot be taken, by its number in the file, and why."""

    row: int
    about: str
    reason: str


@dataclass(frozen=True)
class Change:
    """A row that says something else than what is kept."""

    row: int
    series: int
    known: Known
    content: Content
    seen: int

    @property
    def fields(self) -> dict[str, Any]:
        return dict(zip(COLUMNS, self.content, strict=True))


@dataclass
class Reading:
    """What a workbook says."""

    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unchanged: int = 0

    @property
    def may_be_loaded(self) -> bool:
        return bool(self.changes) and not self.faults


def read(file: IO[bytes], asked: Asked) -> Reading:
    """Compare every row with what is kept; no query, whatever the number of rows.

    Raises ``Refused`` where the file is no such workbook at all.
    """
    return _Reader(asked).read(_rows(file))


def _rows(file: IO[bytes]) -> Iterator[tuple[int, list[Any]]]:
    """Each row under the headings, with its number as a spreadsheet shows it."""
    require_modest(file)
    try:
        book = CalamineWorkbook.from_filelike(file)
        if SHEET not in book.sheet_names:
            raise Refused(_("It has no sheet “%(name)s”.") % {"name": SHEET})
        sheet = book.get_sheet_by_name(SHEET)
        if sheet.total_height > MOST_ROWS:
            raise Refused(_("It has more rows than are read at once."))
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as error:
        raise Refused(_("This file cannot be read as a workbook.")) from error
    wanted = [HEADINGS[col] for col in Col]
    for number, cells in enumerate(rows[:10]):
        if cells[: len(wanted)] == wanted:
            return enumerate(rows[number + 1 :], number + 2)
    raise Refused(
        _("Its columns are not those of the workbook: download it here again.")
    )


class _Reader:
    def __init__(self, asked: Asked) -> None:
        self.asked, self.found = asked, Reading()
        report = asked.report
        self.agreement, self.period = str(report.agreement.pk), str(report.period.pk)
        self.reasons, self.languages = reasons(), languages()
        self.rows_of: dict[int, int] = {}
        self.versions: dict[str, int] = {}  # by the hidden key: many rows share theirs
        self.today = timezone.localdate()

    def read(self, rows: Iterator[tuple[int, list[Any]]]) -> Reading:
        width = len(Col)
        for number, cells in rows:
            if len(cells) < width:
                cells = cells + [""] * (width - len(cells))
            if cells[0] == "" and not any(cell != "" for cell in cells):
                continue
            try:
                self._take(number, cells)
            except Refused as refused:
                about = f"{cells[Col.NAME_FR]}"[:80]
                self.found.faults.append(Fault(number, about, str(refused)))
        return self.found

    def _take(self, number: int, cells: list[Any]) -> None:
        key = cells[Col.KEY]
        version = self.versions.get(key)
        if version is None:
            version = self.versions[key] = self._version(key)
        series = cells[Col.ID]
        if type(series) is str and series.isdecimal() and len(series) < 19:
            series = int(series)
        known = self.asked.series.get(series)
        if known is None:
            raise Refused(
                _("“%(id)s” is no indicator of this report.") % {"id": _shown(series)}
            )
        series = int(series)
        first = self.rows_of.setdefault(series, number)
        if first != number:
            raise Refused(
                _("It is about the same indicator as row %(row)s.") % {"row": first}
            )
        if cells[Col.VALUE : Col.KEY] == _EMPTY and known.result is None:
            self.found.unchanged += 1
            return
        content = self._content(cells, known)
        if content == known.content:
            self.found.unchanged += 1
            return
        self._require_possible(known, content, version)
        change = Change(number, series, known, content, version)
        self.found.changes.append(change)

    def _version(self, key: Any) -> int:
        """The version that the row was made from, if it is a row of this report."""
        parts = key.split("-") if type(key) is str else []
        if len(parts) != 3 or not (parts[2].isdecimal() and len(parts[2]) < 19):
            raise Refused(
                _("Its hidden column was changed: download the workbook again.")
            )
        if parts[0] != self.agreement:
            raise Refused(_("It comes from the workbook of another agreement."))
        if parts[1] != self.period:
            raise Refused(_("It comes from the workbook of another period."))
        return int(parts[2])

    def _require_possible(self, known: Known, content: Content, version: int) -> None:
        if known.result is not None and not known.is_writable:
            raise Refused(
                _("What was handed in no longer changes: correct it instead.")
            )
        if version != known.version:
            raise Refused(_("Somebody changed it since this workbook was downloaded."))
        if says_both(content[:5], content[5]):
            raise Refused(str(FIGURE_OR_REASON))
        if content[7] and not content[8]:
            raise Refused(_("Say in which language the remark is."))
        if known.is_correction and not content[9]:
            raise Refused(_("Say why it is corrected."))

    def _content(self, cells: list[Any], known: Known) -> Content:
        kind = known.kind
        is_number = kind.columns[0] == Col.VALUE
        if is_number and cells[Col.NUMERATOR : Col.KEY] == _BESIDE:  # nearly always
            return (_number(cells[Col.VALUE]), *NOTHING[1:])
        for col in kind.others:
            if cells[col] != "":
                raise Refused(
                    _("This indicator has no figure in the column “%(column)s”.")
                    % {"column": HEADINGS[col]}
                )
        value = numerator = denominator = None
        french = dutch = ""
        own = kind.columns
        if own[0] == Col.VALUE:
            value = _number(cells[Col.VALUE])
        elif own[0] == Col.NUMERATOR:
            numerator = _number(cells[Col.NUMERATOR])
            denominator = _number(cells[Col.DENOMINATOR])
            if (numerator is None) != (denominator is None):
                raise Refused(_("Give the numerator and the denominator."))
            if denominator is not None and denominator <= 0:
                raise Refused(_("The denominator must be above zero."))
        elif own[0] == Col.CHOICE:
            value = _chosen(cells[Col.CHOICE], kind.choices)
        else:
            french, dutch = _text(cells[Col.TEXT_FR]), _text(cells[Col.TEXT_NL])
        remark = _text(cells[Col.REMARK])
        language = _chosen(cells[Col.LANGUAGE], self.languages) or ""
        return (
            *(value, numerator, denominator, french, dutch),
            _chosen(cells[Col.NO_DATA], self.reasons) or "",
            self._as_of(cells[Col.AS_OF]),
            *(remark, language if remark else "", _text(cells[Col.REASON])),
        )

    def _as_of(self, cell: Any) -> date | None:
        day = _day(cell)
        if day and day > self.today:
            raise Refused(_("This day is still to come."))
        return day


def _shown(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)[:80]


def _text(cell: Any) -> str:
    if cell == "":
        return ""
    text = tidy(_shown(cell) if not isinstance(cell, str) else cell)
    if "\0" in text:
        raise Refused(_("A text holds a sign that cannot be kept: write it again."))
    if len(text) > LONGEST:
        raise Refused(
            _("A text is longer than %(most)s characters.") % {"most": LONGEST}
        )
    return text


def _number(cell: Any) -> Decimal | None:
    if type(cell) is float and cell.is_integer() and -LARGE < cell < LARGE:
        return Decimal(int(cell))  # nearly always
    if type(cell) is float:
        if cell.is_integer() and abs(cell) < LARGEST:  # nearly always
            return Decimal(int(cell))
        number = Decimal(repr(cell)) if cell - cell == 0 else None
        if number is not None and _decimals(number) > 4:
            number = Decimal(f"{cell:.15g}")  # what a formula leaves at the end
    elif cell == "":
        return None
    else:
        number = _typed(cell)
    if number is None:
        raise Refused(_("“%(text)s” is not a number.") % {"text": _shown(cell)})
    if _decimals(number) > 4:
        raise Refused(_("A figure has at most four decimals."))
    if abs(number) >= LARGEST:
        raise Refused(_("This figure is too large."))
    return number


def _typed(cell: Any) -> Decimal | None:
    """A number that is written as text, as people of both languages write it."""
    if type(cell) is int:
        return Decimal(cell)
    if type(cell) is not str:
        return None
    text = _SPACES.sub("", cell)
    if text.startswith("="):
        raise Refused(_("A formula is written here as text: write the figure itself."))
    if _GROUPED.fullmatch(text):
        text = re.sub(r"[.’']", "", text)
    if not _NUMBER.fullmatch(text) or len(text) > 40:
        return None
    return Decimal(text.replace(",", "."))


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    if type(exponent) is int and exponent >= -4:
        return 0
    return max(-int(number.normalize().as_tuple().exponent), 0)


def _chosen(cell: Any, words: dict[str, Any]) -> Any:
    """What a chosen word means; ``None`` where nothing is chosen."""
    if cell == "":
        return None
    if cell in words:  # nearly always: as the list of choices writes it
        return words[cell]
    word = _shown(cell).strip().casefold()
    if word not in words:
        raise Refused(
            _("“%(word)s” is none of the words to choose from.")
            % {"word": _shown(cell)}
        )
    return words[word]


def _day(cell: Any) -> date | None:
    if cell == "":
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        return read_day(str(cell))
    except ValidationError as error:
        raise Refused(error.messages[0]) from None
