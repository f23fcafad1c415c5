"""Who may do what with files on records: each policy answers one question."""

from typing import Any

from accord.accounts.models import User
from accord.attachments.owners import owner_of
from accord.directory.models import Role
from accord.directory.standing import standing_of


def can_file(user: User, record: Any) -> bool:
    """Whom the record's own room lets."""
    return owner_of(record).may_file(user, record)


def can_withdraw(user: User, filed: Any) -> bool:
    """Who put it there, as long as they may; and an editor at the Region."""
    is_theirs = filed.by_id == user.pk and can_file(user, filed.owner)
    return is_theirs or standing_of(user).holds_regional(Role.EDITOR)
