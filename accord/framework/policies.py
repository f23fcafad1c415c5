"""Who keeps the plan, the model agreement and its missions."""

from typing import Any

from accord.accounts.models import User
from accord.directory.models import Role
from accord.directory.standing import standing_of


def can_keep(user: User, subject: Any) -> bool:
    """Approvers at the Region: what stands here counts for every agreement, at once."""
    return standing_of(user).holds_regional(Role.APPROVER)
