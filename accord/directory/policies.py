"""Who may do what with organisations and people: each policy answers one question."""

from typing import Any

from accord.accounts.models import User
from accord.accounts.people import manages_people
from accord.directory.models import Role
from accord.directory.standing import standing_of


def can_keep(user: User, subject: Any) -> bool:
    """Editors at the Region keep the organisations and their services."""
    return standing_of(user).holds_regional(Role.EDITOR)


def can_manage_people(user: User, subject: Any) -> bool:
    """Administrators, and approvers at the Region."""
    return manages_people(user)


def can_remove_second_factor(user: User, subject: Any) -> bool:
    """Who manages people, and who has the machine in hand: see the command."""
    return manages_people(user) or is_the_platform(user, subject)


def can_administer(user: User, subject: Any) -> bool:
    return user.is_administrator


def is_oneself(user: User, subject: Any) -> bool:
    return user == subject


def is_the_platform(user: User, subject: Any) -> bool:
    """Nobody signed in yet: the link of an invitation is what lets them in."""
    return user.is_system


def can_say_away(user: User, person: User) -> bool:
    """One says it oneself; a manager for who fell ill."""
    return user == person or manages_people(user)


def can_end_away(user: User, away: Any) -> bool:
    return can_say_away(user, away.person)
