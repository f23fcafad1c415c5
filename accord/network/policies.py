"""Who may do what with stakes, contacts and services: one question each."""

from typing import Any

from accord.accounts.models import User
from accord.agreements.models import Agreement
from accord.directory.models import Organisation, Role
from accord.directory.standing import standing_of


def can_keep_stakes(user: User, subject: Any) -> bool:
    """Editors of the municipality for its own agreements; the Region's for all."""
    agreement = subject if isinstance(subject, Agreement) else subject.agreement
    return can_keep_stakes_in(user, agreement.municipality_id)


def can_keep_stakes_in(user: User, municipality: int) -> bool:
    """The same, of a municipality by its number."""
    standing = standing_of(user)
    return standing.holds_regional(Role.EDITOR) or standing.holds_in(
        Role.EDITOR, municipality
    )


def can_keep_contacts(user: User, subject: Any) -> bool:
    """Editors of the organisation for their own people; the Region's for all."""
    standing = standing_of(user)
    if standing.holds_regional(Role.EDITOR):
        return True
    body = subject if isinstance(subject, Organisation) else subject.organisation
    return standing.holds(Role.EDITOR, body)


def can_see_gaps(user: User) -> bool:
    """The Region over all agreements, a municipality in its own."""
    standing = standing_of(user)
    return standing.is_regional or standing.is_municipal


def can_keep_services(user: User, subject: Any) -> bool:
    """Editors at the Region close services, merge them and load lists of them."""
    return standing_of(user).holds_regional(Role.EDITOR)
