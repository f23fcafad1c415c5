"""Sending: claim a message, hand it to the mail server, note what became of it.

The rows of messages are the queue; a task only wakes a worker, which then sends what is
due. The claim is one short transaction, after which the message is this worker's; the
mail server is spoken to outside any transaction; then it is marked. A worker that dies
in between leaves the message ``sending``: ``sweep`` gives it back after a while, with
the same Message-ID. What was never accepted by the server is so sent once; what it
accepted in the instant before the worker died, may be sent twice. Nothing is lost.
"""

import logging
import math
import os
import smtplib
import socket
import threading
import time
from datetime import datetime, timedelta
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from accord.lib.plaintext import line, writable
from accord.notifications import composing
from accord.notifications.models import Message, MessageKind, Notification
from accord.notifications.rules import next_attempt
from accord.notifications.workflow import State

log = logging.getLogger(__name__)
WORDS = ("subject", "text", "html", "unsubscribe")
WHO = ("person", "email", "language")  # all that is kept of a letter's words
CLAIM = ("state", "attempts", "claimed_at", "claimed_by")
LASTS = 5.0  # seconds that one task goes on for
EACH = 25  # messages for which one task is asked: several workers share a batch
IDLE = 5.0  # seconds after which a line to the mail server is not trusted any more
LEFT = "the worker stopped while sending it"
ME = f"{socket.gethostname()[:40]}:{os.getpid()}"


def new_message_id() -> str:
    return make_msgid(domain=urlsplit(settings.BASE_URL).hostname or "localhost")


@task
def deliver() -> int:
    """Send what is due, for a few seconds; another task goes on where there is more."""
    until, count = time.monotonic() + LASTS, 0
    while not _stopping.is_set() and (message := _next()):
        _send(message)
        count += 1
        if time.monotonic() > until:
            wake(EACH)
            break
    return count


def wake(messages: int, at: datetime | None = None) -> None:
    """Ask workers for so many, in the caller's transaction; ``at``: not before."""
    later = at if at and at > timezone.now() else None
    for _task in range(math.ceil(messages / EACH)):
        deliver.using(run_after=later).enqueue()


def stop() -> None:
    """This worker ends: what it has not claimed is another's."""
    _stopping.set()


def _next() -> Message | None:
    """Take the message that waits longest, with its words; ``None``: none is due.

    Its words are made at the first claim: until then, what happens joins it.
    """
    while True:
        with transaction.atomic():
            now = timezone.now()
            due = Message.objects.due(now).order_by("next_attempt_at", "pk")
            due = due.select_for_update(of=("self",), skip_locked=True, no_key=True)
            message = due.select_related("person").first()
            if message is None:
                return None
            message.attempts += 1
            message.claimed_at, message.claimed_by = now, ME
            message.state = State.SENDING
            try:
                with transaction.atomic():
                    if not _worded(message, now):
                        message.state = State.DROPPED
            except Exception as error:  # its words cannot be made: the others go on
                _refused(message, error)
                continue
            if message.kind != MessageKind.LETTER:
                message.save(update_fields=[*WORDS, *CLAIM])
            elif message.state == State.SENDING:
                message.save(update_fields=[*WHO, *CLAIM])
            else:  # an address that nobody has is not kept
                message.delete()
        if message.state == State.SENDING:
            return message


def _send(message: Message) -> None:
    try:
        _line.send(_as_mail(message))
    except Exception as error:  # whatever a mail library raises: it is tried again
        _refused(message, error)
        return
    mine = Message.objects.filter(pk=message.pk, claimed_at=message.claimed_at)
    mine.update(
        state=State.SENT, sent_at=timezone.now(), last_error="", email="", about={}
    )


def _worded(message: Message, now: datetime) -> bool:
    """Whether it has words, or gets some now; a letter's are made for each attempt."""
    if message.kind == MessageKind.LETTER:
        return composing.compose_letter(message)
    return bool(message.text) or _compose(message, now)


def _compose(message: Message, now: datetime) -> bool:
    """Make its words of what is still wanted; whether there is any."""
    held = Notification.objects.filter(message=message)
    rows = list(held.select_for_update(no_key=True).order_by("topic", "-at", "-pk"))
    kept = _wanted(message, rows, now)
    unwanted = [row.pk for row in rows if row not in kept]
    if unwanted:  # now; it may be wanted later, when a pause ends
        held.filter(pk__in=unwanted).update(message=None)
    if not kept:
        return False
    held.update(left_at=now)
    composing.compose(message, kept)
    return True


def _wanted(
    message: Message, rows: list[Notification], now: datetime
) -> list[Notification]:
    is_open = bool(message.person and message.person.is_active)
    if not is_open or all(row.is_required for row in rows):
        return rows if is_open else []
    found = Notification.objects.filter(message=message).wanted(now)
    keys = set(found.values_list("pk", flat=True))
    return [row for row in rows if row.pk in keys]


def _as_mail(message: Message) -> EmailMultiAlternatives:
    headers = {"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"}
    if message.unsubscribe:
        headers["List-Unsubscribe"] = f"<{message.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(
        line(message.subject),
        writable(message.text),
        to=[message.address],
        headers=headers,
    )
    mail.attach_alternative(writable(message.html), "text/html")
    return mail


def _refused(message: Message, error: Exception) -> None:
    """Note why, without anyone's address, and when it is tried again, if it is."""
    at = next_attempt(message.attempts, timezone.now(), settings.MAIL_RETRY_MINUTES)
    message.state = State.FAILED if at else State.GIVEN_UP
    message.next_attempt_at, message.last_error = at, reason(error)
    with transaction.atomic():
        message.save(update_fields=[*CLAIM, "next_attempt_at", "last_error"])
        if at:
            wake(1, at)
    kind = type(error).__name__
    log.warning("Message %s: %s (%s)", message.pk, message.state, kind)


def reason(error: Exception) -> str:
    """What the mail server said, in few words; what it says of an address is cut."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, answer = next(iter(error.recipients.values()), (0, b""))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, answer = error.smtp_code, error.smtp_error  # type: ignore[assignment] # str
    else:
        return type(error).__name__
    text = answer.decode(errors="replace") if isinstance(answer, bytes) else str(answer)
    words = ("…" if "@" in word else word for word in text.split())
    return f"{code} {' '.join(words)}"[:300]


class _Line(threading.local):
    """The connection to the mail server, kept while there is much to send."""

    connection: Any = None
    used = 0.0

    def send(self, mail: EmailMultiAlternatives) -> None:
        if self.connection and time.monotonic() - self.used > IDLE:
            self.close()
        if self.connection is None:
            self.connection = get_connection()
            self.connection.open()
        try:
            mail.connection = self.connection
            if not mail.send():
                raise smtplib.SMTPException("not sent")
        except BaseException:
            self.close()
            raise
        self.used = time.monotonic()
        if not hasattr(self.connection, "use_tls"):  # files: one for each message
            self.close()

    def close(self) -> None:
        connection, self.connection = self.connection, None
        if connection:
            connection.close()


_line = _Line()
_stopping = threading.Event()


def sweep() -> int:
    """Give back what workers left behind when they died; how many there were."""
    now = timezone.now()
    before = now - timedelta(seconds=settings.MAIL_CLAIM_SECONDS)
    with transaction.atomic():
        rows = Message.objects.left_behind(before)
        left = list(rows.select_for_update(skip_locked=True, no_key=True)[:1000])
        for message in left:
            at = now if _may_try(message) else None
            message.state = State.QUEUED if at else State.GIVEN_UP
            message.next_attempt_at, message.last_error = at, LEFT
            message.save(update_fields=["state", "next_attempt_at", "last_error"])
    if left:
        log.warning("%d messages were left behind by a worker", len(left))
    _wake_for_what_is_due(now)
    return len(left)


def _may_try(message: Message) -> bool:
    """Not one that every worker dies of."""
    return message.attempts <= len(settings.MAIL_RETRY_MINUTES)


def _wake_for_what_is_due(now: datetime) -> None:
    """A task may have died with its worker: the rows say what there is to do."""
    tasks = DBTaskResult.objects.ready().filter(task_path=deliver.module_path)
    due = Message.objects.due(now).count()
    if due and not tasks.exists():
        wake(due)


def empty_old_words() -> int:
    """Take words and address out of settled messages that are old; the rest stays.

    A letter that was given up ends with them: nobody can send it again.
    """
    before = timezone.now() - timedelta(days=settings.MAIL_KEEP_DAYS)
    old = Message.objects.to_empty(before)
    ends = When(
        kind=MessageKind.LETTER, state=State.GIVEN_UP, then=Value(State.DROPPED)
    )
    return old.update(
        state=Case(ends, default=F("state")),
        subject="",
        text="",
        html="",
        unsubscribe="",
        email="",
        about={},
    )
