"""What people do to their own account, kept in the journal like everything else."""

from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import authenticator_added, authenticator_removed

from accord.journal.models import trace

VERBS = {
    password_changed: "accounts.password_changed",
    password_reset: "accounts.password_reset",
    authenticator_added: "accounts.second_factor_added",
    authenticator_removed: "accounts.second_factor_removed",
}


def _kept(signal: Any, request: Any, user: Any, **_: Any) -> None:
    trace(user, by=user, verb=VERBS[signal], changes={})


def listen() -> None:
    """Called once, as the directory starts."""
    for signal in VERBS:
        signal.connect(_kept, dispatch_uid="accord.directory.tracing")
