"""Jobs by the clock: once for each moment, made up for, and never two at once."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from accord.notifications.models import Scheduled
from accord.notifications.scheduling import Job, run_due
from config.schedule import JOBS

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)


def job(**fields):
    ran = []
    return Job("job", lambda: ran.append(1), **fields), ran


def run_at(one, *moments):
    for moment in moments:
        with time_machine.travel(moment, tick=False):
            run_due([one])


def test_a_daily_job_runs_once_a_day_from_its_time_on():
    one, ran = job(at=time(7))
    early = MONDAY.replace(hour=5)  # six o'clock in Brussels
    run_at(
        one, MONDAY - timedelta(days=1), early, early + timedelta(hours=1, minutes=5)
    )
    assert len(ran) == 2
    run_at(one, MONDAY, MONDAY + timedelta(hours=3), MONDAY + timedelta(days=1))
    assert len(ran) == 3


def test_a_weekly_job_missed_on_its_day_is_made_up_for():
    one, ran = job(at=time(7), weekday=0)
    run_at(one, MONDAY - timedelta(days=4))
    assert len(ran) == 1  # for the Monday before
    run_at(one, MONDAY + timedelta(days=2), MONDAY + timedelta(days=3))
    assert len(ran) == 2


def test_a_job_runs_every_so_often():
    one, ran = job(every=timedelta(minutes=1))
    run_at(one, *(MONDAY + timedelta(seconds=20 * step) for step in range(6)))
    assert len(ran) == 2


def test_a_job_that_another_worker_runs_is_left_to_it():
    one, ran = job(at=time(7))
    Scheduled.objects.create(name="job", claimed_at=MONDAY - timedelta(minutes=5))
    run_at(one, MONDAY)
    assert ran == []
    run_at(one, MONDAY + timedelta(hours=1))  # that worker must have died
    assert ran == [1]


def test_a_job_that_fails_is_told_tried_again_and_stops_no_other(caplog):
    def fail():
        raise ValueError("ines@example.org")

    other, ran = job(at=time(7))
    bad = Job("bad", fail, at=time(7))
    with time_machine.travel(MONDAY, tick=False):
        run_due([bad, other])
    assert ran == [1]
    assert "Job bad failed: ValueError" in caplog.text
    assert "example.org" not in caplog.text
    assert Scheduled.objects.get(name="bad").slot is None
    bad = Job("bad", lambda: ran.append(2), at=time(7))
    run_at(bad, MONDAY + timedelta(minutes=31))
    assert ran == [1, 2]
    assert Scheduled.objects.get(name="bad").error == ""


def test_every_job_of_the_platform_runs(cast):
    assert set(run_due(JOBS)) == {one.name for one in JOBS}
    assert not Scheduled.objects.exclude(error="").exists()
    assert "daily digests" not in run_due(JOBS)


def test_a_clock_that_was_ahead_and_is_right_again_stops_no_job(caplog):
    one, ran = job(at=time(7))
    run_at(one, MONDAY, MONDAY + timedelta(days=365))
    assert len(ran) == 2

    run_at(one, MONDAY + timedelta(days=1), MONDAY + timedelta(days=1, minutes=1))

    assert len(ran) == 3  # once for its own day, not in a year
    assert "the clock was ahead" in caplog.text


def test_a_claim_of_a_time_to_come_is_taken_back_too():
    one, ran = job(at=time(7))
    Scheduled.objects.create(name="job", claimed_at=MONDAY + timedelta(days=3))
    run_at(one, MONDAY)
    assert ran == [1]


def test_clocks_of_two_machines_may_differ_by_minutes():
    one, ran = job(at=time(7))
    Scheduled.objects.create(name="job", claimed_at=MONDAY + timedelta(minutes=2))
    run_at(one, MONDAY)
    assert ran == []
