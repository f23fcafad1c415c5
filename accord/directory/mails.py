"""The letters of the directory: invitations, and what was done to one's account."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accord.accounts.letters import Letter, Written
from accord.accounts.models import User
from accord.directory.links import VALID, address_of, token_of
from accord.directory.models import Invitation

TEMPLATES = "directory/mails"


def _person(pk: int) -> User | None:
    # audience: the person's own, and who acted on their account
    return User.objects.filter(pk=pk).first()


def _invitation(invitation: int) -> Written | None:
    """Its link, while it opens something."""
    # audience: whoever reads the mailbox of the invited
    found = Invitation.objects.pending().select_related("organisation")
    invited = found.filter(pk=invitation).first()
    if invited is None or invited.has_expired:
        return None
    return Written(
        invited,
        subject=_("You are invited to Accord"),
        template=f"{TEMPLATES}/invitation",
        context=lambda: {
            "invitation": invited,
            "address": address_of(token_of(invited)),
            "days": VALID.days,
        },
    )


def _second_factor(person: int, who: int) -> Written | None:
    reader, by = _person(person), _person(who)
    if reader is None:
        return None
    return Written(
        reader,
        subject=_("Your second factor was removed"),
        template=f"{TEMPLATES}/second_factor",
        context=lambda: {"person": reader, "who": by},
    )


def _support(person: int, who: int, until: str) -> Written | None:
    reader, by = _person(person), _person(who)
    if reader is None:
        return None
    return Written(
        reader,
        subject=_("Someone sees Accord as you do, to help you"),
        template=f"{TEMPLATES}/support",
        context=lambda: {
            "person": reader,
            "administrator": by,
            "until": datetime.fromisoformat(until),
        },
    )


INVITATION = Letter("directory.invitation", _("Invitation"), _invitation)
SECOND_FACTOR = Letter(
    "directory.second_factor", _("Second factor removed"), _second_factor
)
SUPPORT = Letter("directory.support", _("Support announced"), _support)
