"""What runs by the clock, and when: the roof knows every room's jobs."""

from datetime import time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from accord import submitting
from accord.monitoring import reminding
from accord.notifications import digests, scheduling, sending
from accord.notifications.scheduling import Job

MONDAY = 0
KEPT = timedelta(days=7)  # what is known of a finished task


def forget_old_tasks() -> int:
    old = DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT)
    return old.delete()[0]


# By the register's clock. Reminders go before the digests of the same hour.
JOBS = (
    Job(
        "sweep",
        sending.sweep,
        every=timedelta(minutes=1),
        label=_("interrupted messages"),
    ),
    Job("reminders", reminding.send_due, at=time(7), label=_("reminders")),
    Job(
        "weekly digests",
        digests.weekly,
        at=time(7),
        weekday=MONDAY,
        label=_("weekly digests"),
    ),
    Job("daily digests", digests.daily, at=time(7), label=_("daily digests")),
    Job(
        "old words",
        sending.empty_old_words,
        at=time(3),
        label=_("words of old messages"),
    ),
    Job("old tasks", forget_old_tasks, at=time(3), label=_("old tasks")),
    Job("old forms", submitting.forget_old, at=time(3), label=_("old forms")),
)


def run_due() -> list[str]:
    return scheduling.run_due(JOBS)
