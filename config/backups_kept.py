"""How the backups of a folder are named, and which of them stay."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

NAMED = "accord-%Y-%m-%d-%H%M%S.zip"
OURS = re.compile(r"(accord-\d{4}-\d{2}-\d{2}-\d{6}\.zip)(?:\.age)?")
# Days, weeks, months: in the order of BACKUP_KEEP.
PERIODS: tuple[Callable[[datetime], Any], ...] = (
    lambda moment: moment.date(),
    lambda moment: moment.isocalendar()[:2],
    lambda moment: (moment.year, moment.month),
)


def name() -> str:
    return f"{timezone.localtime():{NAMED}}" + (
        ".age" if settings.BACKUP_RECIPIENTS else ""
    )


def stay(taken: Iterable[datetime], keep: tuple[int, ...]) -> set[datetime]:
    """The last one of so many days, weeks and months; and always the newest."""
    newest = sorted(taken, reverse=True)
    found = set(newest[:1])
    for period, how_many in zip(PERIODS, keep, strict=True):
        last: dict[Any, datetime] = {}
        for moment in newest:
            last.setdefault(period(moment), moment)
        found |= set(list(last.values())[:how_many])
    return found


def _taken_at(name: str) -> datetime | None:
    """The moment that a name says; none of one that is not ours."""
    if not (named := OURS.fullmatch(name)):
        return None
    try:
        return datetime.strptime(named[1], NAMED)  # noqa: DTZ007 - compared by its name
    except ValueError:
        return None


def thin(folder: Path) -> list[Path]:
    """Remove what need not stay; a file of another name is somebody else's."""
    taken = {
        file: moment
        for file in folder.iterdir()
        if file.is_file() and (moment := _taken_at(file.name))
    }
    staying = stay(taken.values(), settings.BACKUP_KEEP)
    gone = sorted(file for file, moment in taken.items() if moment not in staying)
    for file in gone:
        file.unlink()
    return gone
