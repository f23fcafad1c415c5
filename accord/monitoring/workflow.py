"""The moves of a result.

draft ──submit──▶ submitted ──verify──▶ verified
                   │     ▲
                return  submit
                   ▼     │
                  returned ──edit──▶ draft

A verified result never changes: a correction is a new revision, with its reason.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accord.directory.needs import NeedKind, Side
from accord.turns import Life, Turn
from accord.workflow import Move


class State(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    VERIFIED = "verified", _("Verified")


def _states(*states: State) -> frozenset[str]:
    return frozenset(states)


HANDED_IN = _states(State.SUBMITTED, State.VERIFIED)
WRITABLE = _states(State.DRAFT, State.RETURNED)
SUBMIT = Move(WRITABLE, State.SUBMITTED)
RETURN = Move(_states(State.SUBMITTED), State.RETURNED)
VERIFY = Move(_states(State.SUBMITTED), State.VERIFIED)

TO_COMPLETE = NeedKind(
    "monitoring.returned",
    side=Side.MUNICIPALITY,
    label=_("Results to complete"),
    act=_("Complete"),
    is_returned=True,
)
TO_VERIFY = NeedKind(
    "monitoring.verify", side=Side.REGION, label=_("Results to verify"), act=_("Verify")
)

LIFE = Life(
    "monitoring",
    Turn(State.DRAFT, page="result_submit"),
    Turn(State.SUBMITTED, needs=(TO_VERIFY,)),
    Turn(State.RETURNED, page="result_submit", needs=(TO_COMPLETE,)),
    Turn(State.VERIFIED),
)
