"""Who may say something on a record, and settle what was said."""

from typing import Any

from accord.accounts.models import User
from accord.directory.standing import standing_of
from accord.threads.models import Remark
from accord.threads.owners import owner_of


def can_speak(user: User, record: Any) -> bool:
    """Whom the record's own room lets."""
    return owner_of(record).may_speak(user, record)


def asked_it(user: User, remark: Remark) -> bool:
    """Whether it was said for the reader's side; the Region first, as they speak."""
    standing = standing_of(user)
    if standing.is_regional or remark.is_regional:
        return standing.is_regional and remark.is_regional
    return remark.organisation_id in standing.organisation_ids


def can_settle(user: User, remark: Remark) -> bool:
    """The side that asked: its author, or a colleague when they are away or left."""
    return can_speak(user, remark.owner) and asked_it(user, remark)
