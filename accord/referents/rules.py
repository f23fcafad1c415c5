"""What follows from a post and from who holds it: pure functions, no database.

Every stretch of days includes its first and its last day; no last day: until further
notice. A post has a full-time equivalent (FTE), and so has each who holds a part of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

DAY = timedelta(days=1)
WHOLE = Decimal(1)  # what one person can hold in all
NOBODY = Decimal(0)


class Situation(TextChoices):
    """What a post is on a day."""

    TO_COME = "to_come", _("Funded later")
    FILLED = "filled", _("Filled")
    PARTLY = "partly", _("Partly filled")
    VACANT = "vacant", _("Vacant")
    ENDED = "ended", _("No longer funded")

    @property
    def shape(self) -> str:
        """The look of its pill, and of its place on a map."""
        return SHAPES[self.value]


FUNDED = frozenset({Situation.FILLED, Situation.PARTLY, Situation.VACANT})


class Reason(TextChoices):
    """Why someone left a post."""

    OTHER_POST = "other_post", _("Took another post")
    CONTRACT_ENDED = "contract_ended", _("End of the contract")
    RETIREMENT = "retirement", _("Retirement")
    LONG_LEAVE = "long_leave", _("Long leave")
    OTHER = "other", _("Another reason")


class Told(TextChoices):
    """The same as open data tell it, where it may be that no post is published."""

    TO_COME = Situation.TO_COME.value, Situation.TO_COME.label
    FILLED = Situation.FILLED.value, Situation.FILLED.label
    PARTLY = Situation.PARTLY.value, Situation.PARTLY.label
    VACANT = Situation.VACANT.value, Situation.VACANT.label
    ENDED = Situation.ENDED.value, Situation.ENDED.label
    NOT_KNOWN = "not_known", _("Post not known")


class Town(TextChoices):
    """What the public may read of the posts of a municipality."""

    FILLED = "filled", _("Filled")
    PARTLY = "partly", _("Partly filled")
    VACANT = "vacant", _("Vacant")
    NO_POST = "no_post", _("No post known")
    NOT_KNOWN = "not_known", _("Post not known")

    @property
    def shape(self) -> str:
        return SHAPES[self.value]


SHAPES = {
    "to_come": "announced",
    "filled": "concluded",
    "partly": "adopted",
    "vacant": "heed",
    "ended": "ended",
    "no_post": "none",
    "not_known": "unknown",
}


@dataclass(frozen=True)
class Stretch:
    """A part of a post, or the post itself, from a day to a day."""

    fte: Decimal
    starts_on: date
    ends_on: date | None = None

    def covers(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class PostState:
    """A post on a day. ``vacant_since``: the first day of this vacancy."""

    situation: Situation
    held: Decimal = NOBODY
    vacant_since: date | None = None

    @property
    def is_funded(self) -> bool:
        return self.situation in FUNDED


def held_on(held: Iterable[Stretch], day: date) -> Decimal:
    """How much of a post is held on ``day``."""
    return sum((one.fte for one in held if one.covers(day)), NOBODY)


def standing_on(post: Stretch, held: Iterable[Stretch], day: date) -> PostState:
    """What the post is on ``day``; its holders count only while it is funded."""
    held = list(held)
    if day < post.starts_on:
        return PostState(Situation.TO_COME)
    if not post.covers(day):
        return PostState(Situation.ENDED)
    amount = held_on(held, day)
    if amount >= post.fte:
        return PostState(Situation.FILLED, amount)
    if amount:
        return PostState(Situation.PARTLY, amount)
    since = vacant_since(post, [one.ends_on for one in held], day)
    return PostState(Situation.VACANT, amount, since)


def vacant_since(post: Stretch, left_on: Iterable[date | None], day: date) -> date:
    """Since when nobody holds a post that is vacant on ``day``: the next day after."""
    left = [last for last in left_on if last and last < day]
    return max([post.starts_on, *(last + DAY for last in left)])


def days_vacant(post: Stretch, held: Iterable[Stretch], first: date, last: date) -> int:
    """On how many days from ``first`` to ``last`` it was funded and nobody held it."""
    found = 0
    for start, end in _within(post, held, first, last):
        if not held_on(held, start):
            found += (end - start).days + 1
    return found


def most_held(held: Iterable[Stretch], first: date, last: date | None) -> Decimal:
    """The most that is held on any day between two days; it changes on a first day."""
    held = list(held)
    days = [first, *(one.starts_on for one in held)]
    inside = [day for day in days if day >= first and (last is None or day <= last)]
    return max((held_on(held, day) for day in inside), default=NOBODY)


def vacancies(
    post: Stretch, held: Iterable[Stretch], until: date
) -> list[tuple[date, date | None]]:
    """When nobody held it, up to ``until``; a vacancy that goes on has no last day."""
    held = list(held)
    found: list[tuple[date, date | None]] = []
    for start, end in _within(post, held, post.starts_on, until):
        if held_on(held, start):
            continue
        if found and found[-1][1] == start - DAY:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    goes_on = found and found[-1][1] == until and post.ends_on != until
    return [*found[:-1], (found[-1][0], None)] if goes_on else found


def filled_since(post: Stretch, held: Iterable[Stretch], day: date) -> date | None:
    """Since when somebody holds it without a day of vacancy; ``None``: nobody does."""
    held = list(held)
    if not post.covers(day) or not held_on(held, day):
        return None
    earlier = [last for _first, last in vacancies(post, held, day) if last]
    return earlier[-1] + DAY if earlier else post.starts_on


def _within(
    post: Stretch, held: Iterable[Stretch], first: date, last: date
) -> Iterator[tuple[date, date]]:
    """The days of ``post`` between two days, cut where who holds it changes."""
    first = max(first, post.starts_on)
    last = last if post.ends_on is None else min(last, post.ends_on)
    if first > last:
        return
    cuts = {first}
    for one in held:
        cuts.add(one.starts_on)
        if one.ends_on and one.ends_on < date.max:
            cuts.add(one.ends_on + DAY)
    starts = sorted(day for day in cuts if first <= day <= last)
    for start, after in zip(starts, [*starts[1:], None], strict=True):
        yield start, after - DAY if after else last


def together(situations: Iterable[Situation]) -> Situation | None:
    """One word for all the posts of a municipality on a day; ``None``: none is funded.

    Filled when all are, vacant when none is, else in part.
    """
    funded = {one for one in situations if one in FUNDED}
    if not funded:
        return None
    return funded.pop() if len(funded) == 1 else Situation.PARTLY


class Missing(TextChoices):
    """What a profile still lacks before it can be public."""

    PRESENTATION = "presentation", _("The presentation, in French and in Dutch")
    LANGUAGES = "languages", _("The languages you speak")
    PORTRAIT_ALT = "portrait_alt", _("What the portrait shows, in both languages")
    TRANSCRIPT = "transcript", _("The text of the video, in both languages")
    CAPTIONS = "captions", _("The captions of the video, in both languages")


def missing(profile: Mapping[str, Any]) -> list[Missing]:
    """What the columns of a profile still lack; empty: it can be offered.

    Nothing is public in one language alone, and nothing that is seen or heard without
    the words for it.
    """

    def both(name: str) -> bool:
        return bool(profile[f"{name}_fr"] and profile[f"{name}_nl"])

    wanted = {
        Missing.PRESENTATION: True,
        Missing.LANGUAGES: True,
        Missing.PORTRAIT_ALT: bool(profile["portrait_id"]),
        Missing.TRANSCRIPT: bool(profile["video_id"] or profile["video_address"]),
        Missing.CAPTIONS: bool(profile["video_id"]),
    }
    there = {
        Missing.PRESENTATION: both("presentation"),
        Missing.LANGUAGES: bool(profile["languages"]),
        Missing.PORTRAIT_ALT: both("portrait_alt"),
        Missing.TRANSCRIPT: both("transcript"),
        Missing.CAPTIONS: bool(profile["captions_fr_id"] and profile["captions_nl_id"]),
    }
    return [one for one in Missing if wanted[one] and not there[one]]
