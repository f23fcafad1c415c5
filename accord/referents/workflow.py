"""The life of a referent's profile, and the moves of a post.

             ╭────────────── edit ───────────────╮
             ▼                                   │
draft ──offer──▶ offered ──publish──▶ published ─┤
  ▲                │                      │      │
  │             return                 withdraw  │
  │                ▼                      ▼      │
  ╰───── edit ── returned             withdrawn ─╯

What the public reads is a copy, frozen when the Region published it. It stays while the
person writes the next one, and goes at once when they withdraw, from any state.

A post is a fact of the register: see ``accord.sources.workflow``.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accord.directory.models import Role
from accord.directory.needs import NeedKind, Side, at
from accord.sources.workflow import State as FactState
from accord.turns import Life, Turn, Words
from accord.workflow import Move


class State(TextChoices):
    """What was last done to the profile that is being written."""

    DRAFT = "draft", _("Being written")
    OFFERED = "offered", _("Offered for publication")
    RETURNED = "returned", _("Returned")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


def _states(*states: State) -> frozenset[str]:
    return frozenset(states)


# What the Region may read of a profile whose person signs in and writes it.
SHOWN_TO_THE_REGION = _states(State.OFFERED, State.RETURNED, State.PUBLISHED)

EDIT = Move(frozenset(State.values), State.DRAFT)
OFFER = Move(_states(State.DRAFT, State.RETURNED, State.WITHDRAWN), State.OFFERED)
PUBLISH = Move(_states(State.OFFERED), State.PUBLISHED)
RETURN = Move(_states(State.OFFERED), State.RETURNED)
WITHDRAW = Move(frozenset(State.values) - {State.WITHDRAWN}, State.WITHDRAWN)

PUBLISH_POST = Move(frozenset({FactState.DRAFT}), FactState.PUBLISHED)
STRIKE_POST = Move(frozenset({FactState.DRAFT, FactState.PUBLISHED}), FactState.STRUCK)


PERSON, REGION = Side.PERSON, Side.REGION

INCOMPLETE = NeedKind(
    "referents.incomplete",
    side=PERSON,
    label=_("Your profile is not offered yet"),
    act=_("Complete it"),
    address=at("referents:profile_edit"),
)
OFFERED = NeedKind(
    "referents.offered",
    side=REGION,
    label=_("Profile to publish"),
    act=_("Read and publish"),
    address=at("referents:profile_detail"),
    role=Role.APPROVER,
)
RETURNED = NeedKind(
    "referents.returned",
    side=PERSON,
    label=_("Your profile was returned"),
    act=_("Change it"),
    address=at("referents:profile_edit"),
    is_returned=True,
)

LIFE = Life(
    "referents",
    Turn(
        State.DRAFT,
        page="profile_offer",
        needs=(INCOMPLETE,),
        person=Words(
            _("You are writing your profile; what you write is not public."),
            _("Complete it, then offer it for publication."),
        ),
        region=Words(
            _("The profile is being written."),
            _(
                "Nothing for now; where the person has no account, you write it "
                "with them."
            ),
        ),
    ),
    Turn(
        State.OFFERED,
        page="profile_publish",
        needs=(OFFERED,),
        person=Words(
            _("You offered your profile; the Region has not published it yet."),
            _("Nothing for now; you may still change it, then offer it again."),
        ),
        region=Words(
            _("The person offers this profile for publication."),
            _("Publish it, or return it with a reason."),
        ),
    ),
    Turn(
        State.RETURNED,
        page="profile_offer",
        needs=(RETURNED,),
        person=Words(
            _("The Region returned your profile."),
            _("Read the reason, change your profile, then offer it again."),
        ),
        region=Words(
            _("You returned this profile."), _("Nothing: the person changes it.")
        ),
    ),
    Turn(
        State.PUBLISHED,
        person=Words(
            _("Your profile is public, as it stands here."),
            _("Keep it up to date; you may withdraw it at any time."),
        ),
        region=Words(_("This profile is public, as it stands here.")),
    ),
    Turn(
        State.WITHDRAWN,
        page="profile_offer",
        person=Words(
            _("You withdrew your profile: nothing of it is public."),
            _("Nothing; you may offer it again."),
        ),
        region=Words(_("The profile was withdrawn: nothing of it is public.")),
    ),
)
