"""What needs me: the first page after signing in, for everyone."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accord.dashboards.reading.desk import KINDS, Desk, urgency_of
from accord.dashboards.reading.desk_page import SIDES
from accord.dashboards.reading.selection import (
    ALL,
    MINE,
    OURS,
    THEIRS,
    Urgency,
    chosen,
    keys_of,
)
from accord.directory.actions import following
from accord.directory.models import Invitation, Role
from accord.directory.needs import Need
from accord.directory.standing import standing_of
from accord.framework.models import Figure, Measure
from accord.instruments.needs import SILENCE
from accord.lib.paging import page_of
from accord.monitoring.actions.reporting import submit_result
from accord.threads.actions import add_remark, settle_remark
from tests import make
from tests.dashboards import piles
from tests.instruments import story
from tests.monitoring import story as reporting
from tests.referents import story as referents

pytestmark = pytest.mark.django_db
DESK = "dashboards:overview"
WORKLOAD = "dashboards:workload"
TODAY = timezone.localdate()


@pytest.fixture
def looks(sign_in):
    """``looks(person, kind=…)``: the desk's page for that person."""

    def at_the_desk(person, **asked):
        return sign_in(person).get(reverse(DESK), asked)

    return at_the_desk


def kinds(page):
    return sorted(
        line.need.kind for group in page.context["groups"] for line in group.lines
    )


def lines(page, kind):
    return [
        line
        for group in page.context["groups"]
        for line in group.lines
        if line.need.kind == kind
    ]


def say(cast, text, by, answers=None):
    return add_remark(text, text="Précisez.", language="fr", answers=answers, by=by)


# Comments


def test_a_comment_waits_for_the_other_side_until_it_is_settled(cast, looks):
    text = story.draft(cast)
    comment = say(cast, text, cast.remy)
    assert "threads.address" in kinds(looks(cast.ines))
    assert "threads.settle" not in kinds(looks(cast.remy))

    say(cast, text, cast.ines, answers=comment)
    assert "threads.address" not in kinds(looks(cast.ines))
    assert "threads.settle" in kinds(looks(cast.remy))

    say(cast, text, cast.remy, answers=comment)
    assert "threads.address" in kinds(looks(cast.ines))

    settle_remark(comment, by=cast.remy)
    for person in (cast.ines, cast.remy):
        assert not any("instruments.a" in kind for kind in kinds(looks(person)))
        assert "threads.settle" not in kinds(looks(person))


def test_what_the_municipality_asks_waits_for_the_region_and_comes_back(cast, looks):
    text = story.draft(cast)
    comment = say(cast, text, cast.ines)
    assert "threads.reply" in kinds(looks(cast.remy))

    say(cast, text, cast.remy, answers=comment)
    assert "threads.reply" not in kinds(looks(cast.remy))
    assert "threads.accept" in kinds(looks(cast.ines))


def test_each_line_leads_to_its_act(cast, looks, client):
    text = story.draft(cast)
    say(cast, text, cast.remy)
    [line] = lines(looks(cast.ines), "threads.address")
    assert client.get(line.url, follow=True).status_code == 200
    assert "comment" in line.url or "commentaire" in line.url


def test_who_may_only_read_sees_what_waits_and_no_act(cast, looks, client):
    text = story.draft(cast)
    say(cast, text, cast.remy)
    [line] = lines(looks(cast.marc), "threads.address")
    [same] = lines(looks(cast.ines), "threads.address")
    assert line.act != same.act
    assert line.url != same.url
    looks(cast.marc)
    assert client.get(line.url, follow=True).status_code == 200


def test_nobody_sees_the_needs_of_another_municipality(cast, looks):
    text = story.draft(cast)
    say(cast, text, cast.remy)
    for who in (cast.nora, cast.sam, cast.zoe, cast.ada):
        assert not any("instruments" in kind for kind in kinds(looks(who)))


# Silence


def silence(days, since):
    measure = Measure.objects.create(
        code=SILENCE, label_fr="Jours de silence", label_nl="Dagen stilte", unit="days"
    )
    return Figure.objects.create(
        measure=measure, value=days, source=make.source(), date=since.isoformat()
    )


def test_a_text_nobody_touched_is_silent_after_the_days_that_were_decided(cast, looks):
    text = story.draft(cast)
    written_on = timezone.localdate()

    def told(days):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            return lines(looks(cast.remy), "instruments.silence")

    assert told(400) == []  # nothing was decided
    silence(30, written_on)
    assert told(30) == []
    [line] = told(31)
    assert line.need.since == written_on
    assert line.need.record == text.pk


def test_a_decision_about_silence_holds_from_its_day(cast, looks):
    story.draft(cast)
    silence(0, TODAY + timedelta(days=60))
    with time_machine.travel(timezone.now() + timedelta(days=40), tick=False):
        assert "instruments.silence" not in kinds(looks(cast.remy))
    with time_machine.travel(timezone.now() + timedelta(days=61), tick=False):
        assert "instruments.silence" in kinds(looks(cast.remy))


def test_a_word_breaks_the_silence(cast, looks):
    text = story.draft(cast)
    silence(10, TODAY)
    with time_machine.travel(timezone.now() + timedelta(days=20), tick=False):
        say(cast, text, cast.remy)
        assert "instruments.silence" not in kinds(looks(cast.remy))


# The register, people


def test_facts_in_draft_wait_to_be_published(cast, looks, client):
    agreement = make.agreement(municipality=cast.ixelles)
    make.step(agreement=agreement, state="draft")
    make.choice(agreement=agreement, state="draft")
    make.absence(municipality=cast.schaerbeek, state="draft")
    make.step(agreement=agreement)

    found = lines(looks(cast.remy), "agreements.publish")
    assert len(found) == 3
    for line in found:
        assert client.get(line.url, follow=True).status_code == 200
    assert "agreements.publish" not in kinds(looks(cast.ines))


def test_who_manages_people_finds_what_is_unfinished(cast, looks):
    Invitation.objects.create(
        email="late@example.org",
        name="Late",
        organisation=cast.ixelles,
        role="reader",
        token_hash="x",
        expires_at=timezone.now() - timedelta(days=1),
    )
    page = looks(cast.ada)
    [invitation] = lines(page, "directory.invitation_expired")
    assert invitation.need.what == "Late"
    unsecured = {
        one.need.what for one in lines(page, "directory.second_factor_missing")
    }
    assert unsecured == {"Ada", "Rita"}
    for who in (cast.remy, cast.ines, cast.zoe):
        assert not any(kind.startswith("directory") for kind in kinds(looks(who)))


def test_a_profile_offered_waits_for_an_approver(cast, looks):
    post = referents.post(cast)
    person = referents.referent(cast, account=cast.ines)
    referents.held(cast, post, referent=person)
    assert "referents.incomplete" in kinds(looks(cast.ines))

    referents.offered(cast, referents.profile_of(person))
    assert "referents.incomplete" not in kinds(looks(cast.ines))
    [for_rita] = lines(looks(cast.rita), "referents.offered")
    [for_remy] = lines(looks(cast.remy), "referents.offered")
    assert for_rita.url
    assert for_remy.act != for_rita.act


# Duties of reports and texts


def test_the_duties_of_reports_and_texts_are_there_with_their_days(cast, looks):
    made = reporting.in_force(cast)
    result = reporting.reported(cast, made, 36, period=0)
    submit_result(result, by=cast.ines)

    [report] = lines(looks(cast.ines), "monitoring.report")
    assert report.need.due == made.periods[1].due_on
    [verify] = lines(looks(cast.remy), "monitoring.verify")
    assert verify.town == "Ixelles"
    assert "monitoring.verify" not in kinds(looks(cast.ines))
    theirs = looks(cast.remy, turn=THEIRS)
    assert kinds(theirs) == ["monitoring.report"]


@pytest.mark.parametrize(
    ("kind", "due", "urgency"),
    [
        ("threads.reply", -1, Urgency.OVERDUE),
        ("threads.reply", 0, Urgency.DUE),
        ("threads.reply", None, Urgency.WAITING),
        ("monitoring.returned", None, Urgency.RETURNED),
        ("monitoring.returned", -1, Urgency.OVERDUE),
    ],
)
def test_what_is_late_comes_before_what_waits(kind, due, urgency):
    day = None if due is None else TODAY + timedelta(days=due)
    need = Need(kind, 1, None, None, None, "", None, day)
    assert urgency_of(need, TODAY) == urgency


# Portfolios and replacement


def two_towns(cast):
    waiting = piles.texts([cast.ixelles, cast.schaerbeek])
    piles.comments(waiting, 2, by=cast.ines, of=None)


def towns(page, kind="threads.reply"):
    return [line.town for line in lines(page, kind)]


def test_an_officer_begins_with_their_own_municipalities(cast, looks):
    two_towns(cast)
    make.portfolio(cast.ixelles, cast.remy)
    make.portfolio(cast.schaerbeek, cast.rita)

    assert towns(looks(cast.remy)) == ["Ixelles"]
    assert sorted(towns(looks(cast.remy, who=ALL))) == ["Ixelles", "Schaerbeek"]
    assert towns(looks(cast.remy, who=str(cast.rita.pk))) == ["Schaerbeek"]
    assert sorted(towns(looks(cast.lea))) == ["Ixelles", "Schaerbeek"]


def test_what_nobody_follows_is_on_every_officers_desk(cast, looks):
    two_towns(cast)
    make.portfolio(cast.ixelles, cast.remy)
    assert sorted(towns(looks(cast.remy))) == ["Ixelles", "Schaerbeek"]
    assert towns(looks(cast.rita, who=MINE)) == ["Schaerbeek"]


def test_who_stands_in_finds_it_in_place_of_who_is_away(cast, looks):
    two_towns(cast)
    make.portfolio(cast.ixelles, cast.remy)
    make.portfolio(cast.schaerbeek, cast.rita)
    away = make.away(cast.remy, cast.rita)

    replaced = {
        line.town: line.in_place_of for line in lines(looks(cast.rita), "threads.reply")
    }
    assert replaced == {"Ixelles": "Remy", "Schaerbeek": ""}
    assert "Remy" in looks(cast.rita).text
    assert towns(looks(cast.remy)) == [] or looks(cast.remy).context["away_until"]

    following.end_away(away, by=cast.remy)
    assert towns(looks(cast.rita)) == ["Schaerbeek"]
    assert towns(looks(cast.remy)) == ["Ixelles"]


def test_a_municipality_is_told_who_follows_it(cast, looks):
    make.portfolio(cast.ixelles, cast.remy)
    assert looks(cast.ines).context["followed_by"] == ["Remy"]
    assert looks(cast.nora).context["followed_by"] == []


def test_the_region_sees_how_much_there_is_by_municipality_and_officer(cast, sign_in):
    two_towns(cast)
    make.portfolio(cast.ixelles, cast.remy)
    make.away(cast.remy, cast.rita)

    page = sign_in(cast.lea).get(reverse(WORKLOAD))
    towns = {row.name: (row.officers, row.total) for row in page.context["page"]}
    assert towns == {"Ixelles": ("Remy", 2), "Schaerbeek": ("", 2)}
    [officer] = page.context["officers"]
    assert (officer.name, officer.total) == ("Remy", 2)
    assert officer.away_until == TODAY + timedelta(days=1)

    lines = sign_in(cast.lea).get(officer.url).context["page"]
    assert [item.need.municipality for item in lines] == [cast.ixelles.pk] * 2
    theirs = sign_in(cast.lea).get(reverse(WORKLOAD), {"turn": THEIRS})
    assert sum(row.total for row in theirs.context["page"]) == 0


# Filters and pages


def test_filters_and_their_counts_agree(cast, looks):
    two_towns(cast)
    make.step(agreement=make.agreement(municipality=cast.ixelles), state="draft")

    page = looks(cast.remy)
    said = {one.value: one.label for one in page.context["kinds"]}
    assert said["threads.reply"].endswith("(2)")
    assert said["agreements.publish"].endswith("(1)")
    assert len(page.context["towns"]) == 2

    some = looks(cast.remy, kind="threads.reply", town=str(cast.ixelles.pk))
    assert towns(some) == ["Ixelles"]
    assert kinds(some) == ["threads.reply"]


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "nothing.such"},
        {"town": "9" * 30},
        {"town": "-1"},
        {"who": "12345"},
        {"who": "x"},
        {"turn": "x"},
        {"page": "999"},
        {"page": "x"},
    ],
)
def test_what_an_address_cannot_ask_for_is_left_out(asked, cast, looks):
    two_towns(cast)
    page = looks(cast.remy, **asked)
    assert page.status_code == 200
    assert len(towns(page)) == 2


def test_pages_hold_everything_once_in_order(cast):
    """Duties are computed, the rest is read from the rooms: together one list."""
    made = reporting.in_force(cast)
    result = reporting.reported(cast, made, 36, period=0)
    submit_result(result, by=cast.ines)
    waiting = piles.texts([cast.schaerbeek])
    long_ago = timezone.now() - timedelta(days=4000)
    piles.comments(waiting, 60, by=cast.nora, of=None)
    piles.comments(waiting, 60, by=cast.nora, of=None, at=long_ago)

    keys = keys_of(SIDES, standing_of(cast.remy), OURS)
    desk = Desk(cast.remy, TODAY, keys)
    every = chosen({"who": ALL}, keys, standing_of(cast.remy), desk.circle)
    items = desk.items(every)
    assert len(items) > 121
    assert items == sorted(items, key=lambda one: one.order)
    pages = [page_of(items, str(n), per_page=50).object_list for n in (1, 2, 3)]
    assert [one for page in pages for one in page] == items


def test_an_empty_desk_says_what_would_be_there(cast, looks):
    for who in (cast.remy, cast.ines, cast.marc, cast.lea):
        page = looks(who)
        assert page.context["groups"] == []
        assert 'class="empty' in page.text
    assert looks(cast.zoe).status_code == 200
    assert looks(cast.sam).status_code == 200


def test_every_kind_has_its_words_and_a_known_side():
    for kind in KINDS.values():
        assert str(kind.label)
        assert str(kind.act)
        assert kind.side in {"region", "municipality", "person", "managers"}
        assert kind.role in Role.values


# Budgets


@pytest.mark.parametrize("how_many", [1, 200, 5_000])
def test_the_desk_costs_the_same_whatever_waits(
    how_many, sign_in, cast, django_assert_max_num_queries
):
    several = [cast.ixelles, cast.schaerbeek, *(make.organisation() for _ in range(17))]
    waiting = piles.texts(several)
    piles.comments(waiting, how_many, by=cast.ines, of=None)
    piles.comments(waiting, how_many, by=cast.remy, of=cast.region)
    piles.drafts(waiting, how_many // 2)
    for town in several[:10]:
        make.portfolio(town, cast.remy)
    make.away(cast.remy, cast.rita)

    for who in ["rita", "remy", "lea", "ines", "marc", "sam", "ada"]:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(12, info=who):
            page = client.get(reverse(DESK), {"who": ALL})
        assert len(page.content) <= 40_000, who
    for who in ["rita", "remy", "lea"]:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(12, info=who):
            page = client.get(reverse(WORKLOAD))
        assert len(page.content) <= 40_000, who


def test_the_desk_of_many_municipalities_stays_small(
    sign_in, cast, django_assert_max_num_queries
):
    waiting = piles.texts([make.organisation() for _ in range(200)])
    piles.comments(waiting, 400, by=cast.ines, of=None)
    client = sign_in(cast.remy)
    with django_assert_max_num_queries(12):
        page = client.get(reverse(DESK))
    assert len(page.content) <= 40_000
