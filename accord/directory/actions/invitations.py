"""Inviting people: a link by mail, once, for two weeks."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.directory import policies
from accord.directory.links import new_link
from accord.directory.mails import INVITATION
from accord.directory.models import Invitation, Membership
from accord.journal.models import trace
from accord.lib.errors import Refused
from accord.workflow import action

PART = ("organisation", "role", "starts_on", "ends_on")


@action(
    allowed=policies.can_manage_people,
    label=_("Invite"),
    title=_("Invite a person"),
    lede=_(
        "They receive a link by mail that opens their account, once, within two weeks."
    ),
    submit=_("Send the invitation"),
    told=_("invited a person"),
    done=_("The invitation is sent."),
)
def invite(
    nowhere: None,
    *,
    email: str,
    is_administrator: bool = False,
    by: User,
    **columns: Any,
) -> Invitation:
    """Invite an address to act for an organisation; the mail is queued with it."""
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise Refused(_("This person already has an account: give them a part there."))
    if Invitation.objects.pending().filter(email=email).exists():
        raise Refused(_("This address is already invited: send that invitation again."))
    if is_administrator and not by.is_administrator:
        raise Refused(_("Only an administrator invites administrators."))
    invitation = Invitation(email=email, is_administrator=is_administrator, **columns)
    _send(invitation)
    return invitation


@action(
    allowed=policies.can_manage_people,
    label=_("Send again"),
    told=_("sent the invitation again"),
    title=_("Send an invitation again"),
    lede=_("A new link for two weeks leaves by mail; the earlier one stops working."),
    done=_("The invitation is sent again."),
)
def invite_again(invitation: Invitation, *, by: User) -> None:
    """A new link for two weeks; the earlier one stops working."""
    _require_pending(invitation)
    _send(invitation)


@action(
    allowed=policies.can_manage_people,
    label=_("Withdraw"),
    told=_("withdrew the invitation"),
    title=_("Withdraw an invitation"),
    done=_("The invitation is withdrawn: its link is closed."),
    is_grave=True,
)
def withdraw_invitation(invitation: Invitation, *, by: User) -> None:
    _require_pending(invitation)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])


@action(
    allowed=policies.is_the_platform,
    label=_("Accept"),
    told=_("opened an account for the person invited"),
    unseen="Who is invited sees nothing of it but its link, which works once.",
)
def accept_invitation(
    invitation: Invitation, *, name: str, password: str, email: str = "", by: User
) -> User:
    """Open the account and give the part that was offered. A link works once.

    ``email`` counts only where the invitation names no address: the very first one.
    """
    _require_pending(invitation)
    address = (invitation.email or email).strip().lower()
    if User.objects.filter(email=address).exists():
        raise Refused(_("There is an account for this address already: sign in."))
    person = User.objects.create_user(
        address,
        password,
        name=name,
        language=invitation.language,
        is_administrator=invitation.is_administrator,
    )
    if invitation.organisation:
        offered = {column: getattr(invitation, column) for column in PART}
        part = Membership.objects.create(user=person, **offered)
        trace(part, by=by, verb="directory.give_part")
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    return person


def _require_pending(invitation: Invitation) -> None:
    if not invitation.is_pending:
        raise Refused(_("This invitation was already accepted or withdrawn."))


def _send(invitation: Invitation) -> None:
    new_link(invitation)
    INVITATION.send(email=invitation.email, invitation=invitation.pk)
