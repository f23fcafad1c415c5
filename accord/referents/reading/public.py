"""What everyone may read of a municipality's posts, gathered with its agreement.

    agreements = with_posts(Agreement.objects.public(), today)
    for post in posts_of(agreement):
        post.standing_on(day), post.shown_on(day)

It asks no query of its own, and tells of all published posts of the municipality.

Only published posts; who holds one is named only by a profile that is public today, and
only while they hold a published post today.
"""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, JSONField, OuterRef, Subquery, TextField
from django.db.models.functions import Cast, JSONObject

from accord.lib.gathering import Gathered
from accord.referents.models import Occupancy, Post, Publication
from accord.referents.rules import PostState, Stretch, filled_since, standing_on


@dataclass(frozen=True)
class Holder:
    """Somebody holds it; ``name`` and ``slug`` only where their profile is public."""

    stretch: Stretch
    name: str = ""
    slug: str = ""


@dataclass(frozen=True)
class PublicPost:
    pk: int
    stretch: Stretch
    holders: list[Holder]

    def standing_on(self, day: date) -> PostState:
        return standing_on(self.stretch, self._held, day)

    def filled_since(self, day: date) -> date | None:
        return filled_since(self.stretch, self._held, day)

    def shown_on(self, day: date) -> list[Holder]:
        """Who holds it that day, of those who may be named."""
        if not self.stretch.covers(day):
            return []
        return [one for one in self.holders if one.slug and one.stretch.covers(day)]

    @property
    def _held(self) -> list[Stretch]:
        return [one.stretch for one in self.holders]


def with_posts(agreements: Any, today: date) -> Any:
    """Each with the posts of its municipality and who held them; see ``posts_of``."""
    town = OuterRef("municipality")
    posts = Post.objects.public().filter(agreement__municipality=town)
    public = Publication.objects.public().serving(today)
    profile = public.filter(profile__referent=OuterRef("referent"))
    held = (
        Occupancy.objects.public()
        .filter(post__agreement__municipality=town)
        .annotate(shown=Subquery(profile.values("name")[:1]))
    )
    return agreements.annotate(
        told_posts=_gathered(
            posts,
            "agreement__municipality",
            pk="pk",
            fte=_text("fte"),
            first=_text("funded_from"),
            last=_text("funded_until"),
        ),
        told_holders=_gathered(
            held,
            "post__agreement__municipality",
            pk="pk",
            post="post",
            fte=_text("fte"),
            first=_text("starts_on"),
            last=_text("ends_on"),
            name=F("shown"),
            slug=F("referent__slug"),
        ),
    )


def _text(name: str) -> Cast:
    """Days and decimals look the same in JSON on every database only as text."""
    return Cast(name, TextField())


def _gathered(rows: Any, of: str, **columns: Any) -> Subquery:
    found = rows.order_by().values(of).annotate(all=Gathered(JSONObject(**columns)))
    return Subquery(found.values("all"), output_field=JSONField())


def posts_of(agreement: Any) -> list[PublicPost]:
    """The published posts of a municipality, by its agreement, first funded first."""
    holders: dict[int, list[Holder]] = {}
    for row in sorted(_rows(agreement.told_holders), key=lambda row: row["pk"]):
        shown = {"name": row["name"], "slug": row["slug"]} if row["name"] else {}
        holders.setdefault(row["post"], []).append(Holder(_stretch(row), **shown))
    posts = [
        PublicPost(row["pk"], _stretch(row), holders.get(row["pk"], []))
        for row in _rows(agreement.told_posts)
    ]
    return sorted(posts, key=lambda one: (one.stretch.starts_on, one.pk))


def _rows(gathered: Any) -> list[dict[str, Any]]:
    """Nothing is gathered where there is none."""
    if not gathered:
        return []
    return json.loads(gathered) if isinstance(gathered, str) else gathered


def _stretch(row: dict[str, Any]) -> Stretch:
    last = row["last"]
    return Stretch(
        Decimal(row["fte"]),
        date.fromisoformat(row["first"]),
        date.fromisoformat(last) if last else None,
    )
