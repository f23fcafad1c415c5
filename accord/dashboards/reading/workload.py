"""How much needs someone, by municipality and by officer: the desk in figures."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accord.accounts.models import User
from accord.dashboards.reading.desk import Desk
from accord.dashboards.reading.desk_page import SIDES
from accord.dashboards.reading.selection import (
    ALL,
    Selection,
    Urgency,
    keys_of,
    side_of,
)
from accord.directory.standing import standing_of
from accord.lib.paging import page_of


@dataclass(frozen=True)
class Row:
    """One municipality or officer; ``url`` is the desk with just that."""

    name: str
    officers: str  # who follows the municipality
    away_until: date | None
    counts: list[int]  # in the order of ``Urgency``
    url: str

    @property
    def total(self) -> int:
        return sum(self.counts)


def figures(user: User, today: date, asked: Mapping[str, str]) -> dict[str, Any]:
    """The same queries as the desk but for its page of lines."""
    standing = standing_of(user)
    if not standing.is_regional:
        raise PermissionDenied
    turn = side_of(asked, standing)
    desk = Desk(user, today, keys_of(SIDES, standing, turn))
    towns = page_of(_towns(desk, turn), asked.get("page"))
    return {
        "turn": turn,
        "urgencies": [urgency.label for urgency in Urgency],
        "page": towns,
        "officers": _officers(desk, turn),
    }


def _towns(desk: Desk, turn: str) -> list[Row]:
    circle = desk.circle
    counts: dict[int | None, list[int]] = defaultdict(lambda: [0] * len(Urgency))
    for cell, how_many in desk.cells.items():
        counts[cell.town][cell.urgency] += how_many
    return [
        Row(
            name,
            ", ".join(circle.named(circle.officers.get(pk, ())).values()),
            None,
            counts[pk],
            _desk(turn=turn, who=ALL, town=pk),
        )
        for pk, name in circle.towns.items()
    ]


def _officers(desk: Desk, turn: str) -> list[Row]:
    circle, every = desk.circle, frozenset(SIDES)
    return [
        Row(
            name,
            "",
            circle.until.get(pk),
            desk.counts(Selection(every, who=str(pk))),
            _desk(turn=turn, who=pk),
        )
        for pk, name in circle.followers.items()
    ]


def _desk(**chosen: Any) -> str:
    return f"{reverse('dashboards:overview')}?{urlencode(chosen)}"
