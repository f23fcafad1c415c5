"""Who must sign in with a second factor. Which people those are is said above."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from accord.accounts.demonstration import is_played

KINDS = ("totp", "webauthn")  # recovery codes only stand in for one of these
DONE = "second_factor_done"  # in the session: the number of the person who did it

# Accounts stand below the directory, which knows who acts for whom: it says who must.
_askers: list[Callable[[Any], bool]] = []


def required_of(must: Callable[[Any], bool]) -> None:
    """Let the directory say who needs one; called once, as it starts."""
    _askers.append(must)


def is_required(user: Any) -> bool:
    """Whether this person may not work with a password alone."""
    if settings.DEMO and is_played(user):
        return False
    return any(must(user) for must in _askers)


def is_done(request: HttpRequest) -> bool:
    """Whether this very session was opened or completed with a second factor.

    That the person has one is not enough: another session may be a thief's.
    """
    return bool(request.session.get(DONE) == request.user.pk)


def used(sender: Any, request: HttpRequest, user: Any, method: str, **_: Any) -> None:
    """Someone gave a second factor while signing in."""
    if method == "mfa":
        request.session[DONE] = user.pk


def added(sender: Any, request: HttpRequest, user: Any, authenticator: Any, **_: Any):
    """Someone set up a second factor, which proves that they hold it."""
    if authenticator.type in KINDS:
        request.session[DONE] = user.pk
