"""Long answers as documents: made by the worker, kept for whoever may read the same.

A document of many rows takes half a minute and the memory of a process for as long. It
is asked for, made once, and kept for a day under what it says: the answer, the day, the
language, the register's revision, and for which parts its reader acts. What is kept is
no record: it can be made again, and it is thrown away.
"""

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from accord.accounts.models import User
from accord.answers import files, paper
from accord.answers.answer import Answer, Sheet
from accord.answers.policies import can_read
from accord.answers.questions import ANSWERS
from accord.directory.standing import standing_of
from accord.journal.models import revision_number
from accord.lib.bilingual import active_language
from accord.lib.errors import Busy, Refused

log = logging.getLogger(__name__)
# Rows of a document that a page waits for: some twenty sheets, a second or two.
AT_ONCE = 200
KEPT = 24 * 3600  # seconds: the next asker of the same day has it at once
LASTS = 600  # seconds after which one that is not made yet can be asked for again
MOST_WAITING = 8  # in all: mail waits behind them, a quarter of a minute for each


class Stage(StrEnum):
    WAITING = "waiting"
    READING = "reading"
    SETTING = "setting"
    MADE = "made"
    FAILED = "failed"


GOES_ON = {Stage.WAITING, Stage.READING, Stage.SETTING}


@dataclass(frozen=True)
class Wanted:
    """The document of an answer on a day, as its reader may see the register."""

    answer: Answer
    user: User
    day: date
    revision: int

    @property
    def key(self) -> str:
        said = [
            self.answer.slug_fr,
            self.day.isoformat(),
            active_language(),
            self.revision,
            sorted(standing_of(self.user).held),
            settings.RELEASE,
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()

    def told(self) -> Mapping[str, Any] | None:
        """How far it is: its ``stage`` with more; ``None`` where nobody asked."""
        return caches["documents"].get(self.key)

    def made(self) -> bytes | None:
        return caches["documents"].get(f"{self.key}:file")

    def tell(self, stage: Stage, **more: Any) -> None:
        lasts = KEPT if stage == Stage.MADE else LASTS
        caches["documents"].set(self.key, {"stage": stage, **more}, lasts)


def wanted(answer: Answer, user: User, day: date, asked: int | None) -> Wanted:
    """As the register stands, or stood when the reader asked."""
    now = revision_number()
    return Wanted(answer, user, day, now if asked is None else min(now, asked))


def too_long(rows: int) -> str | Promise:
    """Why so many rows are no document; nothing where they are."""
    return paper.TOO_LONG if rows > paper.AT_MOST else ""


def ask(document: Wanted, rows: int) -> None:
    """Have it made, unless it is already, or is on its way."""
    if why := too_long(rows):
        raise Refused(why)
    told = document.told()
    if told and told["stage"] != Stage.FAILED:
        return
    # audience: nobody's; it is only counted how many wait
    waiting = DBTaskResult.objects.ready().filter(task_path=make.module_path)
    if waiting.count() >= MOST_WAITING:
        raise Busy(_("Another document is being made. Try again in a minute."))
    if told:
        caches["documents"].delete(document.key)
    start = {"stage": Stage.WAITING, "of": rows}
    if caches["documents"].add(document.key, start, LASTS):
        make.enqueue(
            document.answer.slug_fr,
            document.user.pk,
            document.day.isoformat(),
            active_language(),
            document.revision,
        )


@task
def make(slug: str, user: int, day: str, language: str, revision: int) -> None:
    """Read the rows with the eyes of who asked, as they may see them by now."""
    [answer] = [one for one in ANSWERS if one.slug_fr == slug]
    # audience: who asked, of whom it is asked here what they may read
    person = User.objects.get(pk=user)
    document = Wanted(answer, person, date.fromisoformat(day), revision)
    with override(language):
        try:
            if not can_read(person, None):
                raise Refused(_("You do not act for anyone who may read this."))
            sheet = _telling(answer.sheet(person, document.day), document)
            pdf = files.document(answer, sheet, document.day)
        except Refused as refused:
            document.tell(Stage.FAILED, why=str(refused))
            return
        except Exception:
            why = _("The document could not be made. The log says why.")
            document.tell(Stage.FAILED, why=why)
            raise
        caches["documents"].set(f"{document.key}:file", pdf, KEPT)
        document.tell(Stage.MADE)


def _telling(sheet: Sheet, document: Wanted) -> Sheet:
    """The same sheet, which tells how many of its rows were read."""
    done, of = 0, len(sheet.keys)

    def rows(some: list[Any]) -> list[Any]:
        nonlocal done
        found = sheet.rows(some)
        done += len(some)
        stage = Stage.SETTING if done == of else Stage.READING
        document.tell(stage, done=done, of=of)
        return found

    return replace(sheet, rows=rows)
