"""Referents and their posts, for everyone: what is published, and what sources say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from accord.agreements.models import Agreement, ReferentName
from accord.directory.models import Organisation
from accord.framework.models import Figure
from accord.lib.asof import AsOf
from accord.lib.imprecise import Answer
from accord.lib.outlines import middle
from accord.lib.paging import page_of
from accord.lib.register import current
from accord.lib.spoken import spoken_day
from accord.referents.models import Occupancy, Publication
from accord.referents.reading.public import Holder, PublicPost, posts_of, with_posts
from accord.referents.rules import PostState, Situation, Town, together
from accord.sources.models import Source

PER_PAGE = 20


@dataclass(frozen=True)
class Look:
    """A state as the map and its legend show it: it prints as its shape."""

    shape: str
    label: Any

    def __str__(self) -> str:
        return self.shape


@dataclass(frozen=True)
class Shown:
    """A published post on a day, with who may be named."""

    post: PublicPost
    standing: PostState
    since: date | None
    holders: list[Holder]
    day: date

    @property
    def days_vacant(self) -> int | None:
        since = self.standing.vacant_since
        return (self.day - since).days + 1 if since else None


def shown(posts: Iterable[PublicPost], day: date) -> list[Shown]:
    """The posts that were funded by ``day``: what ended is said, what comes is not."""
    return [
        Shown(one, one.standing_on(day), one.filled_since(day), one.shown_on(day), day)
        for one in posts
        if one.standing_on(day).situation != Situation.TO_COME
    ]


class Beside(StrEnum):
    """What a published post says beside the name that a source gives."""

    NOTHING = ""
    SAME = "same"
    ANOTHER = "another"
    FILLED = "filled"
    VACANT = "vacant"


@dataclass(frozen=True)
class Named:
    """A referent whom a source names, and what the posts of the municipality say."""

    fact: ReferentName
    beside: Beside
    posts: list[Shown]


def named(fact: ReferentName, posts: list[Shown]) -> Named:
    """A source is never left to contradict a published post without a word."""
    funded = [one for one in posts if one.standing.is_funded]
    names = {holder.name.casefold() for one in funded for holder in one.holders}
    if not funded:
        beside = Beside.NOTHING
    elif fact.name.casefold() in names:
        beside = Beside.SAME
    elif all(one.standing.vacant_since for one in funded):
        beside = Beside.VACANT
    else:
        beside = Beside.ANOTHER if names else Beside.FILLED
    return Named(fact, beside, funded)


@dataclass(frozen=True)
class OnMap:
    """A municipality, and where it stands."""

    municipality: Organisation

    @property
    def middle(self) -> dict[str, str]:
        """Where its name goes on the map of true outlines."""
        x, y = middle(self.municipality.outline)
        return {"x": f"{x:.1f}", "y": f"{y:.1f}"}


def mapped(every: Sequence[OnMap], legend: list[Any]) -> dict[str, Any]:
    """What the map shows: who has no place on it is named beside it, and counts too.

    True outlines where every municipality has one, else the places that a file gives.
    """
    placed: list[OnMap] = []
    unplaced: list[OnMap] = []
    for one in every:
        town: Any = one.municipality  # with_map
        is_placed = town.is_outlined or town.map_column is not None
        (placed if is_placed else unplaced).append(one)
    first: Any = placed[0].municipality if placed else None
    return {
        "places": placed,
        "unplaced": unplaced,
        "is_outlined": first is not None and first.is_outlined,
        "states": legend,
    }


@dataclass(frozen=True)
class TownPosts(OnMap):
    """A municipality, and what the public may read of its posts on a day."""

    town: Town
    posts: list[Shown] = field(default_factory=list)
    concluded: Answer = Answer.NO

    @property
    def vacant_since(self) -> date | None:
        """Of its longest vacancy."""
        return min(
            filter(None, (one.standing.vacant_since for one in self.posts)),
            default=None,
        )

    @property
    def state(self) -> Look:
        if self.town == Town.VACANT and self.vacant_since:
            said = _("Vacant since %(day)s") % {"day": spoken_day(self.vacant_since)}
            return Look(self.town.shape, said)
        return Look(self.town.shape, self.town.label)


def towns(day: date, today: date, names: Iterable[ReferentName]) -> list[TownPosts]:
    """Every municipality in the reader's alphabet: two queries."""
    found = list(Organisation.objects.public().with_map().in_alphabet())
    agreements = Agreement.objects.public().counting_on(day).only("municipality")
    counting = with_posts(agreements, today).by_municipality(found)
    said = {fact.agreement.municipality_id for fact in names}
    return [_town(one, counting.get(one.pk), day, one.pk in said) for one in found]


def _town(town: Organisation, agreement: Any, day: date, is_named: bool) -> TownPosts:
    if agreement is None:
        return TownPosts(town, Town.NO_POST)
    answer = Answer(agreement.concluded_on_day)
    posts = shown(posts_of(agreement), day)
    situation = together(one.standing.situation for one in posts)
    if situation:
        return TownPosts(town, Town(situation.value), posts, answer)
    is_unsure = is_named or answer == Answer.UNKNOWN
    state = Town.NOT_KNOWN if is_unsure and not posts else Town.NO_POST
    return TownPosts(town, state, posts, answer)


def referent_list(as_of: AsOf, number: str | None) -> dict[str, Any]:
    """What the page of all referents shows; seven queries, however many there are."""
    names = list(ReferentName.objects.public().for_table())
    every = towns(as_of.day, as_of.today, names)
    page = page_of(every, number, per_page=PER_PAGE)
    by_town = {one.municipality.pk: one.posts for one in every}
    funded = [post for one in every for post in one.posts if post.standing.is_funded]
    return {
        "as_of": as_of,
        "page": page,
        **mapped(every, _legend(every)),
        "cards": _cards(page.object_list, as_of.today),
        "named": [
            named(fact, by_town.get(fact.agreement.municipality_id, []))
            for fact in names
        ],
        "told_by": Source.objects.public().filter(code=current().referents).first(),
        "in_post": Figure.objects.public().of("referents-in-post").for_table(),
        "concluded": {
            "day": as_of.day,
            "yes": sum(one.concluded == Answer.YES for one in every),
            "of": len(every),
        },
        "funded": len(funded),
        "filled": sum(one.standing.situation != Situation.VACANT for one in funded),
    }


def _legend(shown_: list[TownPosts]) -> list[tuple[Look, int]]:
    counts = [(one, sum(place.town == one for place in shown_)) for one in Town]
    return [(Look(one.shape, one.label), count) for one, count in counts if count]


@dataclass(frozen=True)
class Card:
    publication: Publication
    municipalities: list[Organisation]


def _cards(rows: Any, today: date) -> list[Card]:
    """Whoever is shown to hold a post of these municipalities."""
    where: dict[str, list[Organisation]] = {}
    for town in rows:
        for slug in {holder.slug for one in town.posts for holder in one.holders}:
            where.setdefault(slug, []).append(town.municipality)
    public = Publication.objects.public().serving(today).for_page()
    found = public.filter(profile__referent__slug__in=where)
    return [Card(one, where[one.profile.referent.slug]) for one in found]


def publication_of(slug: str, today: date) -> Any:
    """The public profile at an address, while its person holds a published post."""
    public = Publication.objects.public().serving(today)
    return public.filter(profile__referent__slug=slug).for_page()


def posts_held(publication: Publication, today: date) -> list[Occupancy]:
    held = Occupancy.objects.public().covering(today)
    theirs = held.filter(referent=publication.profile.referent_id)
    return list(theirs.select_related("post__agreement__municipality").order_by("pk"))
