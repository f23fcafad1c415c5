"""Sending: claim a message, hand it to the mail server, note what became of it.

The claim is one short transaction, after which the message is this worker's; the mail
server is spoken to outside any transaction; then it is marked. A worker that dies in
between leaves the message ``sending``: ``sweep`` gives it back after a while, with the
same Message-ID. What was never accepted by the server is so sent once; what it accepted
in the instant before the worker died, may be sent twice. Nothing is lost.
"""

import logging
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
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from accord.notifications import composing
from accord.notifications.models import Message, Notification
from accord.notifications.rules import next_attempt
from accord.notifications.workflow import State

log = logging.getLogger(__name__)
IDLE = 5.0  # seconds after which a line to the mail server is not trusted any more
LEFT = "the worker stopped while sending it"
ME = f"{socket.gethostname()[:40]}:{os.getpid()}"


def new_message_id() -> str:
    return make_msgid(domain=urlsplit(settings.BASE_URL).hostname or "localhost")


@task
def deliver(message: int) -> str:
    """Try one message, if its time has come and no other worker has it."""
    found = claim(message)
    if found is None:
        return "nothing to do"
    try:
        _line.send(_as_mail(found))
    except Exception as error:  # whatever a mail library raises: it is tried again
        return _refused(found, error)
    mine = Message.objects.filter(pk=found.pk, claimed_at=found.claimed_at)
    mine.update(state=State.SENT, sent_at=timezone.now(), last_error="")
    return State.SENT


def enqueue(message: Message) -> None:
    """Ask a worker to deliver it when its time comes, in the caller's transaction."""
    at = message.next_attempt_at
    later = at if at and at > timezone.now() else None
    deliver.using(run_after=later).enqueue(message.pk)


def claim(pk: int) -> Message | None:
    """Take a message that is due, with its words; ``None`` when there is none to take.

    Its words are made at the first claim: until then, what happens joins it.
    """
    now = timezone.now()
    with transaction.atomic():
        rows = Message.objects.due(now).select_related("person")
        message = (
            rows.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
        )
        if message is None:
            return None
        if not message.text and not _compose(message, now):
            message.state = State.DROPPED
            message.next_attempt_at = None
            message.save()
            return None
        message.state, message.attempts = State.SENDING, message.attempts + 1
        message.claimed_at, message.claimed_by = now, ME
        message.save()
    return message


def _compose(message: Message, now: datetime) -> bool:
    """Make its words of what is still wanted; whether there is any."""
    held = Notification.objects.filter(message=message)
    rows = list(held.select_for_update(no_key=True).order_by("topic", "-at", "-pk"))
    wanted = set(held.wanted(now).values_list("pk", flat=True))
    kept = [row for row in rows if row.pk in wanted]
    # What is not wanted now may be later: when a pause ends.
    held.exclude(pk__in=wanted).update(message=None)
    if not kept:
        return False
    held.update(left_at=now)
    composing.compose(message, kept)
    return True


def _as_mail(message: Message) -> EmailMultiAlternatives:
    headers = {"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"}
    if message.unsubscribe:
        headers["List-Unsubscribe"] = f"<{message.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(
        message.subject, message.text, to=[message.person.email], headers=headers
    )
    mail.attach_alternative(message.html, "text/html")
    return mail


def _refused(message: Message, error: Exception) -> str:
    """Note why, without anyone's address, and when it is tried again, if it is."""
    at = next_attempt(message.attempts, timezone.now(), settings.MAIL_RETRY_MINUTES)
    message.state = State.FAILED if at else State.GIVEN_UP
    message.next_attempt_at, message.last_error = at, reason(error)
    columns = ["state", "next_attempt_at", "last_error"]
    with transaction.atomic():
        message.save(update_fields=columns)
        if at:
            enqueue(message)
    log.warning("Message %s: %s (%s)", message.pk, message.state, type(error).__name__)
    return message.state


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
            if at:
                enqueue(message)
    if left:
        log.warning("%d messages were left behind by a worker", len(left))
    return len(left) + _forgotten(now)


def _may_try(message: Message) -> bool:
    """Not one that every worker dies of."""
    return message.attempts <= len(settings.MAIL_RETRY_MINUTES)


def _forgotten(now: datetime) -> int:
    """Messages that are due when no task is: their tasks died with a worker."""
    tasks = DBTaskResult.objects.ready().filter(task_path=deliver.module_path)
    if tasks.exists():
        return 0
    with transaction.atomic():
        rows = Message.objects.due(now)
        due = list(rows.select_for_update(skip_locked=True, no_key=True)[:1000])
        for message in due:
            enqueue(message)
    return len(due)


def empty_old_words() -> int:
    """Take the words out of messages that are settled and old; the rest stays."""
    before = timezone.now() - timedelta(days=settings.MAIL_KEEP_DAYS)
    return Message.objects.to_empty(before).update(
        subject="", text="", html="", unsubscribe=""
    )
