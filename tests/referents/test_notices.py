"""Who is told of posts and profiles, each in their language; never the author."""

import pytest
from django.utils import timezone

from accord.notifications.models import Notification
from accord.referents.actions.posts import appoint, end_occupancy
from accord.referents.actions.profiles import return_profile, withdraw_profile
from tests.referents import story

pytestmark = pytest.mark.django_db


def told():
    """Who was told of which kind, in order; and forgotten at once."""
    rows = Notification.objects.order_by("pk")
    found = [(one.person.name, one.kind.split(".")[1]) for one in rows]
    rows.delete()
    return found


def test_each_side_is_told_what_the_other_does_to_a_post(cast):
    post = story.post(cast)
    assert told() == [("Ines", "post_published")]

    one = appoint(post, name="Paul", fte=1, starts_on=post.funded_from, by=cast.ines)
    assert sorted(told()) == [("Remy", "appointed"), ("Rita", "appointed")]
    end_occupancy(one, ends_on=timezone.localdate(), reason="retirement", by=cast.remy)
    assert told() == [("Ines", "leaving")]


def test_a_profile_goes_to_who_may_publish_it_and_comes_back(cast):
    person = story.referent(cast, account=cast.ines)
    profile = story.offered(cast, story.profile_of(person))
    assert told() == [("Rita", "offered")]

    return_profile(profile, reason="Plus court", by=cast.rita)
    assert told() == [("Ines", "returned")]
    story.published(cast, profile)
    assert told() == [("Rita", "offered"), ("Ines", "shown")]
    withdraw_profile(profile, by=cast.ines)
    assert told() == []


def test_what_the_region_takes_off_the_site_the_person_hears(cast):
    cast.ines.language = "nl"
    cast.ines.save()
    person = story.referent(cast, account=cast.ines)
    profile = story.published(cast, story.profile_of(person))
    withdraw_profile(profile, by=cast.rita)

    row = Notification.objects.get(kind="referents.withdrawn")
    assert (row.person, row.language) == (cast.ines, "nl")
    assert row.address.startswith("/nl/")
