"""How the service does, for who keeps it running: one list of facts.

The page of administrators, ``manage.py status`` and ``/metrics`` say this list, and
none of them finds out anything else. What waits a little is a warning: somebody looks
at it this week. Critical is what people notice, or will be sorry for.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files.storage import storages
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.template.defaultfilters import filesizeformat
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.attachments import antivirus
from accord.attachments.storage import require_answer
from accord.lib.register import current
from accord.notifications.models import Message, Scheduled
from accord.notifications.scheduling import BACKUP, Job
from accord.sources.models import KeptRegister

MB = 1_000_000
ANSWERS_WITHIN = 3.0  # seconds: a monitor that asks gives up after ten
_asking = ThreadPoolExecutor(2, "status")


class Level(IntEnum):
    """The numbers are those with which a check ends for Nagios, Icinga and others."""

    OK = 0
    WARNING = 1
    CRITICAL = 2


@dataclass(frozen=True)
class Fact:
    """One thing that is watched; ``about``: which of them, where there are several.

    ``value`` is what was measured, and ``measure`` says what and in which unit.
    """

    name: str
    level: Level
    words: str
    label: str
    about: str = ""
    value: float | None = None
    measure: str = ""


LABELS: Mapping[str, Any] = {
    "database": gettext_lazy("Database"),
    "migrations": gettext_lazy("Tables of this version"),
    "register": gettext_lazy("Register"),
    "worker": gettext_lazy("Worker"),
    "queue": gettext_lazy("Messages that wait"),
    "given_up": gettext_lazy("Messages given up"),
    "backup": gettext_lazy("Last backup"),
    "disk": gettext_lazy("Free disk"),
    "store": gettext_lazy("Store of files"),
    "antivirus": gettext_lazy("Antivirus"),
}


@dataclass
class Roof:
    """What only the roof knows: it says so as it starts."""

    jobs: Sequence[Job] = ()
    migrations: Callable[[], Iterable[tuple[str, str]]] = tuple


roof = Roof()


def facts(now: datetime) -> list[Fact]:
    """All of them, in the active language. Without a database, those that remain."""
    return [*_of_database(now), _disk(), _store(), _antivirus()]


def worst(found: Iterable[Fact]) -> Level:
    return max((fact.level for fact in found), default=Level.OK)


def _fact(name: str, level: Level, words: str, **more: Any) -> Fact:
    label = more.pop("label", None) or str(LABELS[name])
    return Fact(name, level, words, label, **more)


def _aged(
    name: str, level: Level, words: str, at: datetime | None, now: datetime, **more: Any
) -> Fact:
    """One whose age is measured, where it has one."""
    if at:
        more |= {"value": (now - at).total_seconds(), "measure": "age_seconds"}
    return _fact(name, level, words, **more)


# The database and what it remembers


def _of_database(now: datetime) -> Iterator[Fact]:
    try:
        migrations = _migrations()
    except DatabaseError as error:
        words = _("It does not answer (%(why)s).") % {"why": type(error).__name__}
        yield _fact("database", Level.CRITICAL, words)
        return
    yield _fact("database", Level.OK, _("It answers."))
    yield migrations
    try:
        found = [_register(), *_messages(now), *_by_the_clock(now)]
    except DatabaseError:  # tables are missing, which is said
        return
    yield from found


def _migrations() -> Fact:
    applied = MigrationRecorder(connection).applied_migrations().keys()
    missing = len(set(roof.migrations()) - applied)
    level = Level.CRITICAL if missing else Level.OK
    words = _("Changes that were not made yet: %(count)s.") % {"count": missing}
    if not missing:
        words = _("All are there.")
    return _fact("migrations", level, words, value=missing, measure="missing")


def _register() -> Fact:
    """Whether the database holds the register that this site is told to keep."""
    # audience: administrators and monitors: the name of a folder
    kept = KeptRegister.objects.values_list("code", flat=True).first()
    wanted = current().code
    if kept == wanted:
        return _fact("register", Level.OK, wanted)
    words = _("The database holds “%(kept)s”, the setting says “%(wanted)s”.")
    words %= {"kept": kept or "", "wanted": wanted}
    return _fact("register", Level.CRITICAL, words)


def _messages(now: datetime) -> Iterator[Fact]:
    # audience: administrators and monitors: how many and since when, nobody's words
    found = Message.objects.all().figures()
    oldest = found["oldest"]
    is_old = oldest and now - oldest > timedelta(minutes=settings.STATUS_QUEUE_MINUTES)
    level = Level.WARNING if is_old else Level.OK
    words = _("None.")
    if oldest:
        words = _("How many: %(count)s; the oldest for %(since)s.") % {
            "count": found["waiting"],
            "since": timesince(oldest, now),
        }
    yield _aged("queue", level, words, oldest or now, now)
    count = found["given_up"]
    level = Level.WARNING if count else Level.OK
    words = _("How many: %(count)s.") % {"count": count} if count else _("None.")
    yield _fact("given_up", level, words, value=count, measure="messages")


def _by_the_clock(now: datetime) -> Iterator[Fact]:
    # audience: administrators and monitors: what ran, and when
    rows = {row.name: row for row in Scheduled.objects.all()}
    jobs = {job: rows.get(job.name) for job in roof.jobs}
    yield _worker(jobs.values(), now)
    for job, row in jobs.items():
        yield _job(job, row, now)
    yield _backup(rows.get(BACKUP), now)


def _worker(rows: Iterable[Scheduled | None], now: datetime) -> Fact:
    """Whoever keeps the schedule leaves a trace in it every minute."""
    traces = [at for row in rows if row for at in (row.claimed_at, row.ended_at) if at]
    at = max(traces, default=None)
    longest = timedelta(minutes=settings.STATUS_WORKER_MINUTES)
    level = Level.OK if at and now - at <= longest else Level.CRITICAL
    words = _ago(_("Seen %(since)s ago."), at, now) or _("It never ran.")
    return _aged("worker", level, words, at, now)


def _job(job: Job, row: Scheduled | None, now: datetime) -> Fact:
    due = job.slot(now - timedelta(minutes=settings.STATUS_JOB_MINUTES))
    is_right = row and row.slot and row.slot >= due and not row.error
    level = Level.OK if is_right else Level.WARNING
    at = row.ended_at if row else None
    words = _ago(_("Ran %(since)s ago."), at, now) or _("It never ran.")
    label = _("Scheduled job: %(job)s") % {"job": job.label or job.name}
    words += _failed(row)
    return _aged("job", level, words, at, now, about=job.name, label=label)


def _backup(row: Scheduled | None, now: datetime) -> Fact:
    at = row.ended_at if row else None
    longest = timedelta(hours=settings.STATUS_BACKUP_HOURS)
    is_right = row and at and now - at <= longest and not row.error
    level = Level.OK if is_right else Level.CRITICAL
    words = _ago(_("Taken %(since)s ago."), at, now) or _("None was taken.")
    return _aged("backup", level, words + _failed(row), at, now)


def _ago(words: str, at: datetime | None, now: datetime) -> str:
    return words % {"since": timesince(at, now)} if at else ""


def _failed(row: Scheduled | None) -> str:
    if not row or not row.error:
        return ""
    return " " + _("The last try failed (%(why)s).") % {"why": row.error}


# What is beside it


def _disk() -> Fact:
    free = shutil.disk_usage(settings.ACCORD_DATA).free
    level = Level.CRITICAL if free < settings.STATUS_DISK_MB * MB else Level.OK
    words = filesizeformat(free)
    return _fact("disk", level, words, value=free, measure="free_bytes")


def _store() -> Fact:
    return _asked("store", partial(require_answer, storages["attachments"]))


def _antivirus() -> Fact:
    if not settings.CLAMAV:
        return _fact("antivirus", Level.OK, _("There is none."))
    return _asked("antivirus", antivirus.require_answer)


def _asked(name: str, ask: Callable[[], None]) -> Fact:
    """Whether another service answers, without waiting for one that is silent."""
    asked = _asking.submit(ask)
    try:
        asked.result(ANSWERS_WITHIN)
    except (OSError, TimeoutError) as error:
        asked.cancel()
        words = _("It does not answer (%(why)s).") % {"why": type(error).__name__}
        return _fact(name, Level.CRITICAL, words)
    return _fact(name, Level.OK, _("It answers."))
