"""What is due, from whom, and how late."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accord.instruments.actions.deciding import (
    agree_text,
    submit_text,
    terminate_instrument,
)
from accord.monitoring.actions.reporting import submit_result
from accord.monitoring.actions.verifying import reopen_period, return_result
from accord.monitoring.reading import duties
from tests import make
from tests.instruments import story as text_story
from tests.monitoring import region, story

pytestmark = pytest.mark.django_db
DUTIES = "monitoring:duty_list"


def word(duty):
    return duty.kind.key.split(".")[1]


def told(found):
    return [(word(one), one.side, one.count) for one in found]


def of(person):
    return duties.own(person, duties.of_everyone(person, timezone.localdate()))


def test_a_municipality_has_to_report_and_the_region_to_verify(cast):
    made = story.in_force(cast)
    assert told(of(cast.ines)) == [("report", "municipality", 1)] * 2
    assert of(cast.lea) == of(cast.nora) == of(cast.zoe) == []

    result = story.reported(cast, made, 36, period=0)
    assert len(of(cast.ines)) == 2  # a draft is not handed in
    submit_result(result, by=cast.ines)
    assert told(of(cast.ines)) == [("report", "municipality", 1)]
    [verify] = of(cast.lea)
    assert (word(verify), verify.since) == ("verify", timezone.localdate())

    return_result(result, comment="Which streets?", by=cast.remy)
    assert of(cast.lea) == []
    assert {word(one) for one in of(cast.ines)} == {"report", "returned"}


def test_days_late_are_counted_from_the_due_date_and_come_first(cast):
    made = story.in_force(cast)
    first, second = of(cast.ines)
    today = timezone.localdate()
    assert first.period == made.periods[0]
    assert first.days_late == (today - made.periods[0].due_on).days
    assert first.days_late > second.days_late > 0


def test_what_closed_without_a_report_is_said_until_the_next_one_closes(cast):
    calendar = make.calendar()
    text = region.signed(cast.ixelles, calendar)
    old = region.period(calendar, ended=400)
    last = region.period(calendar, ended=100)
    under = region.commitment(text, make.mission())
    region.indicator(under, make.definition(), old, last)

    [missed] = of(cast.ines)
    assert (missed.kind, missed.period) == (duties.MISSED, last)

    today = timezone.localdate()
    reopen_period(
        text.agreement,
        period=old,
        opened_until=today + timedelta(days=7),
        reason="Servers were down.",
        by=cast.rita,
    )
    found = {one.period: one for one in of(cast.ines)}
    assert found[old].kind == duties.REPORT
    assert found[old].until == today + timedelta(days=7)


def test_the_next_period_is_told_before_it_opens(cast):
    calendar = make.calendar()
    text = region.signed(cast.ixelles, calendar)
    coming = region.period(calendar, ended=-20)
    region.period(calendar, ended=-220)
    under = region.commitment(text, make.mission())
    region.indicator(under, make.definition(), coming)

    [duty] = of(cast.ines)
    assert (duty.kind, duty.period, duty.days_late) == (duties.UPCOMING, coming, 0)


def test_an_agreement_that_has_ended_owes_nothing_more(cast):
    calendar = make.calendar()
    last = region.period(calendar, ended=10)
    ended = last.ends_on - timedelta(days=1)
    text = region.signed(cast.ixelles, calendar, ends_on=ended)
    under = region.commitment(text, make.mission())
    region.indicator(under, make.definition(), last)

    assert of(cast.ines) == []


def test_a_text_waits_for_one_side_at_a_time(cast):
    made = text_story.written(cast)

    def waits():
        today = timezone.localdate()
        [duty] = duties.of_everyone(cast.lea, today)
        return word(duty), duty.side

    assert waits() == ("write", "municipality")
    submit_text(made.text, by=cast.ines)
    assert waits() == ("review", "region")
    agree_text(made.text, by=cast.rita)
    assert waits() == ("decide", "municipality")
    text_story.adopted(cast, made.text, on=date(2025, 1, 5))
    assert waits() == ("sign", "municipality")  # who signs first


def test_whom_the_text_names_is_who_it_is_due_from(cast):
    made = story.in_force(cast)
    made.indicator.reporter = cast.service
    made.indicator.save()
    assert {one.who for one in of(cast.ines)} == {cast.service.name}


def test_the_region_filters_by_whom_and_what(sign_in, cast):
    made = story.in_force(cast)
    result = story.reported(cast, made, 36, period=0)
    submit_result(result, by=cast.ines)
    client = sign_in(cast.lea)

    def listed(**asked):
        page = client.get(reverse(DUTIES), asked)
        return [word(one) for one in page.context["page"].object_list]

    assert listed() == ["verify"]
    assert listed(who="all") == ["report", "verify"]
    assert listed(who="all", kind="monitoring.report") == ["report"]
    assert listed(kind="x") == []


def test_a_municipality_sees_nothing_of_another(sign_in, cast):
    story.in_force(cast)
    page = sign_in(cast.nora).get(reverse(DUTIES), {"who": "all"})
    assert list(page.context["page"].object_list) == []


def test_every_duty_leads_to_where_it_is_done(sign_in, cast):
    made = story.in_force(cast)
    result = story.reported(cast, made, 36, period=0)
    submit_result(result, by=cast.ines)

    def pages():
        every = duties.of_everyone(cast.lea, timezone.localdate())
        return {word(one): one.url for one in every}

    agreement, (first, second, *_later) = made.text.agreement_id, made.periods
    report = reverse("monitoring:report_detail", args=[agreement, first.pk])
    another = reverse("monitoring:report_detail", args=[agreement, second.pk])
    assert pages() == {"verify": report, "report": another}
    for page in (report, another):
        assert sign_in(cast.lea).get(page).status_code == 200
        assert sign_in(cast.ines).get(page).status_code == 200

    terminate_instrument(
        made.text, terminated_on=first.ends_on, reason="Accord.", by=cast.rita
    )
    follow_up = reverse("monitoring:follow_up", args=[agreement])
    assert pages() == {"verify": follow_up}  # no text asks for that report any more


@pytest.mark.parametrize("how_many", [1, 200])
def test_the_list_costs_the_same_whatever_is_due(
    how_many, sign_in, cast, django_assert_max_num_queries
):
    model, calendar = make.model_agreement(), make.calendar()
    mission, definition = make.mission(model=model), make.definition()
    last = region.period(calendar, ended=10)
    region.period(calendar, ended=191)
    for number in range(how_many):
        town = make.organisation() if number else cast.ixelles
        text = region.signed(town, calendar, model=model)
        under = region.commitment(text, mission)
        series = region.indicator(under, definition, last)
        if number % 2:
            region.result(series, last, 3, cast.ines)
    for who in ["rita", "remy", "lea", "ines", "sam", "ada"]:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(8, info=who):
            page = client.get(reverse(DUTIES), {"who": "all"})
        assert len(page.content) <= 40_000
