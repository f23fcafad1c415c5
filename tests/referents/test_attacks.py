"""What is public of a person can be taken down, and nothing private shows by it."""

import pytest
from django.urls import reverse

from accord.referents.actions import posts
from accord.referents.models import Publication, Referent
from tests.referents import story

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile(cast):
    """Public, of Ines; she holds a post."""
    person = story.referent(cast, account=cast.ines)
    story.held(cast, story.post(cast), referent=person)
    return story.published(cast, story.profile_of(person))


def withdrawing(profile):
    return reverse("referents:profile_withdraw", args=[profile.pk])


@pytest.mark.parametrize("is_written_anew", [False, True])
def test_the_region_takes_a_copy_down_whatever_the_person_writes_meanwhile(
    profile, cast, sign_in, is_written_anew
):
    if is_written_anew:
        story.written(cast, profile, presentation_fr="Rien que pour moi")
    client, page = sign_in(cast.rita), profile.referent.get_absolute_url()
    assert (withdrawing(profile) in client.get(page).text) is is_written_anew
    assert "Rien que pour moi" not in client.get(withdrawing(profile)).text

    answer = client.post(withdrawing(profile), follow=True)
    assert (answer.status_code, answer.request["PATH_INFO"]) == (200, page)
    assert not Publication.objects.public().exists()
    assert client.get(profile.get_absolute_url()).status_code == 404


def test_nobody_else_takes_it_down(profile, cast, sign_in):
    story.written(cast, profile)
    refused = {cast.lea: 403, cast.remy: 403, cast.marc: 404, cast.nora: 404}
    for who, status in (refused | {cast.sam: 404, cast.zoe: 404}).items():
        assert sign_in(who).post(withdrawing(profile)).status_code == status
    assert Publication.objects.public().exists()


def test_the_person_comes_back_to_what_they_write(profile, cast, sign_in):
    answer = sign_in(cast.ines).post(withdrawing(profile))
    assert answer.url == profile.get_absolute_url()


def test_two_of_one_name_at_the_same_moment_find_two_addresses(cast, monkeypatch):
    seen = iter(["ines", "ines", "ines-2"])  # the second looked before the first wrote
    monkeypatch.setattr(posts, "_free_slug", lambda name: next(seen))
    for _ in range(2):
        posts.add_referent(None, name="Ines", by=cast.remy)
    slugs = Referent.objects.values_list("slug", flat=True)
    assert sorted(slugs) == ["ines", "ines-2"]


LATE = "Entre nous"


def test_who_says_an_older_version_does_not_read_what_a_person_wrote_for_themselves(
    profile, cast, sign_in
):
    story.written(cast, profile, presentation_fr=LATE)
    story.offered(cast, profile)
    client = sign_in(cast.rita)
    for name in ("publish", "return", "withdraw"):
        address = reverse(f"referents:profile_{name}", args=[profile.pk])
        answer = client.send(address, {"seen": "0"})
        assert (answer.status_code, LATE in answer.text) == (409, False), name
        assert "Ines" in answer.text


def test_who_says_an_older_version_does_not_read_how_a_post_was_drafted(cast, sign_in):
    post = story.post(cast, is_draft=True)
    one = story.held(cast, post, note=LATE)
    posts.correct_occupancy(one, note="", by=cast.remy)
    posts.publish_post(post, by=cast.remy)
    client = sign_in(cast.ines)
    addresses = {"post_appoint": post.pk}
    addresses |= dict.fromkeys(
        ("occupancy_end", "occupancy_correct", "occupancy_strike"), one.pk
    )
    for name, pk in addresses.items():
        address = reverse(f"referents:{name}", args=[pk])
        assert client.get(address).status_code == 200, name
        assert LATE not in client.send(address, {"seen": "0"}).text, name

    posts.correct_occupancy(one, note="Pour tous", by=cast.remy)
    address = reverse("referents:occupancy_end", args=[one.pk])
    assert "Pour tous" in client.send(address, {"seen": "0"}).text
