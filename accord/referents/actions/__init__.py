"""What is done to posts, to who holds them, and to the profiles they offer."""

from accord.referents.actions.posts import (
    add_referent,
    appoint,
    close_post,
    correct_occupancy,
    edit_post,
    edit_referent,
    end_occupancy,
    open_post,
    publish_post,
    strike_occupancy,
    strike_post,
)
from accord.referents.actions.profiles import (
    edit_profile,
    offer_profile,
    publish_profile,
    return_profile,
    withdraw_profile,
)

__all__ = [
    "add_referent",
    "appoint",
    "close_post",
    "correct_occupancy",
    "edit_post",
    "edit_profile",
    "edit_referent",
    "end_occupancy",
    "offer_profile",
    "open_post",
    "publish_post",
    "publish_profile",
    "return_profile",
    "strike_occupancy",
    "strike_post",
    "withdraw_profile",
]
