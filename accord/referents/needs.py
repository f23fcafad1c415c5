"""What a post or a profile needs from someone: see ``accord.directory.needs``."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.directory.needs import NeedKind, Side, at, shaped
from accord.lib.bilingual import local
from accord.referents.models import Occupancy, Post, Profile
from accord.referents.rules import Situation
from accord.referents.workflow import INCOMPLETE, OFFERED, RETURNED, State

VACANT = NeedKind(
    "referents.vacant",
    side=Side.REGION,
    label=_("Vacant post"),
    act=_("Appoint a referent"),
    address=at("referents:post_appoint"),
)
KINDS = (VACANT, OFFERED, RETURNED, INCOMPLETE)


def rows(user: User, today: date) -> list[QuerySet[Any, Any]]:
    """Posts that nobody holds, and profiles that wait for someone."""
    posts = Post.objects.visible_to(user).published().as_of(today)
    profiles = Profile.objects.visible_to(user)
    own = profiles.filter(referent__user=user)
    serving = Occupancy.objects.visible_to(user).covering(today)
    in_post = Exists(serving.filter(referent=OuterRef("referent")))
    return [
        shaped(
            posts.in_situation(Situation.VACANT).with_vacancy(),
            kind=VACANT,
            municipality="agreement__municipality",
            what=local("agreement__municipality__name"),
            since="empty_since",
        ),
        shaped(profiles.in_state(State.OFFERED), kind=OFFERED, what="referent__name"),
        shaped(
            own.in_state(State.RETURNED),
            kind=RETURNED,
            person="referent__user",
            what="returned_reason",
        ),
        shaped(
            own.in_state(State.DRAFT).filter(in_post),
            kind=INCOMPLETE,
            person="referent__user",
            what="referent__name",
        ),
    ]
