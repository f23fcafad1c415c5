"""What needs the reader: every room's needs as one list, filtered, counted and paged.

Two queries for the rooms together, however many items there are: one counts them by
kind, municipality and urgency, one reads the page. Who is who costs one more, and the
duties that monitoring computes five.
"""

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Case, Count, F, IntegerField, QuerySet, Value, When

from accord.accounts.models import User
from accord.agreements import needs as register
from accord.dashboards import duty_needs
from accord.dashboards.circle import Circle, around
from accord.dashboards.selection import Selection, Urgency
from accord.directory import unfinished
from accord.directory.needs import COLUMNS, Kind, Need, has_due, kind_of, united
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
KINDS: dict[str, Kind] = {
    kind.key: kind for room in (duty_needs, *ROOMS) for kind in room.KINDS
}
PER_PAGE = 50


class Cell(NamedTuple):
    """How many needs are the same to every filter."""

    kind: str
    town: int | None
    person: int | None
    urgency: int
    how_many: int


@dataclass(frozen=True)
class Item:
    """A need with its urgency; ``url`` where it brings its own."""

    need: Need
    urgency: Urgency
    url: str = ""

    @property
    def order(self) -> tuple[int, date]:
        need = self.need
        return self.urgency, need.due or need.since or date.max


class Desk:
    """What the reader may see of the kinds in ``keys``, read once per page."""

    def __init__(self, user: User, today: date, keys: Container[str]) -> None:
        self.user, self.today = user, today
        self.circle: Circle = around(user, today)
        rooms = [room for room in ROOMS if _concerns(room, keys)]
        self.duties = self._due(keys) if _concerns(duty_needs, keys) else []
        self.parts = [
            _with_urgency(part, today)
            for room in rooms
            for part in room.rows(user, today)
            if kind_of(part) in keys and not part.query.is_empty()
        ]
        self.cells = [*self._counted(), *_cells(self.duties)]

    def _due(self, keys: Container[str]) -> list[Item]:
        found = [
            Item(need, urgency_of(need, self.today), url)
            for need, url in duty_needs.needs(self.user, self.today)
            if need.kind in keys
        ]
        return sorted(found, key=lambda item: item.order)

    def _counted(self) -> list[Cell]:
        """How many of each sort: at most one row per kind, municipality and urgency."""
        names = ("need_kind", "need_municipality", "need_person", "need_urgency")
        counts = [
            part.values(*names)
            .annotate(how_many=Count("pk"))
            .values_list(*names, "how_many")
            for part in self.parts
        ]
        return [Cell(*row) for row in united(counts)] if counts else []

    def count(self, chosen: Selection) -> int:
        return sum(cell.how_many for cell in self._matching(chosen))

    def count_for(self, chosen: Selection, who: str) -> int:
        return self.count(replace(chosen, who=who))

    def counts(self, chosen: Selection) -> list[int]:
        """By urgency, in its order."""
        found: Counter[int] = Counter()
        for cell in self._matching(chosen):
            found[cell.urgency] += cell.how_many
        return [found[one] for one in Urgency]

    def by_kind(self, chosen: Selection) -> Counter[str]:
        found: Counter[str] = Counter()
        for cell in self._matching(replace(chosen, kind="")):
            found[cell.kind] += cell.how_many
        return found

    def by_town(self, chosen: Selection) -> Counter[int]:
        found: Counter[int] = Counter()
        for cell in self._matching(replace(chosen, town=None)):
            if cell.town is not None:
                found[cell.town] += cell.how_many
        return found

    def _matching(self, chosen: Selection) -> Iterable[Cell]:
        matches = chosen.matching(self.circle)
        return (one for one in self.cells if matches(one.kind, one.town, one.person))

    def items(self, chosen: Selection) -> "Items":
        return Items(self, chosen)


class Items:
    """The chosen needs in their order, as a sequence that is read a slice at a time."""

    def __init__(self, desk: Desk, chosen: Selection) -> None:
        self.desk, self.chosen = desk, chosen
        counts = desk.by_kind(chosen)
        wanted = {chosen.kind} if chosen.kind else set(counts)
        self.kinds = {kind for kind in wanted if counts[kind]}
        self.length = sum(counts[kind] for kind in self.kinds)
        matches = chosen.matching(desk.circle)
        self.duties = [
            item
            for item in desk.duties
            if matches(item.need.kind, item.need.municipality, item.need.person)
        ]

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, wanted: slice) -> list[Item]:
        """The slice of what SQL sorted and of the duties, which are few, together.

        The slice begins at most as many rows earlier in SQL as there are duties; where
        both are as urgent, what SQL has comes first.
        """
        first, last = wanted.start or 0, wanted.stop or self.length
        skipped = max(0, first - len(self.duties))
        read = self._read(skipped, last)
        together = sorted([*read, *self.duties], key=lambda item: item.order)
        return together[first - skipped : last - skipped]

    def _read(self, first: int, last: int) -> list[Item]:
        """Of the rooms alone, and of their parts only those that have any."""
        parts = [part for part in self.desk.parts if kind_of(part) in self.kinds]
        if not parts:
            return []
        condition = self.chosen.condition(self.desk.circle)
        rows = united([part.filter(condition) for part in parts]).order_by(
            "need_urgency",
            F("need_due").asc(nulls_last=True),
            F("need_since").asc(nulls_last=True),
            "need_kind",
            "need_record",
        )
        return [Item(Need(*row[:-1]), Urgency(row[-1])) for row in rows[first:last]]


def _concerns(room: Any, keys: Container[str]) -> bool:
    """Whether any of its kinds is asked for: composing a query costs time, too."""
    return any(kind.key in keys for kind in room.KINDS)


def urgency_of(need: Need, today: date) -> Urgency:
    if need.due:
        return Urgency.OVERDUE if need.due < today else Urgency.DUE
    kind = KINDS[need.kind]
    return Urgency.RETURNED if kind.is_returned else Urgency.WAITING


def _with_urgency(part: QuerySet[Any, Any], today: date) -> QuerySet[Any, Any]:
    """With the column that it is sorted by first: as ``urgency_of``."""
    kind = KINDS[kind_of(part)]
    later = Value(Urgency.RETURNED if kind.is_returned else Urgency.WAITING)
    urgency = Case(
        When(need_due__lt=today, then=Value(Urgency.OVERDUE)),
        When(need_due__isnull=False, then=Value(Urgency.DUE)),
        default=later,
        output_field=IntegerField(),
    )
    return part.annotate(need_urgency=urgency if has_due(part) else later).values_list(
        *COLUMNS, "need_urgency"
    )


def _cells(items: list[Item]) -> list[Cell]:
    counted = Counter(
        (one.need.kind, one.need.municipality, one.need.person, int(one.urgency))
        for one in items
    )
    return [Cell(*key, many) for key, many in counted.items()]
