"""Profiles: the person writes and withdraws, the Region publishes a frozen copy."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.urls import reverse

from accord.directory.needs import Side
from accord.lib.errors import Refused
from accord.referents.actions.profiles import (
    edit_profile,
    offer_profile,
    publish_profile,
    return_profile,
    withdraw_profile,
)
from accord.referents.models import Profile, Publication
from accord.referents.workflow import LIFE, State
from accord.workflow import Changed, version_of
from tests.instruments.story import SCAN
from tests.referents import story

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile(cast):
    """Of Ines, who has an account and holds a post."""
    post = story.post(cast)
    person = story.referent(cast, account=cast.ines)
    story.held(cast, post, referent=person)
    return story.profile_of(person)


def public():
    return Publication.objects.public().first()


def test_nobody_else_writes_what_a_person_says_of_themselves(profile, cast):
    for who in (cast.marc, cast.remy, cast.rita, cast.ada):
        with pytest.raises(PermissionDenied):
            edit_profile(profile, by=who, presentation_fr="Moi")
    assert not Profile.objects.visible_to(cast.lea).exists()


def test_the_region_writes_with_who_has_no_account(cast):
    person = story.referent(cast, "Paul")
    profile = story.published(cast, story.profile_of(person))

    assert public().name == "Paul"
    assert Profile.objects.visible_to(cast.lea).get() == profile


def test_what_is_not_in_both_languages_is_not_offered(profile, cast):
    story.written(cast, profile, presentation_nl="")

    with pytest.raises(Refused):
        offer_profile(profile, by=cast.ines)
    assert profile.state == State.DRAFT


def test_what_was_read_is_what_is_published(profile, cast):
    story.offered(cast, profile)
    read = version_of(profile)
    story.offered(cast, profile, presentation_fr="Tout autre chose")

    with pytest.raises(Changed):
        publish_profile(profile, seen=read, by=cast.rita)
    assert public() is None


def test_the_public_copy_stays_while_the_next_is_written(profile, cast):
    story.published(cast, profile)
    first = public()
    story.offered(cast, profile, presentation_fr="Nouveau")

    assert public() == first
    assert public().presentation.startswith("Je réponds")

    publish_profile(profile, by=cast.rita)
    assert public() != first
    assert public().presentation == "Nouveau"
    assert Publication.objects.count() == 2


@pytest.mark.parametrize("state", ["draft", "offered", "returned", "published"])
def test_a_person_withdraws_from_any_state_and_at_once(state, profile, cast):
    story.published(cast, profile)
    if state != "published":
        story.written(cast, profile)
    if state in ("offered", "returned"):
        offer_profile(profile, by=cast.ines)
    if state == "returned":
        return_profile(profile, reason="Trop long", by=cast.rita)
    assert profile.state == state

    withdraw_profile(profile, by=cast.ines)
    assert public() is None
    assert profile.presentation_fr  # what was written stays theirs


def test_a_returned_profile_says_why_and_comes_back(profile, cast):
    story.offered(cast, profile)
    return_profile(profile, reason="La photo est floue", by=cast.rita)

    assert profile.returned_reason == "La photo est floue"
    story.published(cast, profile)
    assert (profile.state, profile.returned_reason) == (State.PUBLISHED, "")


def test_only_approvers_publish(profile, cast):
    story.offered(cast, profile)

    for who in (cast.remy, cast.lea, cast.ines):
        with pytest.raises(PermissionDenied):
            publish_profile(profile, by=who)


def test_a_file_taken_out_is_not_published(profile, cast):
    story.written(cast, profile)
    edit_profile(profile, removed=["portrait"], by=cast.ines)
    offer_profile(profile, by=cast.ines)
    publish_profile(profile, by=cast.rita)

    assert public().portrait is None


def test_one_film_or_an_address_not_both(profile, cast):
    film = ContentFile(SCAN, name="film.png")

    with pytest.raises(Refused):
        edit_profile(
            profile,
            files={"video": film},
            video_address="https://example.org/film",
            by=cast.ines,
        )


def test_every_state_is_said_to_each_side():
    assert set(LIFE.turns) == set(State)
    for turn in LIFE.turns.values():
        assert set(turn.said) == {Side.PERSON, Side.REGION}


def test_the_files_of_a_profile_are_for_who_reads_it(profile, cast, sign_in):
    story.written(cast, profile)
    address = reverse("referents:profile_file", args=[profile.pk, "portrait"])

    assert sign_in(cast.ines).get(address)["Content-Type"].startswith("image/")
    for who in (cast.marc, cast.remy, cast.zoe):
        assert sign_in(who).get(address).status_code == 404
    offer_profile(profile, by=cast.ines)
    assert sign_in(cast.remy).get(address).status_code == 200
    other = reverse("referents:profile_file", args=[profile.pk, "video"])
    assert sign_in(cast.ines).get(other).status_code == 404
