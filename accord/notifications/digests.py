"""Digests: what waits for a reader, in one message a day or a week."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accord.notifications import sending
from accord.notifications.models import MessageKind, Notification
from accord.notifications.rules import EVERY_DAY, EVERY_WEEK, Rhythm
from accord.notifications.telling import message_to


def daily() -> int:
    return _gather(EVERY_DAY)


def weekly() -> int:
    return _gather(EVERY_WEEK)


def _gather(rhythms: Sequence[Rhythm]) -> int:
    """Give everyone whose time it is a digest of what waits; how many there are.

    Each message is made in a transaction of its own with what it will hold: stopped at
    any point and started again, nothing is told twice.
    """
    now = timezone.now()
    waiting = Notification.objects.to_gather(rhythms, now).order_by()
    readers = set(waiting.values_list("person", "language"))
    made = sum(
        _digest(person, language, rhythms, now) for person, language in sorted(readers)
    )
    sending.wake(made)
    return made


def _digest(
    person: int, language: str, rhythms: Sequence[Rhythm], now: datetime
) -> bool:
    """One message in one language, of what is still waiting."""
    with transaction.atomic():
        rows = Notification.objects.to_gather(rhythms, now)
        rows = rows.filter(person=person, language=language)
        held = [row.pk for row in rows.select_for_update(of=("self",), no_key=True)]
        if not held:
            return False
        message = message_to(person, language, now, MessageKind.DIGEST)
        Notification.objects.filter(pk__in=held).update(message=message)
    return True
