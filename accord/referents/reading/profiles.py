"""What the pages of referents and their profiles show."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from accord import history
from accord.accounts.models import User
from accord.directory.needs import Side
from accord.framework.models import Mission
from accord.journal.models import Entry
from accord.lib.bilingual import local
from accord.referents.actions import profiles as actions
from accord.referents.actions.posts import edit_referent
from accord.referents.models import (
    FILES,
    Language,
    Occupancy,
    Profile,
    Publication,
    Referent,
)
from accord.referents.workflow import LIFE, State
from accord.turns import Words
from accord.workflow import Offer

OF_PROFILE: dict[str, Any] = {
    "profile_edit": actions.edit_profile,
    "profile_offer": actions.offer_profile,
    "profile_publish": actions.publish_profile,
    "profile_return": actions.return_profile,
    "profile_withdraw": actions.withdraw_profile,
}


# Referents


def referents(user: User, text: str) -> Any:
    """Those the reader may see, each saying whether a profile is public."""
    public = Publication.objects.public().of_person(OuterRef("pk"))
    rows = Referent.objects.visible_to(user).matching(text)
    return rows.annotate(is_public=Exists(public)).for_table()


def posts_held(
    user: User, people: list[Referent], day: date
) -> dict[int, list[Occupancy]]:
    """What each of these people holds on ``day``: one query."""
    found = defaultdict(list)
    rows = Occupancy.objects.visible_to(user).covering(day)
    theirs = rows.filter(referent__in=people).select_related(
        "post__agreement__municipality"
    )
    for one in theirs.order_by(local("post__agreement__municipality__sort"), "pk"):
        found[one.referent_id].append(one)
    return dict(found)


@dataclass(frozen=True)
class ReferentPage:
    referent: Referent
    held: list[Occupancy]
    profile: Profile | None
    publication: Publication | None
    to_withdraw: Publication | None  # by who does not read what is written now
    may_edit: bool
    history: list[history.Line]


def referent_page(referent: Referent, user: User) -> ReferentPage:
    held = Occupancy.objects.visible_to(user).standing().filter(referent=referent)
    public = Publication.objects.public().of_person(referent).for_page().first()
    profile = Profile.objects.visible_to(user).filter(referent=referent).first()
    may_withdraw = public and actions.withdraw_profile.open_to(user, public.profile)
    may_edit = edit_referent.open_to(user, referent)
    entries = Entry.objects.about(referent) if may_edit else Entry.objects.none()
    return ReferentPage(
        referent=referent,
        held=list(held.latest_first()),
        profile=profile,
        publication=public,
        to_withdraw=public if may_withdraw and not profile else None,
        may_edit=may_edit,
        history=history.latest(entries),
    )


# The profile


@dataclass(frozen=True)
class ProfilePage:
    profile: Profile
    side: Side
    words: Words
    offers: list[Offer]
    languages: list[Any]
    themes: list[Any]
    publication: Publication | None
    history: list[history.Line]


def profile_page(profile: Profile, user: User) -> ProfilePage:
    """The profile as it is being written, for the person or for the Region."""
    writes = actions.edit_profile.open_to(user, profile)
    # The Region may write for who has no account: that makes it nobody else.
    side = Side.PERSON if profile.referent.user_id == user.pk else Side.REGION
    public = Publication.objects.public().filter(profile=profile).for_page().first()
    is_out = public is not None or profile.state == State.OFFERED
    entries = Entry.objects.about(profile)
    return ProfilePage(
        profile=profile,
        side=side,
        words=LIFE.words(profile.state, side),
        offers=LIFE.offers(
            user,
            profile,
            OF_PROFILE,
            makes_sense=lambda page: is_out or page != "profile_withdraw",
        ),
        languages=[Language(code).label for code in profile.languages],
        themes=themes_of(profile.themes),
        publication=public,
        history=history.latest(entries, briefly=not writes),
    )


def themes_of(codes: list[str]) -> list[Any]:
    """The missions of these codes, as the latest model that has each words it."""
    missions = Mission.objects.public().once_each().for_table()
    return list(missions.filter(code__in=codes)) if codes else []


def files_of(profile: Profile) -> dict[str, str]:
    """The files a profile has, by column: what may be taken out."""
    columns: dict[str, Any] = {name: Profile._meta.get_field(name) for name in KEPT}
    return {
        name: f"{columns[name].verbose_name}: {getattr(profile, name)}"
        for name in KEPT
        if getattr(profile, f"{name}_id")
    }


KEPT = tuple(FILES.values())
