"""Digests: once a day, once a week, each in one language, and nothing twice."""

import re

import pytest
from django.core import mail
from django.utils import timezone

from accord.lib import register
from accord.notifications import digests
from accord.notifications.models import Notification, Pause
from accord.notifications.querysets import about
from tests import make
from tests.notifications.working import work_off

pytestmark = pytest.mark.django_db


def sent_by(digest):
    mail.outbox.clear()
    digest()
    work_off()
    return [one.to[0] for one in mail.outbox]


def test_a_day_and_a_week_are_gathered_in_one_message_each(cast, happen, choose):
    choose(cast.ines, "weekly")
    for record in (None, make.agreement(), make.agreement()):
        happen(cast.ines, cast.marc, about=record)

    assert sent_by(digests.daily) == [cast.marc.email]  # who has not chosen
    assert mail.outbox[0].body.count("fr: it happened.") == 3
    assert sent_by(digests.weekly) == [cast.ines.email]
    assert sent_by(digests.daily) == sent_by(digests.weekly) == []


def test_the_day_s_leave_with_the_week_s(cast, happen, choose):
    choose(cast.ines, "weekly", "texts")
    choose(cast.ines, "daily", "results")
    happen(cast.ines)
    Notification.objects.update(topic="results")
    happen(cast.ines, about=make.agreement())

    assert sent_by(digests.weekly) == [cast.ines.email]


def test_never_is_never(cast, happen, choose):
    choose(cast.ines, "none")
    happen(cast.ines)
    assert sent_by(digests.weekly) == []


def test_what_was_read_stays_out_and_so_does_what_is_paused(cast, happen, record):
    other = make.agreement()
    for one in (record, other, make.agreement()):
        happen(cast.ines, about=one)
    read = Notification.objects.filter(**about(other))
    read.update(read_at=timezone.now())
    until = timezone.now() + timezone.timedelta(days=7)
    Pause.objects.create(person=cast.ines, until=until, **about(record))

    assert sent_by(digests.daily) == [cast.ines.email]
    assert mail.outbox[0].body.count("happened.") == 1
    Pause.objects.update(until=timezone.now())
    assert sent_by(digests.daily) == [cast.ines.email]  # what the pause held back


def test_what_happens_before_it_leaves_is_in_it(cast, happen):
    happen(cast.ines, word="first")
    digests.daily()
    happen(cast.ines, word="second")
    work_off()
    assert "second happened." in mail.outbox[0].body
    assert "first happened." not in mail.outbox[0].body


def test_a_reader_who_changes_language_gets_one_digest_in_each(cast, happen):
    happen(cast.ines)
    cast.ines.language = "nl"
    cast.ines.save()
    happen(cast.ines, about=make.agreement())

    assert sent_by(digests.daily) == [cast.ines.email] * 2
    for message in mail.outbox:
        told = set(re.findall(r"(fr|nl): it happened", message.body))
        addresses = set(re.findall(r"http://testserver/(..)/", message.body))
        assert len(told) == 1
        assert told == addresses


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize("how_many", [1, 2])
def test_every_sentence_of_a_digest_is_in_its_reader_s_language(
    cast, happen, marked, language, how_many
):
    cast.ines.language = language
    cast.ines.save()
    for _each in range(how_many):
        happen(cast.ines, about=make.agreement())
    digests.daily()
    work_off()

    [message] = mail.outbox
    page = message.alternatives[0][0]
    assert f'<html lang="{language}">' in page
    name = getattr(register.current().publisher.name, language)
    publisher = re.escape(name.lower())
    own = re.compile(rf"«{language}»|{language}: it|{publisher}")
    lines = [line.strip(" *") for line in message.body.splitlines()]
    said = [line for line in lines if re.search(r"\w", line) and "://" not in line]
    assert len(said) > 5
    assert [line for line in said if not own.search(line.lower())] == []
    texts = re.findall(r">([^<>]*\w[^<>]*)<", page)
    dates = re.compile(r"^\s*\(.*\)\s*$")
    assert [
        text for text in texts if not (own.search(text.lower()) or dates.match(text))
    ] == []


def test_a_long_digest_says_how_much_more_there_is(cast, happen):
    for _each in range(53):
        happen(cast.ines, about=make.agreement())
    assert sent_by(digests.daily) == [cast.ines.email]
    assert mail.outbox[0].body.count("happened.") == 50
    assert not Notification.objects.open().exists()
    assert len(mail.outbox[0].alternatives[0][0]) < 60_000
