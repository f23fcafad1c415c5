"""Which backups of a folder stay, and what the last one came to."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
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


def thin(folder: Path) -> list[Path]:
    """Remove what need not stay; a file of another name is somebody else's."""
    taken = {
        file: datetime.strptime(named[1], NAMED)  # noqa: DTZ007 - compared by its name
        for file in folder.iterdir()
        if (named := OURS.fullmatch(file.name))
    }
    staying = stay(taken.values(), settings.BACKUP_KEEP)
    gone = sorted(file for file, moment in taken.items() if moment not in staying)
    for file in gone:
        file.unlink()
    return gone


@dataclass(frozen=True)
class Mark:
    """What the last try to take a backup came to, for whoever watches."""

    at: datetime
    why: str = ""  # it failed; empty when it went well
    good_at: datetime | None = None  # the last one that went well
    file: str = ""
    size: int = 0
    seconds: float = 0.0


def last() -> Mark | None:
    try:
        said = json.loads(_place().read_text(encoding="utf-8"))
        for moment in ("at", "good_at"):
            said[moment] = said[moment] and datetime.fromisoformat(said[moment])
        return Mark(**said)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def note(mark: Mark) -> None:
    """Whole or not at all: it may be read at any moment."""
    unfinished = _place().with_suffix(".unfinished")
    unfinished.write_text(json.dumps(asdict(mark), default=str), encoding="utf-8")
    unfinished.rename(_place())


def _place() -> Path:
    return Path(settings.ACCORD_DATA) / "last_backup.json"
