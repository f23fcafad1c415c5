"""Who may do what with agreements: each policy answers one question."""

from typing import Any

from accord.accounts.models import User
from accord.directory.models import Role
from accord.directory.standing import standing_of


def can_record(user: User, subject: Any) -> bool:
    """Editors at the Region keep the register."""
    return standing_of(user).holds_regional(Role.EDITOR)


def can_publish(user: User, subject: Any) -> bool:
    """Editors at the Region publish what they recorded.

    A fact is public information with its source, not a decision: the register would
    not be kept if each needed an approver. The journal shows who published what.
    """
    return standing_of(user).holds_regional(Role.EDITOR)


def can_file(user: User, agreement: Any) -> bool:
    """Editors of either side put files on an agreement."""
    standing = standing_of(user)
    is_own = standing.holds(Role.EDITOR, agreement.municipality)
    return is_own or standing.holds_regional(Role.EDITOR)


def can_strike(user: User, subject: Any) -> bool:
    return standing_of(user).holds_regional(Role.EDITOR)
