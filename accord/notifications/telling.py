"""Telling people what happened, in their language, with what happened.

    REMINDED = Kind("monitoring.reminded", Topic.RESULTS, _("Results are due"))

    telling.tell(
        REMINDED,
        people,
        agreement,
        by=None,
        subject=_("Results that are late"),
        body=lambda: _("The results of %(town)s were due.") % {"town": town.name},
        url=agreement.get_absolute_url,
    )

What people do is told by an event that its action names: see ``events``.

All is written in the caller's transaction: undone with it, and never lost after it. The
author is not told. While nobody has read it and no mail has left, what happens next to
the same record takes the place of what was said of it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import override

from accord.accounts.models import User
from accord.notifications import sending
from accord.notifications.models import (
    Message,
    MessageKind,
    Notification,
    Pause,
    Preference,
)
from accord.notifications.querysets import about
from accord.notifications.rules import DEFAULT, Rhythm, Topic

Words = str | Promise | Callable[[], str]


@dataclass(frozen=True)
class Kind:
    """``is_required``: the law or a deadline wants it told by mail, at once."""

    key: str  # room.word, as verbs are
    topic: Topic
    label: str | Promise  # “A text was submitted”
    is_required: bool = False


def tell(
    kind: Kind,
    people: Iterable[User],
    record: models.Model,
    *,
    by: User | None,
    subject: Words,
    body: Words,
    url: Callable[[], str],
) -> list[Notification]:
    """Tell each of ``people`` once; ``subject``, ``body`` and ``url`` are asked for in
    their language. ``by``: who acted; ``None`` where only time passed.
    """
    author = by.pk if by else None
    told = {
        person.pk: person
        for person in people
        if person.is_active and not person.is_system and person.pk != author
    }
    at, found, messages = timezone.now(), [], 0
    with transaction.atomic():
        at_once = _at_once(kind, list(told), record, at)
        for pk in sorted(told):  # always in one order: two tellings never block
            with override(told[pk].language):
                words = {
                    "language": told[pk].language,
                    "subject": " ".join(_said(subject).split())[:200],  # a header
                    "body": _said(body),
                    "address": url(),
                }
            row = _kept(kind, pk, record, at, words)
            if pk in at_once and row.message_id is None:
                row.message = message_to(row.person_id, row.language, at)
                row.save(update_fields=["message"])
                messages += 1
            found.append(row)
        sending.wake(messages, at + waiting())
    return found


def over(kinds: Iterable[str], record: models.Model) -> None:
    """What these kinds asked about ``record`` is done: nobody is asked any more."""
    rows = Notification.objects.open().filter(kind__in=kinds, **about(record))
    rows.update(read_at=timezone.now())


def message_to(
    person: int, language: str, at: datetime, kind: MessageKind = MessageKind.SINGLE
) -> Message:
    """A message that leaves when its time has come and a worker is woken."""
    return Message.objects.create(
        person_id=person,
        kind=kind,
        language=language,
        message_id=sending.new_message_id(),
        created_at=at,
        next_attempt_at=at + (waiting() if kind == MessageKind.SINGLE else timedelta()),
    )


def queue(
    letter: str,
    person: User | None,
    *,
    email: str,
    language: str,
    about: dict[str, Any],
) -> None:
    """A letter (``accord.accounts.letters``): in the caller's transaction, at once."""
    with transaction.atomic():
        Message.objects.create(
            kind=MessageKind.LETTER,
            letter=letter,
            person=person,
            email=email,
            language=language,
            about=about,
            message_id=sending.new_message_id(),
            next_attempt_at=timezone.now(),
        )
        sending.wake(1)


def waiting() -> timedelta:
    """How long a message waits for more of the same."""
    return timedelta(seconds=settings.MAIL_GATHER_SECONDS)


def _said(words: Words) -> str:
    return str(words() if callable(words) else words)


def _kept(
    kind: Kind, person: int, record: models.Model, at: datetime, words: dict[str, str]
) -> Notification:
    """The row that is still open, brought up to date; else a new one."""
    of = {"person_id": person, "kind": kind.key, **about(record)}
    new = {"topic": kind.topic, "is_required": kind.is_required, "at": at}
    for _attempt in range(2):
        row = Notification.objects.open().filter(**of).select_for_update().first()
        if row:
            for name, value in words.items():
                setattr(row, name, value)
            row.times += 1
            row.at = at
            row.save(update_fields=[*words, "times", "at"])
            return row
        try:
            with transaction.atomic():
                return Notification.objects.create(**of, **new, **words)
        except IntegrityError:  # another telling was quicker: join its row
            continue
    return Notification.objects.create(**of, **new, **words)


def _at_once(
    kind: Kind, people: list[int], record: models.Model, at: datetime
) -> set[int]:
    """Who of them gets a message for this alone."""
    if kind.is_required:
        return set(people)
    chosen = dict(
        Preference.objects.filter(person__in=people, topic=kind.topic).values_list(
            "person", "rhythm"
        )
    )
    paused = set(
        Pause.objects.filter(
            person__in=people, until__gt=at, **about(record)
        ).values_list("person", flat=True)
    )
    return {
        pk
        for pk in people
        if chosen.get(pk, DEFAULT) == Rhythm.AT_ONCE and pk not in paused
    }
