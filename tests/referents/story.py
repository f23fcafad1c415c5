"""Posts, people and profiles, told by their actions."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from accord.agreements.models import Agreement
from accord.referents.actions.posts import (
    add_referent,
    appoint,
    open_post,
    publish_post,
)
from accord.referents.actions.profiles import (
    edit_profile,
    offer_profile,
    publish_profile,
)
from accord.referents.models import Occupancy, Post, Profile, Referent
from tests import make
from tests.instruments.story import SCAN

FUNDED = date(2025, 1, 1)
TEXTS = {
    "presentation_fr": "Je réponds à vos questions sur le logement.",
    "presentation_nl": "Ik beantwoord uw vragen over huisvesting.",
    "languages": ["fr", "nl"],
    "themes": [],
    "email": "logement@example.org",
    "telephone": "",
    "portrait_alt_fr": "Une femme devant la maison communale",
    "portrait_alt_nl": "Een vrouw voor het gemeentehuis",
    "video_address": "",
    "transcript_fr": "",
    "transcript_nl": "",
}


def post(cast: Any, **fields: Any) -> Post:
    """Funded since 2025 and public, of Ixelles if not said otherwise."""
    agreement = fields.pop("agreement", None) or make.agreement(
        municipality=fields.pop("municipality", cast.ixelles)
    )
    is_draft = fields.pop("is_draft", False)
    fields = {"fte": Decimal(1), "funded_from": FUNDED} | fields
    fields.setdefault("source", make.source())
    made = open_post(agreement, by=cast.remy, **fields)
    if not is_draft:
        publish_post(made, by=cast.remy)
    return made


def referent(cast: Any, name: str = "Ines", **fields: Any) -> Referent:
    return add_referent(None, name=name, by=cast.remy, **fields)


def held(cast: Any, post: Post, **fields: Any) -> Occupancy:
    """By someone new, the whole of it, from its first day on."""
    if "referent" not in fields:
        fields.setdefault("name", "Ines")
    fields = {"fte": post.fte, "starts_on": post.funded_from} | fields
    return appoint(post, by=cast.remy, **fields)


def profile_of(referent: Referent) -> Profile:
    return Profile.objects.get(referent=referent)


def written(cast: Any, profile: Profile, **texts: Any) -> Profile:
    """Complete, with a portrait; by the person, or by the Region for them."""
    by = profile.referent.user or cast.remy
    edit_profile(
        profile,
        files={"portrait": ContentFile(SCAN, name="portrait.png")},
        by=by,
        **TEXTS | texts,
    )
    return profile


def offered(cast: Any, profile: Profile, **texts: Any) -> Profile:
    written(cast, profile, **texts)
    offer_profile(profile, by=profile.referent.user or cast.remy)
    return profile


def published(cast: Any, profile: Profile, **texts: Any) -> Profile:
    offered(cast, profile, **texts)
    publish_profile(profile, by=cast.rita)
    return profile


def served(cast: Any, agreement: Agreement | None = None) -> Any:
    """A post of Ixelles that Ines holds, with her published profile."""
    made = post(cast, agreement=agreement)
    person = referent(cast, account=cast.ines)
    held(cast, made, referent=person)
    published(cast, profile_of(person))
    return made
