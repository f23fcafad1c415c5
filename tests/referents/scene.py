"""What the pages of posts are about: one of Ixelles, held by Ines; she offers hers.

Marc is named too, and has offered nothing yet. Paul's profile is public.
"""

from typing import Any

from tests.referents import story

OF_POST = ("detail", "edit", "close", "strike", "appoint")
OF_HELD = ("end", "correct", "strike")
OF_PROFILE = ("detail", "edit", "publish", "return", "withdraw")


def posts(cast: Any) -> dict[str, list[Any]]:
    post = story.post(cast)
    draft = story.post(cast, is_draft=True)
    ines = story.referent(cast, account=cast.ines)
    marc = story.referent(cast, "Marc", account=cast.marc)
    held = story.held(cast, post, referent=ines)
    paul = story.held(cast, story.post(cast), name="Paul").referent
    story.published(cast, story.profile_of(paul))
    profile = story.offered(cast, story.profile_of(ines))
    return {
        **{f"referents:post_{name}": [post.pk] for name in OF_POST},
        "referents:post_open": [post.agreement_id],
        "referents:post_publish": [draft.pk],
        "referents:post_export": ["csv"],
        **{f"referents:occupancy_{name}": [held.pk] for name in OF_HELD},
        **{f"referents:referent_{name}": [ines.pk] for name in ("detail", "edit")},
        **{f"referents:profile_{name}": [profile.pk] for name in OF_PROFILE},
        "referents:profile_file": [profile.pk, "portrait"],
        "publicsite:referent_detail": [paul.slug],
        "publicsite:referent_file": [paul.slug, "portrait"],
        "dashboards:handover": [held.pk],
        "dashboards:handover_pdf": [held.pk],
        "referents:profile_offer": [story.profile_of(marc).pk],
    }
