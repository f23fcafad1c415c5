"""The secret link of an invitation: only a hash of it is kept.

It is made of what the invitation says and of the secret key, so that the worker that
sends it can make it again: neither the queue nor a copy of the database holds it.
"""

import hashlib
from base64 import urlsafe_b64encode
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accord.accounts.models import User
from accord.directory.models import Invitation
from accord.lib.saving import save

VALID = timedelta(days=14)


def hashed(token: str) -> str:
    """What is kept of a link: it cannot be made again from it."""
    return hashlib.sha256(token.encode()).hexdigest()


def address_of(token: str) -> str:
    """The link, in the active language."""
    return f"{settings.BASE_URL}{reverse('directory_account:accept', args=[token])}"


def found_by(token: str) -> Invitation | None:
    """The invitation that a link opens, if it still does."""
    # audience: who holds the link
    pending = Invitation.objects.pending().filter(expires_at__gt=timezone.now())
    return (
        pending.select_related("organisation").filter(token_hash=hashed(token)).first()
    )


def token_of(invitation: Invitation) -> str:
    """The one it was given, which a mail holds even once the key was replaced."""
    for key in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        token = _made(invitation, key)
        if hashed(token) == invitation.token_hash:
            return token
    return _made(invitation, settings.SECRET_KEY)


def _made(invitation: Invitation, key: str) -> str:
    """Another one for each address and each time it is sent anew."""
    said = f"{invitation.email} {invitation.expires_at.timestamp()}"
    made = salted_hmac("accord.directory.links", said, key, algorithm="sha256")
    return urlsafe_b64encode(made.digest()).decode().rstrip("=")


def new_link(invitation: Invitation) -> str:
    """Give the invitation a new token and two weeks; the token itself is not kept.

    Raises ``Refused`` where what it offers cannot be given.
    """
    invitation.expires_at = timezone.now() + VALID
    token = _made(invitation, settings.SECRET_KEY)
    save(invitation, token_hash=hashed(token), expires_at=invitation.expires_at)
    return token


def platform() -> User:
    """Who acts when someone follows a link before having an account."""
    # audience: the action alone
    return User.objects.system("invitations")
