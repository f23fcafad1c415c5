"""Reminders before and after the due date: once each, in the person's language."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command

from accord.directory.models import Role
from accord.instruments.models import AgreedIndicator
from accord.journal.models import Entry
from accord.monitoring import reminding
from accord.monitoring.models import Reminder
from accord.monitoring.rules.reminding import ReminderKind, reminder_on
from tests import make
from tests.monitoring import region
from tests.notifications.working import work_off

pytestmark = pytest.mark.django_db
DUE = date(2026, 7, 31)


@pytest.mark.parametrize(
    ("day", "before", "after", "kind"),
    [
        (DUE - timedelta(8), 7, 7, None),
        (DUE - timedelta(7), 7, 7, ReminderKind.BEFORE),
        (DUE - timedelta(1), 7, 7, ReminderKind.BEFORE),
        (DUE - timedelta(1), None, 7, None),
        (DUE, None, 7, ReminderKind.DUE),
        (DUE, 7, None, ReminderKind.DUE),
        (DUE, None, None, None),
        (DUE + timedelta(6), 7, 7, None),
        (DUE + timedelta(7), 7, 7, ReminderKind.LATE),
        (DUE + timedelta(7), 7, None, None),
        (DUE + timedelta(30), 7, 7, ReminderKind.LATE),
        (DUE + timedelta(31), 7, 7, None),  # closed
    ],
)
def test_each_day_asks_for_one_reminder_at_most(day, before, after, kind):
    closes_on = DUE + timedelta(30)
    assert kind == reminder_on(
        day, due_on=DUE, closes_on=closes_on, days_before=before, days_after=after
    )


@pytest.fixture
def made(cast):
    """Ixelles has two results to report, due in a week; Nora's town has none."""
    calendar = make.calendar(remind_days_before=7, remind_days_after=3)
    period = make.period(
        date(2026, 1, 1), ends_on=date(2026, 6, 30), due_on=DUE, calendar=calendar
    )
    text = region.signed(cast.ixelles, calendar)
    under = region.commitment(text, make.mission())
    series = [
        region.indicator(under, make.definition(), period, target=10) for _ in range(2)
    ]
    cast.ines.language = "nl"
    cast.ines.save()
    return SimpleNamespace(period=period, text=text, series=series, under=under)


@pytest.fixture
def run(capsys):
    """``run("2026-07-24")``: what the command said; a worker sends its messages."""

    def run_(day, *more):
        call_command("send_reminders", "--on", day, *more)
        work_off()
        return capsys.readouterr().out

    return run_


def test_who_reports_is_reminded_once_in_their_language(run, cast, made):
    assert "1 reminders sent" in run("2026-07-24")
    assert "0 reminders sent" in run("2026-07-25")

    [message] = mail.outbox  # Marc only reads
    assert message.to == [cast.ines.email]
    assert made.period.label_nl in message.body
    assert "/nl/werkruimte/opvolging/" in message.body
    [entry] = Entry.objects.about(Reminder.objects.get())
    assert (entry.verb, entry.actor.is_system) == ("monitoring.send_reminder", True)


def test_there_is_one_before_one_on_the_day_and_one_after(run, cast, made):
    for day in ("2026-07-20", "2026-07-26", "2026-07-31", "2026-08-01", "2026-08-10"):
        run(day)
    kinds = Reminder.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["before", "due", "late"]
    assert len(mail.outbox) == 3


def test_who_has_reported_is_left_in_peace(run, cast, made):
    for one in made.series:
        region.result(one, made.period, 3, cast.ines)
    run("2026-07-24")
    assert mail.outbox == []


def test_a_draft_or_a_returned_result_is_not_reported(run, cast, made):
    region.result(
        made.series[0], made.period, 3, cast.ines, state="draft", submitted_on=None
    )
    region.result(made.series[1], made.period, 3, cast.ines, state="returned")
    run("2026-07-24")
    assert "2 " in mail.outbox[0].body


def test_whom_the_text_names_is_reminded_in_their_place(run, cast, made):
    clerk = make.person(Role.EDITOR, cast.service, email="clerk@example.org")
    make.person(Role.EDITOR, cast.service, is_active=False)
    AgreedIndicator.objects.of(made.text).update(reporter=cast.service)
    run("2026-07-24")
    assert [message.to for message in mail.outbox] == [[clerk.email]]


def test_a_dry_run_says_whom_and_writes_nothing(run, cast, made):
    assert cast.ines.email in run("2026-07-24", "--dry-run")
    assert not Reminder.objects.exists()
    assert mail.outbox == []


def test_a_calendar_that_says_nothing_reminds_nobody(run, cast, made):
    calendar = made.period.calendar
    calendar.remind_days_before = calendar.remind_days_after = None
    calendar.save()
    for day in ("2026-07-24", "2026-07-31", "2026-08-05"):
        run(day)
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_a_run_killed_in_the_middle_reminds_nobody_twice_and_forgets_nobody(
    cast, made, monkeypatch
):
    """The second reminder kills the run as it is told; the next run tells it."""
    other = make.person(Role.EDITOR, cast.ixelles, email="second@example.org")

    class Killed(BaseException):
        pass

    def told(*args, **kwargs):
        if Reminder.objects.count() == 2:
            raise Killed
        return tell(*args, **kwargs)

    tell = reminding.tell
    monkeypatch.setattr(reminding, "tell", told)
    with pytest.raises(Killed):
        call_command("send_reminders", "--on", "2026-07-24")
    assert Reminder.objects.count() == 1
    monkeypatch.setattr(reminding, "tell", tell)
    call_command("send_reminders", "--on", "2026-07-24")
    call_command("send_reminders", "--on", "2026-07-24")
    work_off()
    assert sorted(message.to[0] for message in mail.outbox) == sorted(
        [cast.ines.email, other.email]
    )


def test_the_schedule_reminds_whom_today_asks_for(cast, made):
    with time_machine.travel("2026-07-24T09:00+02:00"):
        assert reminding.send_due() == 1
        assert reminding.send_due() == 0


def test_two_runs_at_once_keep_one(run, cast, made):
    [one] = reminding.planned(date(2026, 7, 24))
    assert reminding.send(one) is True
    assert reminding.send(one) is False  # planned before the other one kept it


def test_only_the_region_sees_who_was_reminded(run, cast, made):
    run("2026-07-24")
    assert Reminder.objects.visible_to(cast.lea).count() == 1
    assert Reminder.objects.visible_to(cast.ines).count() == 1
    for who in (cast.marc, cast.nora, cast.zoe):
        assert not Reminder.objects.visible_to(who).exists()
