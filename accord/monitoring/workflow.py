"""The moves of a result.

draft ──submit──▶ submitted ──verify──▶ verified
                   │     ▲
                return  submit
                   ▼     │
                  returned

A verified result never changes: a correction is a new revision, with its reason.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accord.workflow import Move


class State(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    VERIFIED = "verified", _("Verified")


def _states(*states: State) -> frozenset[str]:
    return frozenset(states)


WRITABLE = _states(State.DRAFT, State.RETURNED)
SAVE = Move(_states(State.DRAFT), State.DRAFT)
SAVE_RETURNED = Move(_states(State.RETURNED), State.RETURNED)
SUBMIT = Move(WRITABLE, State.SUBMITTED)
RETURN = Move(_states(State.SUBMITTED), State.RETURNED)
VERIFY = Move(_states(State.SUBMITTED), State.VERIFIED)
