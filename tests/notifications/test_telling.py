"""One event, one row per person: in their language, in the caller's transaction."""

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accord.notifications.models import Message, Notification, Pause
from accord.notifications.querysets import about
from tests import make
from tests.notifications.working import work_off

pytestmark = pytest.mark.django_db


def test_each_person_is_told_once_in_their_language_and_the_author_is_not(cast, happen):
    cast.marc.language = "nl"
    cast.marc.save()

    happen(cast.ines, cast.marc, cast.ines, cast.remy, by=cast.remy)

    told = Notification.objects.order_by("person")
    assert [(one.person, one.subject) for one in told] == [
        (cast.ines, "fr: it"),
        (cast.marc, "nl: it"),
    ]
    assert [one.address.split("/")[1] for one in told] == ["fr", "nl"]


def test_neither_a_machine_nor_who_may_no_longer_sign_in_is_told(cast, happen):
    gone = make.person(is_active=False)
    machine = make.person(is_system=True)

    assert happen(gone, machine) == []


def test_ten_events_about_a_record_are_one_row_and_one_mail_with_the_latest_words(
    cast, happen, choose
):
    choose(cast.ines, "at_once")
    for number in range(1, 11):
        happen(cast.ines, word=f"event {number}")

    [row] = Notification.objects.all()
    assert (row.times, row.subject) == (10, "fr: event 10")
    assert DBTaskResult.objects.count() == 1
    work_off()
    [message] = mail.outbox
    assert message.subject.endswith(": fr: event 10")
    assert "10" in message.body


def test_what_happens_after_the_mail_left_is_told_anew(cast, happen, choose):
    choose(cast.ines, "at_once")
    happen(cast.ines, word="first")
    work_off()
    happen(cast.ines, word="second")
    work_off()

    assert [one.subject.split(": ")[2] for one in mail.outbox] == ["first", "second"]
    assert list(Notification.objects.values_list("times", flat=True)) == [1, 1]


def test_what_happens_after_it_was_read_is_told_anew(cast, happen):
    [row] = happen(cast.ines, word="first")
    Notification.objects.update(read_at=timezone.now())
    [other] = happen(cast.ines, word="second")

    assert row.pk != other.pk


def test_another_record_or_another_kind_is_another_row(cast, happen, kinds):
    happen(cast.ines)
    happen(cast.ines, about=make.agreement())
    happen(cast.ines, kind=kinds.required)

    assert Notification.objects.count() == 3


def test_what_is_undone_was_never_told(cast, happen, choose):
    choose(cast.ines, "at_once")
    with transaction.atomic():
        happen(cast.ines)
        assert Message.objects.exists()
        transaction.set_rollback(True)

    assert not Notification.objects.exists()
    assert not Message.objects.exists()
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize(
    ("rhythm", "has_message"),
    [("at_once", True), ("daily", False), ("weekly", False), ("none", False)],
)
def test_only_who_wants_it_at_once_gets_a_message_at_once(
    cast, happen, choose, rhythm, has_message
):
    choose(cast.ines, rhythm)
    happen(cast.ines)
    assert Message.objects.exists() is has_message


def test_what_is_required_goes_at_once_whatever_was_chosen(cast, happen, choose, kinds):
    choose(cast.ines, "none")
    happen(cast.ines, kind=kinds.required)
    work_off()
    assert [one.to for one in mail.outbox] == [[cast.ines.email]]


def test_a_record_that_is_paused_sends_nothing_but_what_is_required(
    cast, happen, choose, kinds, record
):
    choose(cast.ines, "at_once")
    until = timezone.now() + timezone.timedelta(days=1)
    Pause.objects.create(person=cast.ines, until=until, **about(record))
    happen(cast.ines, word="paused")
    happen(cast.ines, word="required", kind=kinds.required)
    work_off()
    assert [one.subject.split(": ")[2] for one in mail.outbox] == ["required"]


def test_telling_many_about_one_record_costs_a_few_queries_for_each(
    cast, happen, django_assert_max_num_queries
):
    people = [make.person() for _ in range(20)]
    with django_assert_max_num_queries(4 + 4 * len(people)):
        happen(*people)
    assert connection.in_atomic_block


def test_nobody_sees_what_others_were_told(cast, happen):
    happen(cast.ines)
    assert Notification.objects.visible_to(cast.ines).count() == 1
    for who in (cast.marc, cast.rita, cast.ada):
        assert not Notification.objects.visible_to(who).exists()
