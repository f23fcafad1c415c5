"""The life of an instrument: one table drives buttons, rights, history and words.

drafting ──submit──▶ in review ──agree──▶ agreed ──▶ college ──▶ council
    ▲                 │  ▲                  │           │          │
    ╰───send back─────╯  ╰──────reopen──────┴───────────┴──────────╯
                                                                   │ sign
                   suspended ◀──▶ signed ◀──last── signing ◀───────╯
                        │            │
                        ╰──────┬─────╯            drafting, in review, agreed,
                           terminated             college, council ──▶ abandoned

``signed`` is the last state that somebody writes. Whether a signed instrument is in
force, expiring, replaced or ended follows from its dates: see ``Phase``.
"""

from dataclasses import replace
from functools import partial

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accord.directory.models import Role
from accord.directory.needs import NeedKind, Side, at
from accord.turns import Life, Turn, Words
from accord.workflow import Move


class State(TextChoices):
    """What was last done to an instrument."""

    DRAFTING = "drafting", _("Being drafted")
    IN_REVIEW = "in_review", _("In review")
    AGREED = "agreed", _("Text agreed")
    COLLEGE = "college", _("Decided by the College")
    COUNCIL = "council", _("Adopted by the council")
    SIGNING = "signing", _("Being signed")
    SIGNED = "signed", _("Signed")
    SUSPENDED = "suspended", _("Suspended")
    TERMINATED = "terminated", _("Terminated")
    ABANDONED = "abandoned", _("Abandoned")


class Phase(TextChoices):
    """What a signed instrument is on a day."""

    TO_COME = "to_come", _("Signed, not in force yet")
    IN_FORCE = "in_force", _("In force")
    EXPIRING = "expiring", _("In force, ending soon")
    REPLACED = "replaced", _("Replaced by a later version")
    ENDED = "ended", _("Ended")


def _states(*states: State) -> frozenset[str]:
    return frozenset(states)


IN_WRITING = _states(State.DRAFTING, State.IN_REVIEW)
FROZEN = _states(State.AGREED, State.COLLEGE, State.COUNCIL, State.SIGNING)
BINDING = _states(State.SIGNED, State.SUSPENDED, State.TERMINATED)

SUBMIT = Move(_states(State.DRAFTING), State.IN_REVIEW)
SEND_BACK = Move(_states(State.IN_REVIEW), State.DRAFTING)
AGREE = Move(_states(State.IN_REVIEW), State.AGREED)
REOPEN = Move(_states(State.AGREED, State.COLLEGE, State.COUNCIL), State.IN_REVIEW)
DECIDE = Move(_states(State.AGREED), State.COLLEGE)
ADOPT = Move(_states(State.COLLEGE), State.COUNCIL)
DECIDED: dict[str, State] = {State.AGREED: State.COLLEGE, State.COLLEGE: State.COUNCIL}
# The action itself makes it SIGNED with the last signature, and leaves it where it was
# while a second person must confirm what was recorded.
SIGN = Move(_states(State.COUNCIL, State.SIGNING), State.SIGNING)
SUSPEND = Move(_states(State.SIGNED), State.SUSPENDED)
RESUME = Move(_states(State.SUSPENDED), State.SIGNED)
TERMINATE = Move(_states(State.SIGNED, State.SUSPENDED), State.TERMINATED)
ABANDON = Move(
    _states(
        State.DRAFTING, State.IN_REVIEW, State.AGREED, State.COLLEGE, State.COUNCIL
    ),
    State.ABANDONED,
)


# What waits for a side, in the order of the life.

REGION, MUNICIPALITY = Side.REGION, Side.MUNICIPALITY
TEXT = at("instruments:instrument_detail")

_text = partial(NeedKind, address=TEXT, look=TEXT)

WRITE = _text(
    "instruments.write", MUNICIPALITY, label=_("Text to complete"), act=_("Write")
)
REVIEW = _text("instruments.review", REGION, label=_("Text to review"), act=_("Review"))
DECISION = _text(
    "instruments.decide",
    MUNICIPALITY,
    label=_("Text to decide on"),
    act=_("Record the decision"),
)
SIGNATURE = _text(
    "instruments.sign", MUNICIPALITY, label=_("Text to sign"), act=_("Sign")
)
# Each side signs in its turn.
SIGNATURES = (SIGNATURE, replace(SIGNATURE, key="instruments.sign_region", side=REGION))

# What one recorded and a second person confirms: the other side, or who approves.
CONFIRM = _text(
    "instruments.confirm",
    MUNICIPALITY,
    label=_("Recorded, to be confirmed"),
    act=_("Look and confirm"),
)
CONFIRM_REGION = replace(CONFIRM, key="instruments.confirm_region", side=REGION)
CONFIRM_OWN = replace(CONFIRM_REGION, key="instruments.confirm_own", role=Role.APPROVER)
CONFIRMING = {MUNICIPALITY: CONFIRM, REGION: CONFIRM_REGION}

# What both sides read alike.
SIGNING = Words(_("Not everyone has signed yet."), _("Sign when it is your turn."))
TERMINATED = Words(_("It was terminated before its end."))
ABANDONED = Words(_("This draft was abandoned."))

LIFE = Life(
    "instruments",
    Turn(
        State.DRAFTING,
        page="text_submit",
        needs=(WRITE,),
        region=Words(
            _("The municipality is writing its commitments."),
            _("Nothing for now: you may help with the text and comment on it."),
        ),
        municipality=Words(
            _("You are writing your commitments."),
            _("Complete the text, then submit it for review."),
        ),
    ),
    Turn(
        State.IN_REVIEW,
        page="text_agree",
        needs=(REVIEW,),
        region=Words(
            _("The text awaits your review."),
            _("Comment on what must change, send it back, or agree on the text."),
        ),
        municipality=Words(
            _("The Region is reading your text."), _("Change what has an open comment.")
        ),
    ),
    Turn(
        State.AGREED,
        page="college_record",
        needs=(DECISION,),
        region=Words(
            _("The text is agreed and can no longer change."),
            _("Nothing: the College of the municipality decides next."),
        ),
        municipality=Words(
            _("The text is agreed and can no longer change."),
            _("Put it before the College, then record its decision."),
        ),
    ),
    Turn(
        State.COLLEGE,
        page="council_record",
        needs=(DECISION,),
        region=Words(
            _("The College has decided."),
            _("Nothing: the municipal council decides next."),
        ),
        municipality=Words(
            _("Your College has decided."),
            _("Put it before the council, then record its decision."),
        ),
    ),
    Turn(
        State.COUNCIL,
        page="signature_hand_in",
        needs=SIGNATURES,
        region=Words(
            _("The municipal council has adopted it."),
            _("Sign in the order that the agreement declares."),
        ),
        municipality=Words(
            _("Your council has adopted it."),
            _("Sign in the order that the agreement declares."),
        ),
    ),
    Turn(
        State.SIGNING,
        page="signature_hand_in",
        needs=SIGNATURES,
        region=SIGNING,
        municipality=SIGNING,
    ),
    Turn(
        State.SIGNED,
        page="instrument_publish",
        region=Words(_("Everyone has signed."), _("Follow the results.")),
        municipality=Words(
            _("Everyone has signed."), _("Carry it out and report its results.")
        ),
    ),
    Turn(
        State.SUSPENDED,
        page="instrument_resume",
        region=Words(_("You have suspended it."), _("Resume it, or terminate it.")),
        municipality=Words(
            _("The Region has suspended it."),
            _("Settle with the Region what blocks it."),
        ),
    ),
    Turn(State.TERMINATED, region=TERMINATED, municipality=TERMINATED),
    Turn(State.ABANDONED, region=ABANDONED, municipality=ABANDONED),
)

# All that a text may wait for.
KINDS = (*LIFE.kinds, CONFIRM, CONFIRM_REGION, CONFIRM_OWN)

# Signed, and behind us: both sides read it so, and nothing is expected of them.
PAST: dict[Phase, Words] = {
    Phase.REPLACED: Words(_("A later version has taken its place.")),
    Phase.ENDED: Words(_("It has come to its end.")),
}


# Something recorded does not count yet: for who may confirm it, and for the others.
TO_CONFIRM = Words(
    _("Something was recorded that counts only once a second person confirms it."),
    _("Look at it, then confirm it or strike it."),
)
TO_BE_CONFIRMED = Words(
    TO_CONFIRM.said, _("Nothing: the other side or an approver confirms it.")
)


def words_for(state: str, side: Side, phase: Phase | None = None) -> Words:
    """How ``side`` reads ``state`` and its phase; every pair has its words."""
    behind = PAST.get(phase) if phase else None
    return behind or LIFE.words(state, side)
