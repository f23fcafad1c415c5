"""Whom a password, a session or a provider lets in."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from accord.accounts import demonstration


class Backend(AuthenticationBackend):
    """People whose account is open, no machine; those of a demonstration in one."""

    def user_can_authenticate(self, user: Any) -> bool:
        allowed = super().user_can_authenticate(user)
        return bool(allowed and not user.is_system and demonstration.may_enter(user))
