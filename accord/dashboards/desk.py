"""What needs the reader: every room's needs as one list, filtered, counted and paged.

Two queries for the rooms together, however many items there are: one counts them by
kind, municipality and urgency, one reads the page. Who is who costs one more, and the
duties that monitoring computes five.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Case, Count, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce

from accord.accounts.models import User
from accord.agreements import needs as register
from accord.dashboards import duty_needs
from accord.dashboards.circle import Circle, around
from accord.dashboards.selection import Selection, Urgency
from accord.directory import unfinished
from accord.directory.needs import COLUMNS, Kind, Need, united
from accord.instruments import needs as texts
from accord.network import needs as parts

# The rooms whose needs are asked for in SQL; a room comes here with its ``needs.py``.
ROOMS: tuple[Any, ...] = (texts, register, parts, unfinished)
KINDS: dict[str, Kind] = {
    kind.key: kind for room in (duty_needs, *ROOMS) for kind in room.KINDS
}
_RETURNED = [kind.key for kind in KINDS.values() if kind.is_returned]
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
    """What the reader may see of it, read once per page."""

    def __init__(self, user: User, today: date) -> None:
        self.user, self.today = user, today
        self.circle: Circle = around(user, today)
        self.duties = sorted(
            (
                Item(need, urgency_of(need, today), url)
                for need, url in duty_needs.needs(user, today)
            ),
            key=lambda item: item.order,
        )
        parts = [part for room in ROOMS for part in room.rows(user, today)]
        self.parts = [_ordered(part, today) for part in parts]
        self.cells = [*self._counted(), *_cells(self.duties)]

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

    def by_urgency(self, chosen: Selection) -> dict[Urgency, int]:
        found: Counter[int] = Counter()
        for cell in self._matching(chosen):
            found[cell.urgency] += cell.how_many
        return {one: found[one] for one in Urgency if found[one]}

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
        self.desk, self.length = desk, desk.count(chosen)
        matches = chosen.matching(desk.circle)
        self.duties = [
            item
            for item in desk.duties
            if matches(item.need.kind, item.need.municipality, item.need.person)
        ]
        self.chosen = chosen

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
        if self.length == len(self.duties):
            return []
        condition = self.chosen.condition(self.desk.circle)
        rows = united([part.filter(condition) for part in self.desk.parts])
        rows = rows.order_by("need_urgency", "need_day", "need_kind", "need_record")
        return [Item(Need(*row[:-2]), Urgency(row[-2])) for row in rows[first:last]]


def urgency_of(need: Need, today: date) -> Urgency:
    if need.due:
        return Urgency.OVERDUE if need.due < today else Urgency.DUE
    kind = KINDS[need.kind]
    return Urgency.RETURNED if kind.is_returned else Urgency.WAITING


def _ordered(part: QuerySet[Any, Any], today: date) -> QuerySet[Any, Any]:
    """With the columns that it is sorted by: as ``urgency_of`` and ``Item.order``."""
    urgency = Case(
        When(need_due__lt=today, then=Value(Urgency.OVERDUE)),
        When(need_due__isnull=False, then=Value(Urgency.DUE)),
        When(need_kind__in=_RETURNED, then=Value(Urgency.RETURNED)),
        default=Value(Urgency.WAITING),
        output_field=IntegerField(),
    )
    day = Coalesce(F("need_due"), F("need_since"), Value(date.max))
    columns = {"need_urgency": urgency, "need_day": day}
    return part.annotate(**columns).values_list(*COLUMNS, *columns)


def _cells(items: list[Item]) -> list[Cell]:
    counted = Counter(
        (one.need.kind, one.need.municipality, one.need.person, int(one.urgency))
        for one in items
    )
    return [Cell(*key, many) for key, many in counted.items()]
