"""Which reminder a day asks for.

Pure functions over values: nothing here reads the database or the clock.
"""

from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReminderKind(TextChoices):
    BEFORE = "before", _("Before the due date")
    DUE = "due", _("On the due date")
    LATE = "late", _("After the due date")


def reminder_on(
    day: date,
    *,
    due_on: date,
    closes_on: date,
    days_before: int | None,
    days_after: int | None,
) -> ReminderKind | None:
    """What is to be said on ``day`` of what is not reported; ``None``: nothing.

    Method: a reminder is due from its day on, until the next one takes its place, so
    that a day on which the machine did not run is made up for. On the due date itself
    people are reminded when the calendar reminds at all. After the closing date nothing
    can be reported any more, hence nobody is reminded.
    """
    if day > closes_on or (days_before is None and days_after is None):
        return None
    if day == due_on:
        return ReminderKind.DUE
    if day < due_on:
        is_near = days_before is not None and due_on - timedelta(days_before) <= day
        return ReminderKind.BEFORE if is_near else None
    is_late = days_after is not None and due_on + timedelta(days_after) <= day
    return ReminderKind.LATE if is_late else None
