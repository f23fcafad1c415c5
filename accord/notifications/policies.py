"""Who may choose, read and send again."""

from typing import Any

from accord.accounts.models import User


def is_theirs(user: User, subject: Any) -> bool:
    """Whom it was told to, and nobody else."""
    return subject.person_id == user.pk


def is_oneself(user: User, subject: Any) -> bool:
    """Everyone chooses for themselves."""
    return user == subject


def can_send_again(user: User, subject: Any) -> bool:
    """Administrators see to it that mail arrives."""
    return user.is_administrator


def can_try_mail(user: User, subject: Any) -> bool:
    """Administrators, with a message to themselves."""
    return user.is_administrator and user == subject
