"""Calendars and periods: one by one or many at once, and never two on one day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.framework.actions.keeping import (
    add_calendar,
    add_period,
    add_period_series,
    edit_period,
)
from accord.framework.models import Calendar, ReportingPeriod
from accord.framework.rules import Planned, months_later, series
from accord.journal.models import Entry
from accord.lib.errors import Refused
from accord.workflow import version_of
from tests import make

pytestmark = pytest.mark.django_db
PURE = settings(derandomize=True, deadline=None, max_examples=200)
JULY = date(2027, 7, 1)


def url(name, *args):
    return reverse(f"framework:{name}", args=args)


@pytest.fixture
def typed():
    return {
        "label_fr": "2027, semestre 1",
        "label_nl": "2027, semester 1",
        "starts_on": "01/01/2027",
        "ends_on": "30/06/2027",
        "opens_on": "1-7-2027",
        "due_on": "31.07.2027",
        "closes_on": "2027-08-31",
    }


@pytest.fixture
def many():
    return {
        "starts_on": "01/01/2027",
        "months": "6",
        "how_many": "4",
        "opens": "1",
        "due": "31",
        "closes": "62",
    }


# The rule alone


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 12, 1), 3, date(2028, 3, 1)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 11, 15), 0, date(2027, 11, 15)),
    ],
)
def test_months_are_counted_as_people_do(day, months, expected):
    assert months_later(day, months) == expected


@PURE
@given(
    start=st.dates(date(2020, 1, 1), date(2060, 1, 1)),
    months=st.sampled_from([3, 6, 12]),
    how_many=st.integers(1, 40),
    after=st.lists(st.integers(0, 200), min_size=3, max_size=3).map(sorted),
)
def test_a_series_leaves_no_day_out_and_has_none_twice(start, months, how_many, after):
    opens, due, closes = after
    found = series(start, months, how_many, opens=opens, due=due, closes=closes)
    assert (found[0].starts_on, len(found)) == (start, how_many)
    for one, following in pairwise(found):
        assert following.starts_on == one.ends_on + timedelta(days=1)
    for one in found:
        assert one.starts_on <= one.ends_on <= one.opens_on
        assert one.opens_on <= one.due_on <= one.closes_on
    assert found[-1].ends_on == months_later(start, months * how_many) - timedelta(1)
    assert len({one.label_fr for one in found}) == how_many


@pytest.mark.parametrize(
    ("start", "months", "fr", "nl"),
    [
        (date(2027, 1, 1), 12, "2027", "2027"),
        (JULY, 6, "2027, semestre 2", "2027, semester 2"),
        (JULY, 3, "2027, trimestre 3", "2027, kwartaal 3"),
        (JULY, 12, "01/07/2027 – 30/06/2028", "01/07/2027 – 30/06/2028"),
        (date(2027, 1, 2), 3, "02/01/2027 – 01/04/2027", "02/01/2027 – 01/04/2027"),
    ],
)
def test_a_period_is_called_as_people_call_it(start, months, fr, nl):
    (one,) = series(start, months, 1, opens=1, due=2, closes=3)
    assert (one.label_fr, one.label_nl) == (fr, nl)


# A calendar and its periods


def test_a_calendar_is_shown_first_and_kept_once(sign_in, cast):
    client = sign_in(cast.rita)
    sent = {"title_fr": "Semestres", "title_nl": "Semesters"}
    client.post(url("calendar_add"), sent | {"preview": "1"})
    assert not Calendar.objects.exists()
    kept = client.post(url("calendar_add"), sent)
    calendar = Calendar.objects.get()
    assert (kept.url, calendar.code) == (
        url("calendar_detail", calendar.pk),
        "semestres",
    )
    assert client.post(url("calendar_add"), sent).status_code == 409
    nameless = client.post(url("calendar_add"), sent | {"title_fr": "…"})
    assert list(nameless.context["form"].errors) == ["title_fr"]


def test_when_people_are_reminded_is_kept_with_the_calendar(sign_in, cast):
    calendar = make.calendar()
    client, address = sign_in(cast.rita), url("calendar_edit", calendar.pk)
    sent = {"title_fr": "Semestres", "title_nl": "Semesters"}
    client.post(address, sent | {"remind_days_before": "14", "remind_days_after": "0"})
    calendar.refresh_from_db()
    assert calendar.remind_days_before is None  # a reminder after comes a day after
    client.post(address, sent | {"remind_days_before": "14"})
    calendar.refresh_from_db()
    assert (calendar.remind_days_before, calendar.remind_days_after) == (14, None)


def test_a_period_is_typed_as_people_write_dates(sign_in, cast, typed):
    calendar = make.calendar()
    client, address = sign_in(cast.rita), url("period_add", calendar.pk)
    client.post(address, typed | {"preview": "1"})
    assert not ReportingPeriod.objects.exists()
    client.post(address, typed)
    one = ReportingPeriod.objects.get()
    assert (one.opens_on, one.due_on) == (JULY, date(2027, 7, 31))
    assert one.closes_on == date(2027, 8, 31)
    again = client.post(address, typed)
    assert list(again.context["form"].errors) == ["starts_on"]
    assert "2027, semestre 1" in str(again.context["form"].errors)
    assert ReportingPeriod.objects.count() == 1
    elsewhere = client.post(url("period_add", make.calendar().pk), typed)
    assert elsewhere.status_code == 302


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends_on": "01/12/2026"}, "ends_on"),
        ({"opens_on": "01/12/2026"}, "opens_on"),
        ({"due_on": "30/06/2027"}, "due_on"),
        ({"closes_on": "30/07/2027"}, "closes_on"),
        ({"starts_on": "30/02/2027"}, "starts_on"),
        ({"label_nl": ""}, "label_nl"),
    ],
)
def test_what_is_wrong_with_a_period_is_said(wrong, field, sign_in, cast, typed):
    address = url("period_add", make.calendar().pk)
    page = sign_in(cast.rita).post(address, typed | wrong)
    assert list(page.context["form"].errors) == [field]
    assert not ReportingPeriod.objects.exists()


def test_a_period_is_changed_and_stays_apart_from_others(sign_in, cast, typed):
    one = make.period(date(2027, 1, 1), ends_on=date(2027, 6, 30))
    make.period(JULY, calendar=one.calendar)
    client, address = sign_in(cast.rita), url("period_edit", one.pk)
    sent = typed | {"seen": version_of(one)}

    longer = client.post(address, sent | {"ends_on": "15/07/2027"})
    assert list(longer.context["form"].errors) == ["starts_on"]
    client.post(address, sent)
    one.refresh_from_db()
    assert one.label_fr == "2027, semestre 1"
    assert client.post(address, sent).status_code == 409  # the second of two


def test_several_periods_are_shown_then_kept_together(sign_in, cast, many):
    calendar = make.calendar()
    client, address = sign_in(cast.rita), url("period_series_add", calendar.pk)

    shown = client.post(address, many | {"preview": "1"})
    told = shown.context["form"].preview
    assert [label for label, _days in told][:2] == [
        "2027, semestre 1",
        "2027, semestre 2",
    ]
    assert "1er juillet 2027" in told[0][1]
    assert not ReportingPeriod.objects.exists()

    client.post(address, many)
    kept = ReportingPeriod.objects.order_by("starts_on")
    assert [one.starts_on.year for one in kept] == [2027, 2027, 2028, 2028]
    assert (kept[0].opens_on, kept[0].due_on) == (JULY, date(2027, 7, 31))
    assert all(Entry.objects.about(one).count() == 1 for one in kept)
    again = client.post(address, many)
    assert list(again.context["form"].errors) == ["starts_on"]
    assert kept.count() == 4


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"months": "5"}, "months"),
        ({"how_many": "41"}, "how_many"),
        ({"opens": "-1"}, "opens"),
        ({"due": "0"}, "due"),
        ({"closes": "3"}, "closes"),
        ({"starts_on": "01/01/9990"}, "starts_on"),
    ],
)
def test_what_is_wrong_with_a_series_is_said(wrong, field, sign_in, cast, many):
    address = url("period_series_add", make.calendar().pk)
    page = sign_in(cast.rita).post(address, many | wrong)
    assert list(page.context["form"].errors) == [field]
    assert not ReportingPeriod.objects.exists()


def test_a_series_that_overlaps_is_kept_as_a_whole_or_not_at_all(cast):
    there = make.period(JULY)
    periods = series(date(2027, 1, 1), 6, 2, opens=1, due=2, closes=3)
    assert isinstance(periods[1], Planned)
    with pytest.raises(Refused, match="Période du 2027-07-01"):
        add_period_series(there.calendar, periods=periods, by=cast.rita)
    assert list(ReportingPeriod.objects.all()) == [there]
    with pytest.raises(Refused):
        add_period(there.calendar, by=cast.rita, **vars(periods[1]))
    other = make.period(date(2030, 1, 1), calendar=there.calendar)
    with pytest.raises(Refused):
        edit_period(other, by=cast.rita, **vars(periods[1]))


@pytest.mark.parametrize("who", ["remy", "lea", "ines", "sam", "zoe", "ada"])
def test_only_approvers_keep_calendars(who, cast):
    by, one = getattr(cast, who), make.period()
    with pytest.raises(PermissionDenied):
        add_calendar(None, by=by)
    with pytest.raises(PermissionDenied):
        add_period(one.calendar, by=by)
    with pytest.raises(PermissionDenied):
        edit_period(one, by=by)
    with pytest.raises(PermissionDenied):
        add_period_series(one.calendar, periods=[], by=by)


@pytest.mark.parametrize("how_many", [1, 200])
def test_the_pages_cost_the_same_whatever_they_hold(
    how_many, sign_in, cast, django_assert_max_num_queries
):
    first = make.calendar()
    for number in range(how_many):
        make.calendar()
        starts_on = date(2020, 1, 1) + timedelta(days=10 * number)
        ends_on = starts_on + timedelta(days=9)
        make.period(starts_on, ends_on=ends_on, calendar=first)
    for who in ["rita", "remy", "ines", "ada"]:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(8, info=who):
            page = client.get(url("calendar_list"))
        assert len(page.content) <= 40_000
        with django_assert_max_num_queries(12, info=who):
            page = client.get(url("calendar_detail", first.pk))
        assert len(page.content) <= 40_000
