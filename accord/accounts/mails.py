"""The letters of an account: a new password, and what was done to how one signs in."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from accord.accounts.backends import Backend
from accord.accounts.letters import Letter, Written
from accord.accounts.models import User


def _new_password(address: str) -> Written | None:
    """The link, for who may sign in; an address that nobody has gets nothing.

    Asked here and not when the form is sent: its answer, and the time it takes, tell
    nobody who has an account.
    """
    # audience: whoever reads the mailbox of that address
    person = User.objects.filter(email__iexact=address.strip()).first()
    if person is None or not Backend().user_can_authenticate(person):
        return None

    def context() -> dict[str, Any]:
        uid, token = user_pk_to_url_str(person), default_token_generator.make_token
        path = reverse("account_reset_password_from_key", args=[uid, token(person)])
        return {"user": person, "password_reset_url": f"{settings.BASE_URL}{path}"}

    template = "account/email/password_reset_key_message"
    return Written(person, _("Choose a new password"), template, context)


def _security(person: int, template: str, said: dict[str, str]) -> Written | None:
    """What the sign-in library tells: a new password, a new second factor."""
    # audience: the person's own
    reader = User.objects.filter(pk=person).first()
    if reader is None:
        return None
    at = parse_datetime(said.get("timestamp", ""))
    context = {**said, "user": reader} | ({"timestamp": at} if at else {})
    return Written(
        reader,
        subject=lambda: render_to_string(f"{template}_subject.txt", context),
        template=f"{template}_message",
        context=lambda: context,
    )


NEW_PASSWORD = Letter("accounts.new_password", _("New password"), _new_password)
SECURITY = Letter("accounts.security", _("Security of the account"), _security)
