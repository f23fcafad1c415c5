"""What the pages of posts show, put together from what may be seen."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from accord import history
from accord.accounts.models import User
from accord.agreements.models import Agreement
from accord.directory.standing import standing_of
from accord.instruments.models import Means
from accord.journal.models import Entry
from accord.lib.spoken import spoken_number
from accord.referents.actions import posts as actions
from accord.referents.models import Occupancy, Post
from accord.referents.rules import PostState, days_vacant, vacancies
from accord.workflow import Offer, offers

OF_POST: dict[str, Any] = {
    "post_publish": actions.publish_post,
    "post_appoint": actions.appoint,
    "post_edit": actions.edit_post,
    "post_close": actions.close_post,
    "post_strike": actions.strike_post,
}
OF_OCCUPANCY = {
    "occupancy_end": actions.end_occupancy,
    "occupancy_correct": actions.correct_occupancy,
    "occupancy_strike": actions.strike_occupancy,
}


# The list


def signed(user: User, day: date) -> Any:
    """The agreements that count and are concluded, each saying if a post is known.

    One of its own, or one of the municipality that goes on from an earlier agreement.
    """
    own = Q(agreement=OuterRef("pk"))
    goes_on = Q(funded_until__isnull=True) | Q(funded_until__gte=day)
    posts = (
        Post.objects.visible_to(user)
        .standing()
        .filter(own | goes_on, agreement__municipality=OuterRef("municipality"))
    )
    rows = Agreement.objects.visible_to(user).standing().counting_on(day)
    return rows.filter(concluded_on_day="yes").annotate(has_post=Exists(posts))


def asked(user: User, day: date, *, fact: str = "", text: str = "") -> Any:
    """Posts, or agreements where the question is what was signed: see ``fact``."""
    if fact.startswith("signed"):
        rows = signed(user, day)
        if fact == "signed_without":
            rows = rows.filter(has_post=False)
        return rows.matching(state="", mission=None, text=text).for_table()
    posts = Post.objects.visible_to(user).standing().as_of(day)
    return posts.matching(situation=fact, text=text).for_table()


def holders(user: User, posts: list[Any], day: date) -> dict[int, list[Occupancy]]:
    """Who holds each of these posts on ``day``: one query."""
    found = defaultdict(list)
    rows = Occupancy.objects.visible_to(user).of(posts).covering(day).in_time()
    for one in rows:
        found[one.post_id].append(one)
    return dict(found)


# One post


@dataclass(frozen=True)
class Passage:
    """A stretch of a post's time: somebody holds it, or nobody does."""

    starts_on: date
    ends_on: date | None
    occupancy: Occupancy | None = None
    days: int | None = None  # of a vacancy
    offers: list[Offer] = field(default_factory=list)


@dataclass(frozen=True)
class PostPage:
    post: Any
    standing: PostState
    passages: list[Passage]
    days_vacant: int
    offers: list[Offer]
    history: list[history.Line]


def post_page(post: Any, user: User, today: date) -> PostPage:
    """One post with its whole time; after ``as_of``."""
    theirs = list(Occupancy.objects.visible_to(user).standing().of(post).in_time())
    held = [one.stretch for one in theirs]
    for one in theirs:
        one.post = post
    return PostPage(
        post=post,
        standing=post.standing,
        passages=_passages(post, theirs, user, today),
        days_vacant=days_vacant(post.stretch, held, post.funded_from, today),
        offers=[] if post.is_struck else _offers_of(post, user),
        history=_history(post, user),
    )


def _offers_of(post: Any, user: User) -> list[Offer]:
    """First what is missing: that it is public, then that somebody holds it."""
    wanted = "post_publish" if post.is_draft else ""
    if not wanted and post.held < post.fte:
        wanted = "post_appoint"
    return offers(user, post, "referents", OF_POST, primary=wanted)


def _passages(
    post: Any, theirs: list[Occupancy], user: User, today: date
) -> list[Passage]:
    """In the order of time: who held it, and when nobody did."""
    found = [
        Passage(
            one.starts_on,
            one.ends_on,
            occupancy=one,
            offers=offers(user, one, "referents", _of_occupancy(one)),
        )
        for one in theirs
    ]
    held = [one.stretch for one in theirs]
    for first, last in vacancies(post.stretch, held, today):
        days = ((last or today) - first).days + 1
        found.append(Passage(first, last, days=days))
    return sorted(found, key=lambda one: (one.starts_on, one.ends_on or date.max))


def _of_occupancy(one: Occupancy) -> dict[str, Any]:
    """Who has left does not leave again: that is corrected."""
    skipped = "occupancy_end" if one.ends_on else ""
    return {name: act for name, act in OF_OCCUPANCY.items() if name != skipped}


def _history(post: Post, user: User) -> list[history.Line]:
    """All of it for the Region; for a municipality, since the post was published."""
    entries = Entry.objects.within(Post, post.pk)
    if not standing_of(user).is_regional:
        entries = post.since_public(entries)
    known = [post.source, post.agreement.municipality, post.agreement.model]
    return history.latest(entries, known=known)


def means_of(agreement: Agreement, user: User, day: date) -> list[tuple[str, str]]:
    """The full-time equivalents in the text in force: (lineage, words)."""
    taken = Post.objects.visible_to(user).standing().exclude(means_lineage=None)
    rows = (
        Means.objects.visible_to(user)
        .on(day)
        .filter(instrument__agreement=agreement, means_kind="fte")
        .exclude(lineage__in=taken.values("means_lineage"))
        .order_by("year", "rank", "pk")
    )
    return [
        (str(one.lineage), f"{one.text} ({one.year}): {spoken_number(one.fte)}")
        for one in rows
        if one.fte
    ]
