"""Who reads the answers."""

from typing import Any

from accord.accounts.models import User
from accord.directory.standing import standing_of


def can_read(user: User, subject: Any) -> bool:
    """Everybody with a part at the Region; a municipality reads its own rows."""
    standing = standing_of(user)
    return standing.is_regional or standing.is_municipal
