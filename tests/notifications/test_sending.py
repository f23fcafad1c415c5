"""Messages: words, headers, refusals, and what a dead worker leaves behind."""

import logging
import smtplib
import socket
import subprocess
import sys
import time
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accord.lib.errors import Refused
from accord.notifications import actions, composing, sending
from accord.notifications.models import Message, Notification
from accord.notifications.notices import TRIAL
from accord.notifications.workflow import State
from config.env import BASE_DIR
from tests import make
from tests.notifications.working import work_off

pytestmark = pytest.mark.django_db
HUNG_UP = "SMTPServerDisconnected"  # the word of smtplib for a wait that was too long


@pytest.fixture
def refusing(monkeypatch):
    """A mail server that refuses the address, until ``refusing.clear()``."""
    reasons = ["mailbox <ines@example.org> is full"]

    def send(self, messages):
        if reasons:
            refused = {messages[0].to[0]: (552, reasons[0].encode())}
            raise smtplib.SMTPRecipientsRefused(refused)
        return accept(self, messages)

    accept = EmailBackend.send_messages
    monkeypatch.setattr(EmailBackend, "send_messages", send)
    return reasons


@pytest.fixture
def queued(cast, happen, choose):
    choose(cast.ines, "at_once")
    [row] = happen(cast.ines)
    return row.message


def test_a_message_has_text_and_page_and_says_how_to_stop_it(cast, queued):
    work_off()
    [sent] = mail.outbox
    [(page, kind)] = sent.alternatives
    assert (sent.to, kind) == ([cast.ines.email], "text/html")
    for form in (sent.body, page):
        assert "fr: it happened." in form
        assert "http://testserver/fr/espace/contrats/" in form
    headers = sent.extra_headers
    assert headers["Message-ID"] == queued.message_id
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].startswith("<http://testserver/fr/compte/")
    queued.refresh_from_db()
    assert (queued.state, queued.attempts) == (State.SENT, 1)


def test_its_page_can_be_read_by_everyone(queued):
    work_off()
    page = mail.outbox[0].alternatives[0][0]
    assert '<html lang="fr">' in page
    assert page.count("<h1>") == 1
    assert "<title>Accord\N{NO-BREAK SPACE}: fr: it</title>" in page
    assert "<img" not in page
    assert "style" not in page


def test_what_is_required_offers_no_way_to_stop_it(cast, happen, kinds):
    happen(cast.ines, kind=kinds.required)
    work_off()
    [sent] = mail.outbox
    assert "List-Unsubscribe" not in sent.extra_headers
    assert "preferences" in sent.body


def test_what_was_read_on_the_page_meanwhile_is_not_sent(queued):
    Notification.objects.update(read_at=timezone.now())
    work_off()
    queued.refresh_from_db()
    assert (mail.outbox, queued.state) == ([], State.DROPPED)


def test_what_its_reader_stopped_meanwhile_is_not_sent(cast, queued, choose):
    choose(cast.ines, "none")
    work_off()
    assert mail.outbox == []
    assert Notification.objects.get().message is None


def test_a_refused_message_is_tried_again_later_and_then_given_up(
    queued, refusing, settings
):
    settings.MAIL_RETRY_MINUTES = [2, 10]
    start = timezone.now()
    found = []
    for minutes in (0, 1, 3, 14):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            work_off()
        queued.refresh_from_db()
        found.append((queued.state, queued.attempts))
    assert found == [
        (State.FAILED, 1),
        (State.FAILED, 1),  # its time has not come
        (State.FAILED, 2),
        (State.GIVEN_UP, 3),
    ]
    assert queued.next_attempt_at is None
    assert queued.last_error == "552 mailbox … is full"


def test_a_repeat_carries_the_same_words_and_the_same_number(
    cast, queued, refusing, happen
):
    work_off()
    queued.refresh_from_db()
    first = queued.text
    happen(cast.ines, word="later")
    refusing.clear()
    with time_machine.travel(timezone.now() + timedelta(minutes=3)):
        work_off()
    repeat = next(one for one in mail.outbox if one.subject.endswith(": fr: it"))
    assert repeat.body == first
    assert repeat.extra_headers["Message-ID"] == queued.message_id
    assert len(mail.outbox) == 2


def test_an_administrator_has_a_given_up_message_sent_again(
    cast, queued, refusing, settings
):
    settings.MAIL_RETRY_MINUTES = []
    work_off()
    queued.refresh_from_db()
    assert queued.state == State.GIVEN_UP
    refusing.clear()
    actions.send_again(queued, by=cast.ada)
    work_off()
    assert len(mail.outbox) == 1


def test_the_log_names_nobody(queued, refusing, caplog):
    with caplog.at_level(logging.DEBUG):
        work_off()
    assert "SMTPRecipientsRefused" in caplog.text
    assert "example.org" not in caplog.text


def test_what_a_dead_worker_left_behind_is_given_back_after_a_while(queued, settings):
    assert sending._next() == queued
    DBTaskResult.objects.all().delete()  # the task died with its worker
    assert sending.sweep() == 0  # it may still be at it
    later = timezone.now() + timedelta(seconds=settings.MAIL_CLAIM_SECONDS + 1)
    with time_machine.travel(later):
        assert sending.sweep() == 1
        assert sending.sweep() == 0
        work_off()
    [sent] = mail.outbox
    assert sent.extra_headers["Message-ID"] == queued.message_id


def test_a_message_that_every_worker_dies_of_is_given_up(queued, settings):
    settings.MAIL_RETRY_MINUTES = []
    settings.MAIL_CLAIM_SECONDS = -1
    assert sending._next() == queued
    sending.sweep()
    queued.refresh_from_db()
    assert queued.state == State.GIVEN_UP


def test_a_message_whose_task_was_lost_gets_another(queued):
    DBTaskResult.objects.all().delete()
    sending.sweep()
    work_off()
    assert len(mail.outbox) == 1


def test_a_message_is_claimed_once(queued):
    assert sending._next() == queued
    assert sending._next() is None


def test_a_message_whose_words_cannot_be_made_does_not_hold_up_the_others(
    cast, queued, happen, choose, monkeypatch
):
    def fail(message, rows):
        if message.person == cast.ines:
            raise ValueError("ines@example.org")
        compose(message, rows)

    compose = composing.compose
    monkeypatch.setattr(composing, "compose", fail)
    choose(cast.marc, "at_once")
    happen(cast.marc)
    work_off()
    assert [one.to for one in mail.outbox] == [[cast.marc.email]]
    queued.refresh_from_db()
    assert (queued.state, queued.last_error) == (State.FAILED, "ValueError")


def test_a_long_queue_is_sent_task_after_task(cast, happen, choose, monkeypatch):
    monkeypatch.setattr(sending, "LASTS", 0)
    people = [make.person() for _ in range(30)]
    for person in people:
        choose(person, "at_once", "texts")
    happen(*people)
    assert DBTaskResult.objects.count() == 2
    work_off()
    assert len(mail.outbox) == 30


def test_old_words_are_emptied_and_the_rest_stays(queued, settings):
    work_off()
    later = timezone.now() + timedelta(days=settings.MAIL_KEEP_DAYS + 1)
    with time_machine.travel(later):
        assert sending.empty_old_words() == 1
        assert sending.empty_old_words() == 0
    queued.refresh_from_db()
    assert (queued.subject, queued.text, queued.html) == ("", "", "")
    assert queued.sent_at
    assert queued.message_id


@pytest.mark.parametrize("is_known", [True, False])
def test_a_letter_that_was_given_up_ends_with_what_it_was_about(
    is_known, cast, settings
):
    TRIAL.send(cast.ines if is_known else None, email="a@example.org", person=7)
    Message.objects.update(state=State.GIVEN_UP, next_attempt_at=None)
    assert sending.empty_old_words() == 0
    later = timezone.now() + timedelta(days=settings.MAIL_KEEP_DAYS + 1)
    with time_machine.travel(later):
        assert [sending.empty_old_words() for _ in range(2)] == [1, 0]
    message = Message.objects.get()
    assert (message.email, message.about) == ("", {})
    assert not Message.objects.in_trouble().exists()
    with pytest.raises(Refused):
        actions.send_again(message, by=cast.ada)


def test_only_administrators_see_what_failed(cast, queued):
    assert Message.objects.visible_to(cast.ada).count() == 1
    for who in (cast.ines, cast.rita, cast.zoe, make.person()):
        assert not Message.objects.visible_to(who).exists()


def test_a_name_of_several_lines_writes_no_header_and_stops_no_mail(
    cast, happen, choose
):
    choose(cast.ines, "at_once")
    happen(cast.ines, word="one\r\nBcc: nora@example.org")
    work_off()

    [sent] = mail.outbox
    assert sent.subject == "Accord\N{NO-BREAK SPACE}: fr: one Bcc: nora@example.org"
    assert sent.recipients() == [cast.ines.email]


def test_a_mail_server_that_is_silent_is_given_up_and_asked_later(queued, settings):
    """It takes the call and says nothing: the worker hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        settings.EMAIL_TIMEOUT = 0.2
        begun = time.monotonic()
        work_off()
        took = time.monotonic() - begun
    queued.refresh_from_db()
    assert (queued.state, queued.last_error) == (State.FAILED, HUNG_UP)
    assert queued.next_attempt_at > timezone.now()
    assert took < 5


def test_no_mail_server_is_waited_for_longer_than_its_claim(tmp_path):
    asked = (
        "from config import settings\n"
        "assert 0 < settings.EMAIL_TIMEOUT < settings.MAIL_CLAIM_SECONDS\n"
    )
    subprocess.run(
        [sys.executable, "-c", asked],
        cwd=BASE_DIR,
        env={"ACCORD_DATA": str(tmp_path), "EMAIL_URL": "smtp://mail.example:25"},
        check=True,
        timeout=60,
    )
