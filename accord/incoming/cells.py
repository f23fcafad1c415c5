"""What one cell of a spreadsheet says: a text, a number, a day, a chosen word.

A cell that says nothing is not asked. What cannot be read is ``Refused``, with the
reason that is shown beside its row.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accord.lib.dateforms import read_day
from accord.lib.errors import Refused
from accord.lib.imprecise import impossible, is_possible, is_usual
from accord.lib.plaintext import line, prose, require_mailbox
from accord.lib.sheetmarks import ERRORS, Unreadable, Why
from accord.lib.telephones import validate_telephone

DECIMALS = 4
MAYBE_ERROR = "#E \t\r\n\u00a0"  # how a text begins that is perhaps one
_HOURS = (time, timedelta)


class Holds(StrEnum):
    """What the cells of a column can be."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    WORD = "word"  # of a few to choose from
    IDENTIFIER = "identifier"  # digits that no number keeps: a telephone, a code


_GROUPED = re.compile(r"-?\d{1,3}([.’']\d{3})+(,\d*)?")
_NUMBER = re.compile(r"-?\d+([.,]\d+)?")
_SPACES = re.compile(r"[\s\u202f\u00a0]+")


def unreadable(cell: Any, holds: Holds) -> str:
    """Why nobody can know what this cell says; empty where it can be read.

    An empty cell says nothing: what is not there is never what could not be read.
    """
    if isinstance(cell, Unreadable):
        return _WHY[cell.why]() % {"shown": cell.shown}
    if isinstance(cell, str):
        is_error = ERRORS.fullmatch(cell.strip())
        return _WHY[Why.ERROR]() % {"shown": cell.strip()} if is_error else ""
    if isinstance(cell, bool) and holds != Holds.WORD:
        return _("it holds “true” or “false”: write what is meant.")
    if isinstance(cell, _HOURS if holds == Holds.DAY else (date, *_HOURS)):
        return _("it holds a date or a time (%(shown)s): write it as text.") % {
            "shown": cell
        }
    if holds == Holds.IDENTIFIER:
        return _(
            "%(shown)s is kept as a number, which loses a 0 in front: give the column "
            "the format “Text”, then write it again."
        ) % {"shown": _shown(cell)}
    return ""


_WHY: dict[Why, Callable[[], str]] = {
    Why.ERROR: lambda: _("it holds an error (%(shown)s): correct or empty the cell."),
    Why.NOT_COMPUTED: lambda: _(
        "it holds a formula that nobody computed (%(shown)s): open the file in your "
        "spreadsheet, save it, and upload it again; or write the value."
    ),
    Why.PERCENT: lambda: _(
        "%(shown)s is a percentage: write the number itself, in a cell without the "
        "format “Percentage”."
    ),
    Why.MERGED: lambda: _(
        "it is merged with others (“%(shown)s”): part them, and write each value."
    ),
}


def tidy(text: str) -> str:
    """As a text is kept, with no space around."""
    return prose(text).strip()


def text_of(cell: Any, most: int) -> str:
    """What it says, of at most so many characters."""
    return _fitting(tidy(cell if isinstance(cell, str) else _shown(cell)), most)


def line_of(cell: Any, most: int | None = None) -> str:
    """What it says, on one line."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    # An apostrophe keeps a spreadsheet from running a text as a formula.
    text = " ".join(line(str(cell)).split())
    return _fitting(text[1:] if text[:1] == "'" and text[1:2] in "=+-@" else text, most)


def _fitting(text: str, most: int | None) -> str:
    if most is not None and len(text) > most:
        raise Refused(_("A text is longer than %(most)s characters.") % {"most": most})
    return text


def address_of(cell: Any) -> str:
    """An e-mail address."""
    text = line_of(cell, 254)
    try:
        require_mailbox(text)
    except ValidationError as error:
        raise Refused(
            _("“%(text)s” is no e-mail address.") % {"text": text[:80]}
        ) from error
    return text


def telephone_of(cell: Any) -> str:
    line = line_of(cell, 40)
    try:
        validate_telephone(line)
    except ValidationError as error:
        raise Refused(error.messages[0]) from error
    return line


def number_of(cell: Any, below: int) -> Decimal:
    """A number as people of both languages write it; nearer to zero than ``below``."""
    if type(cell) is float and cell.is_integer() and -below < cell < below:
        return Decimal(int(cell))
    number = _counted(cell) if type(cell) is float else _typed(cell)
    if number is None:
        raise Refused(_("“%(text)s” is not a number.") % {"text": _shown(cell)})
    if _decimals(number) > DECIMALS:
        raise Refused(_("A figure has at most four decimals."))
    if abs(number) >= below:
        raise Refused(_("This figure is too large."))
    return number


def _counted(cell: float) -> Decimal | None:
    if cell - cell != 0:  # no number, or without end
        return None
    number = Decimal(repr(cell))
    # What a formula leaves at the end goes.
    return number if _decimals(number) <= DECIMALS else Decimal(f"{cell:.15g}")


def _typed(cell: Any) -> Decimal | None:
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
    exponent: Any = number.normalize().as_tuple().exponent
    return max(-exponent, 0)


def day_of(cell: Any) -> date:
    """One day, of a year that needs no question: a list cannot be asked one."""
    if isinstance(cell, datetime):
        day = cell.date()
    elif isinstance(cell, date):
        day = cell
    else:
        try:
            day = read_day(str(cell))
        except ValidationError as error:
            raise Refused(error.messages[0]) from None
    if not is_possible(day.year):
        raise Refused(impossible(day.year))
    if not is_usual(day.year):
        raise Refused(
            _("Is %(year)s the year you mean? If so, record it on its page.")
            % {"year": day.year}
        )
    return day


def chosen_of(cell: Any, words: dict[str, Any]) -> Any:
    """What a chosen word means (``meant``)."""
    word = cell if cell in words else _shown(cell).strip().casefold()
    if word not in words:
        raise Refused(
            _("“%(word)s” is none of the words to choose from.")
            % {"word": _shown(cell)}
        )
    return words[word]


def meant(pairs: Iterable[tuple[Any, Iterable[str]]]) -> dict[str, Any]:
    """What each word means, in small letters; one that could mean two is left out."""
    found: dict[str, Any] = {}
    unclear = set()
    for value, words in pairs:
        for word in {word.strip().casefold() for word in words}:
            if found.setdefault(word, value) != value:
                unclear.add(word)
    return {word: value for word, value in found.items() if word not in unclear}


def _shown(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)[:80]
