"""The desk as its page shows it: lines, headings and what may be chosen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accord.accounts.models import User
from accord.dashboards.reading.desk import KINDS, PER_PAGE, Desk, Item
from accord.dashboards.reading.selection import (
    ALL,
    MINE,
    Selection,
    Urgency,
    chosen,
    keys_of,
    side_of,
)
from accord.directory.needs import Need, NeedKind, Side
from accord.directory.standing import Standing, standing_of
from accord.lib.paging import page_of
from accord.monitoring.reading.reports import is_named

SIDES = {key: kind.side for key, kind in KINDS.items()}


@dataclass(frozen=True)
class Line:
    """One need, one act."""

    need: Need
    label: str | Promise
    act: str | Promise
    url: str
    town: str
    in_place_of: str
    days_late: int

    @property
    def about(self) -> str:
        """Where and what; once, where these are the same."""
        said = dict.fromkeys(one for one in (self.town, self.need.what) if one)
        return " – ".join(said)


@dataclass(frozen=True)
class Group:
    urgency: Urgency
    count: int  # in all, not on this page alone
    lines: list[Line]


@dataclass(frozen=True)
class Option:
    """What may be chosen in a filter, and how many it would show."""

    value: str
    label: str
    is_chosen: bool


def desk_page(user: User, today: date, asked: Mapping[str, str]) -> dict[str, Any]:
    standing = standing_of(user)
    turn = side_of(asked, standing)
    keys = keys_of(SIDES, standing, turn)
    desk = Desk(user, today, keys)
    selection = chosen(asked, keys, standing, desk.circle)
    page = page_of(desk.items(selection), asked.get("page"), per_page=PER_PAGE)
    counts = dict(zip(Urgency, desk.counts(selection), strict=True))
    lines = [(item.urgency, _line(desk, standing, item)) for item in page.object_list]
    return {
        "page": page,
        "groups": _groups(lines, counts),
        "counts": [(urgency.label, n) for urgency, n in counts.items() if n],
        "selection": selection,
        "turn": turn,
        "is_filtered": bool({"kind", "town", "who", "turn"} & asked.keys()),
        "kinds": _kinds(desk, selection),
        "towns": _towns(desk, selection),
        "officers": _officers(desk, selection) if standing.is_regional else [],
        "followed_by": _followed_by(desk, standing),
        "away_until": desk.circle.until.get(user.pk),
        "is_regional": standing.is_regional,
        "is_municipal": standing.is_municipal,
        "is_named": is_named(user),
    }


def _line(desk: Desk, standing: Standing, item: Item) -> Line:
    need, kind, circle = item.need, KINDS[item.need.kind], desk.circle
    acts = may_act(kind, need, standing)
    where = kind.address if acts else kind.look
    url = item.url or (where(need) if where else "")
    return Line(
        need=need,
        label=kind.label,
        act=kind.act if acts else _("See"),
        url=url,
        town=circle.towns.get(need.municipality or 0, ""),
        in_place_of=circle.in_place_of(need.municipality, need.person) if acts else "",
        days_late=(desk.today - need.due).days if need.due else 0,
    )


def may_act(kind: NeedKind, need: Need, standing: Standing) -> bool:
    if kind.side == Side.REGION:
        return standing.holds_regional(kind.role)
    if kind.side == Side.MUNICIPALITY:
        town = need.municipality or 0
        is_own = town in standing.organisation_ids
        whose = {town} if is_own else standing.named_ids  # whom its text names
        return any(standing.holds_in(kind.role, one) for one in whose)
    return True


def _groups(
    lines: Iterable[tuple[Urgency, Line]], counts: dict[Urgency, int]
) -> list[Group]:
    return [
        Group(urgency, counts[urgency], [line for _urgency, line in several])
        for urgency, several in groupby(lines, key=lambda one: one[0])
    ]


def _kinds(desk: Desk, selection: Selection) -> list[Option]:
    found = desk.by_kind(selection)
    return [
        _option(key, str(KINDS[key].label), found[key], selection.kind)
        for key in KINDS
        if found[key] or key == selection.kind
    ]


def _towns(desk: Desk, selection: Selection) -> list[Option]:
    found = desk.by_town(selection)
    return [
        _option(str(pk), name, found[pk], str(selection.town))
        for pk, name in desk.circle.towns.items()
        if found[pk] or pk == selection.town
    ]


def _officers(desk: Desk, selection: Selection) -> list[Option]:
    """Mine, everything, and each officer in turn, with how much there is."""
    named = {str(pk): name for pk, name in desk.circle.followers.items()}
    choices = {MINE: _("Mine"), ALL: _("Everything"), **named}
    return [
        _option(value, name, desk.count(replace(selection, who=value)), selection.who)
        for value, name in choices.items()
    ]


def _option(value: str, name: str, count: int, wanted: str) -> Option:
    said = _("%(name)s (%(count)s)") % {"name": name, "count": count}
    return Option(value, said, value == wanted)


def _followed_by(desk: Desk, standing: Standing) -> list[str]:
    """Who at the Region follows the reader's municipality."""
    circle = desk.circle
    towns = standing.organisation_ids & circle.officers.keys()
    officers = {one for town in towns for one in circle.officers[town]}
    return list(circle.named(officers).values())
