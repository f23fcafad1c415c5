"""Who manages people: invites them, gives them parts, closes their account."""

from collections.abc import Callable
from typing import Any

# Accounts stand below the directory, which knows who acts for whom: it says who may.
_managers: list[Callable[[Any], bool]] = []


def managed_by(may_manage: Callable[[Any], bool]) -> None:
    """Let the directory say who else than administrators; called as it starts."""
    _managers.append(may_manage)


def manages_people(user: Any) -> bool:
    return bool(user.is_administrator) or any(may(user) for may in _managers)
