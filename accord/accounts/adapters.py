"""How people sign in: see docs/operate/install.md for the provider's settings."""

from datetime import datetime
from functools import partial
from typing import Any

import requests
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accord.accounts import limits, second_factor
from accord.accounts.demonstration import may_enter
from accord.accounts.mails import SECURITY
from accord.accounts.models import User
from accord.accounts.sealing import opened, sealed
from accord.lib.plaintext import line

PROVIDER_ANSWERS_WITHIN = 5  # seconds
WAIT = _(
    "Too many attempts with this address from here. Wait a little, or choose a new "
    "password by mail: you can then sign in at once."
)


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: people are invited. Messages are in the person's language."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Any, **about: Any) -> Any:
        """Say so at once to who may not enter: a session would be refused anyway."""
        if not may_enter(user):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **about)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Ours in place of the library's, which locks an address for everyone."""
        self._tried = limits.tried(request, credentials.get("email", "").lower())
        if self._tried is None:
            raise ValidationError(WAIT, code="too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        limits.passed(self._tried or [])

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Queue what was done to an account: a mail server is never waited for here.

        The library says so of a person, whom ``send_notification_mail`` names.
        """
        user: User = context["user"]
        said = {
            name: value.isoformat() if isinstance(value, datetime) else str(value)
            for name, value in context.items()
            if name != "user"
        }
        SECURITY.send(user, person=user.pk, template=template_prefix, said=said)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """The library does not say whom it writes to."""
        context = {"user": user, **(context or {})}
        super().send_notification_mail(template_prefix, user, context, email)


class SecondFactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        return opened(encrypted_text)

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Who must have a second factor keeps at least one."""
        if not second_factor.is_required(authenticator.user):
            return True
        # audience: the person's own
        own = type(authenticator).objects.filter(user=authenticator.user)
        return (
            own.filter(type__in=second_factor.KINDS)
            .exclude(pk=authenticator.pk)
            .exists()
        )


class ProviderAdapter(DefaultSocialAccountAdapter):
    """An administration's identity provider opens accounts that exist, by address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: Any) -> Any:
        """Accounts have clean addresses: what the provider says is compared as such."""
        for one in sociallogin.email_addresses:
            one.email = line(one.email)
        found = super().authenticate_by_email(sociallogin)
        if found:
            user, email = found
            # An invitation was the verification. The library does not know it, and
            # would take the person's password away: with the provider away, nobody
            # who ever used it could enter.
            # audience: the person's own
            EmailAddress.objects.get_or_create(
                user=user,
                email=email.lower(),  # as the library keeps it
                defaults={"verified": True, "primary": True},
            )
        return found

    def get_requests_session(self) -> requests.Session:
        """One that waits for a provider no longer than a person would."""
        session = super().get_requests_session()
        session.request = partial(session.request, timeout=PROVIDER_ANSWERS_WITHIN)
        return session

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """It only signs in: nobody ties another's address to the account on screen.

        The library would, by ``?process=connect``, and the one on screen may be a
        colleague whom an administrator supports, or one left signed in.
        """
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise PermissionDenied
