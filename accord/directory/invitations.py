"""Inviting people: a link by mail, once, for two weeks."""

import hashlib
import secrets
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.accounts.models import User
from accord.directory import policies
from accord.directory.mails import tell
from accord.directory.models import Invitation, Membership, Organisation
from accord.journal.models import snapshot, trace
from accord.lib.errors import Refused
from accord.workflow import action

VALID = timedelta(days=14)


def hashed(token: str) -> str:
    """What is kept of a link: it cannot be made again from it."""
    return hashlib.sha256(token.encode()).hexdigest()


def address_of(token: str) -> str:
    """The link, in the active language."""
    return f"{settings.BASE_URL}{reverse('directory_account:accept', args=[token])}"


def found_by(token: str) -> Invitation | None:
    """The invitation that a link opens, if it still does."""
    pending = Invitation.objects.pending().filter(expires_at__gt=timezone.now())
    return (
        pending.select_related("organisation").filter(token_hash=hashed(token)).first()
    )


@action(
    allowed=policies.can_manage_people,
    label=gettext_lazy("Invite"),
    told=gettext_lazy("invited a person"),
)
def invite(
    nowhere: None,
    *,
    email: str,
    name: str,
    language: str,
    organisation: Organisation | None = None,
    role: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    is_administrator: bool = False,
    by: User,
) -> Invitation:
    """Invite an address to act for an organisation; the mail leaves once it is kept."""
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise Refused(_("This person already has an account: give them a part there."))
    if Invitation.objects.pending().filter(email=email).exists():
        raise Refused(_("This address is already invited: send that invitation again."))
    if is_administrator and not by.is_administrator:
        raise Refused(_("Only an administrator invites administrators."))
    invitation = Invitation(
        email=email,
        name=name,
        language=language,
        organisation=organisation,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        is_administrator=is_administrator,
    )
    _send(invitation)
    return invitation


@action(
    allowed=policies.can_manage_people,
    label=gettext_lazy("Send again"),
    told=gettext_lazy("sent the invitation again"),
)
def invite_again(invitation: Invitation, *, by: User) -> None:
    """A new link for two weeks; the earlier one stops working."""
    _require_pending(invitation)
    _send(invitation)


@action(
    allowed=policies.can_manage_people,
    label=gettext_lazy("Withdraw"),
    told=gettext_lazy("withdrew the invitation"),
)
def withdraw_invitation(invitation: Invitation, *, by: User) -> None:
    _require_pending(invitation)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])


@action(
    allowed=policies.is_the_platform,
    label=gettext_lazy("Accept"),
    told=gettext_lazy("opened an account for the person invited"),
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
        part = Membership.objects.create(
            user=person,
            organisation=invitation.organisation,
            role=invitation.role,
            starts_on=invitation.starts_on,
            ends_on=invitation.ends_on,
        )
        given = {column: [None, value] for column, value in snapshot(part).items()}
        trace(part, by=by, verb="directory.give_part", changes=given)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    return person


def platform() -> User:
    """Who acts when someone follows a link before having an account."""
    return User.objects.system("invitations")


def new_link(invitation: Invitation) -> str:
    """Give the invitation a new token and two weeks; the token itself is not kept."""
    token = secrets.token_urlsafe(32)
    invitation.token_hash = hashed(token)
    invitation.expires_at = timezone.now() + VALID
    invitation.save()
    return token


def _require_pending(invitation: Invitation) -> None:
    if not invitation.is_pending:
        raise Refused(_("This invitation was already accepted or withdrawn."))


def _send(invitation: Invitation) -> None:
    token = new_link(invitation)
    tell(
        invitation,
        "invitation",
        subject=gettext_lazy("You are invited to Accord"),
        context=lambda: {
            "invitation": invitation,
            "address": address_of(token),
            "days": VALID.days,
        },
    )
