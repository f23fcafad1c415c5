"""Jobs that run by the clock, each at most once for its moment, wherever it runs.

The row of a job is locked while one of several workers takes it. A run that died or
failed is made up for after a while; so is one whose moment passed while nothing ran.
"""

import logging
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accord.notifications.models import Scheduled

log = logging.getLogger(__name__)
BACKUP = "backup"  # no job of ours: an operator's timer runs it
LEASE = timedelta(minutes=30)  # after which a run that did not end is made up for


@dataclass(frozen=True)
class Job:
    """``every`` so often; else each day ``at`` that time, on ``weekday`` alone if said.

    ``act`` may be called twice for one moment, when the first died: it must bear that.
    """

    name: str
    act: Callable[[], Any]
    at: time = time(0)
    weekday: int | None = None  # 0: Monday
    every: timedelta | None = None
    label: Any = ""  # for people

    def slot(self, now: datetime) -> datetime:
        """The latest moment that it should have run for."""
        if self.every:
            seconds = self.every.total_seconds()
            return datetime.fromtimestamp(
                now.timestamp() // seconds * seconds, now.tzinfo
            )
        day = timezone.localdate(now)
        while True:
            found = timezone.make_aware(datetime.combine(day, self.at))
            if found <= now and self.weekday in (None, day.weekday()):
                return found
            day -= timedelta(days=1)


def run_due(jobs: Iterable[Job]) -> list[str]:
    """Run what is due; the names of what ran. A failure does not stop the others."""
    now, ran = timezone.now(), []
    jobs = list(jobs)
    known = {
        row.name: row
        for row in Scheduled.objects.filter(name__in=[one.name for one in jobs])
    }
    for job in jobs:
        row, slot = known.get(job.name), job.slot(now)
        if row and _take_back_the_future(row, now):
            row = None
        if row and row.slot and row.slot >= slot:
            continue
        if _take(job, slot, now):
            ran.append(job.name)
            _run(job, slot)
    return ran


def _take_back_the_future(row: Scheduled, now: datetime) -> bool:
    """Whether the row spoke of a time to come: the clock was ahead, and is right again.

    Left as it is, the job would not run until then. Clocks of several machines differ
    by seconds, which is no such time.
    """
    if not any(at and at > now + LEASE for at in (row.slot, row.claimed_at)):
        return False
    log.warning("Job %s has run at a time to come: the clock was ahead.", row.name)
    rows = Scheduled.objects.filter(pk=row.pk, slot=row.slot, claimed_at=row.claimed_at)
    rows.update(slot=None, claimed_at=None)
    return True


def _take(job: Job, slot: datetime, now: datetime) -> bool:
    with transaction.atomic():
        Scheduled.objects.get_or_create(name=job.name)
        rows = Scheduled.objects.select_for_update(skip_locked=True, no_key=True)
        row = rows.filter(name=job.name).first()
        if row is None or (row.slot and row.slot >= slot):
            return False
        if row.claimed_at and row.claimed_at > now - LEASE:
            return False
        row.claimed_at = now
        row.save(update_fields=["claimed_at"])
    return True


def _run(job: Job, slot: datetime) -> None:
    row = Scheduled.objects.filter(name=job.name)
    try:
        job.act()
    except Exception as error:  # told without its words, which may name people
        where = traceback.extract_tb(error.__traceback__)[-1]
        said = type(error).__name__
        log.error(
            "Job %s failed: %s (%s:%s)", job.name, said, where.filename, where.lineno
        )
        row.update(error=said[:120])
    else:
        row.update(slot=slot, claimed_at=None, ended_at=timezone.now(), error="")


def note(name: str, error: str = "") -> None:
    """What ran without us, such as a backup, ended: well, or with this ``error``."""
    ended = {"error": error[:120]} if error else {"ended_at": timezone.now()}
    Scheduled.objects.update_or_create(name=name, defaults={"error": ""} | ended)
