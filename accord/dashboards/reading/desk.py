"""What needs the reader: every room's needs as one list, filtered, counted and paged.

One query reads what the rooms know, one who is who, four what is due of results. It is
sorted and counted here: nineteen municipalities make some hundreds.
"""

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from accord.accounts.models import User
from accord.agreements import needs as register
from accord.dashboards.reading import duty_needs
from accord.dashboards.reading.circle import Circle, around
from accord.dashboards.reading.selection import Selection, Urgency
from accord.directory import unfinished
from accord.directory.needs import Need, NeedKind, kind_of, read, united
from accord.instruments import needs as texts
from accord.network import needs as network
from accord.notifications import needs as messages
from accord.referents import needs as referents
from accord.threads import needs as threads

# The rooms whose needs are asked for in SQL; a room comes here with its ``needs.py``.
ROOMS: tuple[Any, ...] = (
    texts,
    threads,
    referents,
    network,
    register,
    unfinished,
    messages,
)
KINDS: dict[str, NeedKind] = {
    kind.key: kind for room in (duty_needs, *ROOMS) for kind in room.KINDS
}
PER_PAGE = 50


class Cell(NamedTuple):
    """What the filters tell needs apart by."""

    kind: str
    town: int | None
    person: int | None
    urgency: Urgency


@dataclass(frozen=True)
class Item:
    """A need with its urgency; ``url`` where it brings its own."""

    need: Need
    urgency: Urgency
    url: str = ""

    @property
    def cell(self) -> Cell:
        need = self.need
        return Cell(need.kind, need.municipality, need.person, self.urgency)

    @property
    def order(self) -> tuple[Any, ...]:
        need = self.need
        since = need.since or date.max
        return self.urgency, need.due or since, since, need.kind, need.record


class Desk:
    """What the reader may see of the kinds in ``keys``, read once per page."""

    def __init__(self, user: User, today: date, keys: Container[str]) -> None:
        self.user, self.today, self.keys = user, today, keys
        self.circle: Circle = around(user, today)
        self.every = sorted(self._read(), key=lambda item: item.order)
        self.cells = Counter(item.cell for item in self.every)

    def _read(self) -> Iterator[Item]:
        parts = [
            part
            for room in ROOMS
            if self._concern(room)
            for part in room.rows(self.user, self.today)
            if kind_of(part) in self.keys
        ]
        found = [(need, "") for need in read(united(parts))] if parts else []
        if self._concern(duty_needs):
            found += duty_needs.needs(self.user, self.today)
        for need, url in found:
            if need.kind in self.keys:
                yield Item(need, urgency_of(need, self.today), url)

    def _concern(self, room: Any) -> bool:
        """Whether any of its kinds is asked for: composing a query costs time, too."""
        return any(kind.key in self.keys for kind in room.KINDS)

    def count(self, chosen: Selection) -> int:
        return sum(self._matching(chosen).values())

    def counts(self, chosen: Selection) -> list[int]:
        """By urgency, in its order."""
        found = _summed(self._matching(chosen), "urgency")
        return [found[one] for one in Urgency]

    def by_kind(self, chosen: Selection) -> Counter[str]:
        return _summed(self._matching(replace(chosen, kind="")), "kind")

    def by_town(self, chosen: Selection) -> Counter[int]:
        return _summed(self._matching(replace(chosen, town=None)), "town")

    def _matching(self, chosen: Selection) -> Counter[Cell]:
        matches = chosen.matching(self.circle)
        return Counter({one: n for one, n in self.cells.items() if matches(*one[:3])})

    def items(self, chosen: Selection) -> list[Item]:
        """The chosen needs in their order."""
        found = self._matching(chosen)
        return [item for item in self.every if item.cell in found]


def _summed(cells: Counter[Cell], name: str) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for cell, how_many in cells.items():
        found[getattr(cell, name)] += how_many
    return found


def urgency_of(need: Need, today: date) -> Urgency:
    if need.due:
        return Urgency.OVERDUE if need.due < today else Urgency.DUE
    kind = KINDS[need.kind]
    return Urgency.RETURNED if kind.is_returned else Urgency.WAITING
