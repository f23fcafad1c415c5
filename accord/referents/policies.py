"""Who may do what with posts and profiles: each policy answers one question."""

from typing import Any

from accord.accounts.models import User
from accord.directory.models import Role
from accord.directory.standing import standing_of
from accord.referents.models import Occupancy, Post, Profile


def can_keep(user: User, subject: Any) -> bool:
    """Editors at the Region, which funds the posts and keeps who holds them."""
    return standing_of(user).holds_regional(Role.EDITOR)


def can_appoint(user: User, subject: Post | Occupancy) -> bool:
    """Editors at the Region, and of the municipality, which employs the referent."""
    standing = standing_of(user)
    if standing.holds_regional(Role.EDITOR):
        return True
    post = subject if isinstance(subject, Post) else subject.post
    return standing.holds(Role.EDITOR, post.agreement.municipality)


def can_write_profile(user: User, profile: Profile) -> bool:
    """The person; editors at the Region for who has no account to write it with."""
    whose = profile.referent.user_id
    return whose == user.pk if whose else can_keep(user, profile)


def can_publish_profile(user: User, profile: Profile) -> bool:
    """Approvers at the Region publish what the person offers, or return it."""
    return standing_of(user).holds_regional(Role.APPROVER)


def can_withdraw_profile(user: User, profile: Profile) -> bool:
    """The person at any time; who publishes it, when it must not stay."""
    return can_write_profile(user, profile) or can_publish_profile(user, profile)
