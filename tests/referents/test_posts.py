"""Posts: opened, held, left, held again; and never held by more than they are."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accord.lib.errors import Refused
from accord.referents.actions.posts import (
    appoint,
    close_post,
    correct_occupancy,
    edit_post,
    end_occupancy,
    publish_post,
    strike_occupancy,
    strike_post,
)
from accord.referents.models import Occupancy, Post, Referent
from accord.referents.rules import Situation, standing_on
from accord.sources.workflow import State
from tests import make
from tests.instruments import story as texts
from tests.referents import story

pytestmark = pytest.mark.django_db
HALF = Decimal("0.5")


def situation(post, day):
    return Post.objects.as_of(day).get(pk=post.pk).standing


def test_a_post_is_vacant_from_its_first_funded_day(cast):
    post = story.post(cast)

    assert situation(post, date(2024, 12, 31)).situation == Situation.TO_COME
    found = situation(post, date(2025, 1, 10))
    assert (found.situation, found.vacant_since) == ("vacant", date(2025, 1, 1))


def test_a_post_comes_from_the_means_of_the_text_once(cast):
    made = texts.in_force(cast)
    lineage = made.means.lineage
    opened = story.post(
        cast, agreement=made.text.agreement, means_lineage=lineage, fte=Decimal("1.5")
    )

    assert opened.means_lineage == lineage
    with pytest.raises(Refused):
        story.post(cast, agreement=made.text.agreement, means_lineage=lineage)


def test_who_leaves_leaves_a_vacancy_behind_and_who_comes_ends_it(cast):
    post = story.post(cast)
    first = story.held(cast, post)
    end_occupancy(first, ends_on=date(2025, 3, 31), reason="other_post", by=cast.ines)
    story.held(cast, post, name="Marc", starts_on=date(2025, 5, 1))

    assert situation(post, date(2025, 3, 31)).situation == Situation.FILLED
    gone = situation(post, date(2025, 4, 10))
    assert (gone.situation, gone.vacant_since) == ("vacant", date(2025, 4, 1))
    assert situation(post, date(2025, 5, 1)).situation == Situation.FILLED


def test_a_post_is_held_by_no_more_than_it_is(cast):
    post = story.post(cast)
    story.held(cast, post, fte=HALF)
    story.held(cast, post, name="Marc", fte=HALF, starts_on=date(2025, 6, 1))

    with pytest.raises(Refused, match="0 "):
        story.held(cast, post, name="Nora", fte=HALF, starts_on=date(2025, 5, 1))
    assert situation(post, date(2025, 2, 1)).situation == Situation.PARTLY


def test_one_person_serves_several_municipalities_and_works_one_full_time(cast):
    here = story.post(cast)
    there = story.post(cast, municipality=cast.schaerbeek)
    shared = story.held(cast, here, fte=HALF).referent
    story.held(cast, there, referent=shared, fte=HALF)

    other = story.post(cast, municipality=make.organisation())
    with pytest.raises(Refused):
        story.held(cast, other, referent=shared, fte=HALF)
    assert Occupancy.objects.filter(referent=shared).count() == 2


def test_the_funding_bounds_when_it_can_be_held(cast):
    post = story.post(cast, funded_until=date(2025, 12, 31))

    for day in (date(2024, 12, 31), date(2026, 1, 1)):
        with pytest.raises(Refused):
            story.held(cast, post, starts_on=day)
    story.held(cast, post)
    assert situation(post, date(2026, 1, 1)).situation == Situation.ENDED


def test_a_post_does_not_become_less_than_what_is_held(cast):
    post = story.post(cast)
    story.held(cast, post)
    said = {"funded_from": post.funded_from, "source": post.source, "by": cast.remy}

    with pytest.raises(Refused):
        edit_post(post, fte=HALF, **said)
    later = said | {"funded_from": date(2025, 2, 1)}
    with pytest.raises(Refused):
        edit_post(post, fte=post.fte, **later)
    close_post(post, funded_until=date(2025, 6, 30), by=cast.remy)
    assert situation(post, date(2025, 7, 1)).situation == Situation.ENDED


def test_a_mistake_is_corrected_and_stays_in_the_history(cast, sign_in):
    post = story.post(cast)
    one = story.held(cast, post)
    correct_occupancy(
        one,
        fte=HALF,
        starts_on=date(2025, 2, 1),
        by=cast.remy,
    )
    assert situation(post, date(2025, 1, 15)).situation == Situation.VACANT

    strike_occupancy(one, reason="Autre commune", by=cast.remy)
    assert situation(post, date(2025, 3, 1)).situation == Situation.VACANT
    page = sign_in(cast.lea).get(post.get_absolute_url()).context["page"]
    assert len(page.history) == 5  # opened, published, appointed, corrected, struck


def test_a_struck_post_is_closed_to_everything(cast):
    post = story.post(cast)
    one = story.held(cast, post)
    with pytest.raises(Refused):
        strike_post(post, reason="Doublon", by=cast.remy)
    strike_occupancy(one, reason="Doublon", by=cast.remy)
    strike_post(post, reason="Doublon", by=cast.remy)

    with pytest.raises(Refused):
        story.held(cast, post, name="Marc")
    assert not Post.objects.public().exists()


def test_publishing_a_post_makes_its_agreement_public(cast):
    agreement = make.agreement(municipality=cast.ixelles, state="draft")
    post = story.post(cast, agreement=agreement, is_draft=True)
    assert not Post.objects.visible_to(cast.ines).exists()

    publish_post(post, by=cast.remy)
    agreement.refresh_from_db()
    assert agreement.state == State.PUBLISHED
    assert Post.objects.visible_to(cast.ines).get() == post
    assert not Post.objects.visible_to(cast.nora).exists()


def test_the_region_funds_and_the_municipality_appoints(cast):
    post = story.post(cast)
    said = {"fte": 1, "starts_on": date(2025, 1, 1), "name": "Ines"}

    for who in (cast.nora, cast.marc, cast.lea):
        with pytest.raises(PermissionDenied):
            appoint(post, by=who, **said)
    appoint(post, by=cast.ines, **said)
    with pytest.raises(PermissionDenied):
        close_post(post, funded_until=date(2026, 1, 1), by=cast.ines)


def test_two_people_of_one_name_have_two_addresses(cast):
    first, second = story.referent(cast, "Éva"), story.referent(cast, "Eva")

    assert (first.slug, second.slug) == ("eva", "eva-2")
    with pytest.raises(Refused):
        story.referent(cast, " ")


def test_an_account_belongs_to_one_referent(cast):
    story.referent(cast, account=cast.ines)

    with pytest.raises(Refused):
        story.referent(cast, "Another", account=cast.ines)
    assert Referent.objects.visible_to(cast.ines).count() == 1
    assert not Referent.objects.visible_to(cast.zoe).exists()


class TheListReadsAsTheRulesDo(TestCase):
    """The situation of each post in SQL is the one of the pure rules, on any day."""

    @settings(max_examples=40, deadline=None)
    @given(st.data())
    def test_situations_agree(self, data):
        days = st.integers(0, 40).map(lambda n: date(2025, 1, 1) + timedelta(n))
        ends = st.none() | days
        parts = st.sampled_from([Decimal("0.1"), Decimal("0.7"), HALF, Decimal(1)])
        person = Referent.objects.create(name="A", slug=f"a{Referent.objects.count()}")
        post = Post.objects.create(
            agreement=make.agreement(),
            source=make.source(),
            state="published",
            fte=data.draw(st.sampled_from([Decimal("0.8"), Decimal(1)])),
            funded_from=data.draw(days),
        )
        if end := data.draw(ends):
            post.funded_until = max(end, post.funded_from)
            post.save()
        held = []
        for fte in data.draw(st.lists(parts, max_size=3)):
            first, last = data.draw(days), data.draw(ends)
            one = Occupancy.objects.create(
                post=post,
                referent=person,
                fte=fte,
                starts_on=first,
                ends_on=last and max(first, last),
            )
            held.append(one.stretch)

        day = data.draw(days)
        found = Post.objects.as_of(day).get(pk=post.pk)

        assert found.standing.situation == found.situation
        expected = standing_on(post.stretch, held, day)
        if not expected.is_funded:
            assert found.standing.situation == expected.situation
        else:
            assert found.standing == expected
        if expected.situation == Situation.VACANT:
            rows = Post.objects.as_of(day).in_situation("vacant").with_vacancy()
            assert rows.get(pk=post.pk).empty_since == expected.vacant_since
