"""Who may say something on a record, and settle what was said."""

from typing import Any

from accord.accounts.models import User
from accord.threads.models import Remark
from accord.threads.owners import owner_of


def can_speak(user: User, record: Any) -> bool:
    """Whom the record's own room lets."""
    return owner_of(record).may_speak(user, record)


def can_settle(user: User, remark: Remark) -> bool:
    """Who may speak on its record: either side."""
    return can_speak(user, remark.owner)
