"""The pages of posts, referents and profiles, and the acts on each."""

from accord.referents.views.posts import (
    occupancy_correct,
    occupancy_end,
    occupancy_strike,
    post_appoint,
    post_close,
    post_detail,
    post_edit,
    post_export,
    post_list,
    post_open,
    post_publish,
    post_strike,
)
from accord.referents.views.profiles import (
    my_profile,
    profile_detail,
    profile_edit,
    profile_file,
    profile_offer,
    profile_publish,
    profile_return,
    profile_withdraw,
)
from accord.referents.views.referents import (
    referent_add,
    referent_detail,
    referent_edit,
    referent_list,
)

__all__ = [
    "my_profile",
    "occupancy_correct",
    "occupancy_end",
    "occupancy_strike",
    "post_appoint",
    "post_close",
    "post_detail",
    "post_edit",
    "post_export",
    "post_list",
    "post_open",
    "post_publish",
    "post_strike",
    "profile_detail",
    "profile_edit",
    "profile_file",
    "profile_offer",
    "profile_publish",
    "profile_return",
    "profile_withdraw",
    "referent_add",
    "referent_detail",
    "referent_edit",
    "referent_list",
]
