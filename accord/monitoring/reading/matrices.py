"""The Region's matrices: municipalities by missions, and by actions of the plan.

A matrix counts the targets of one period, by the text in force on its last day, from
the derived columns of the results handed in. It costs the same whatever came before.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Case, Count, Exists, OuterRef, Subquery, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from accord.accounts.models import User
from accord.directory.models import Organisation
from accord.directory.standing import standing_of
from accord.framework.models import Mission, ReportingPeriod
from accord.instruments.models import ActionServes, Instrument
from accord.lib.asked import number
from accord.lib.bilingual import local
from accord.lib.paging import NearbyPage, page_of
from accord.monitoring.expected import expected_in, texts_of
from accord.monitoring.models import Result
from accord.monitoring.rules.overall import GroupTally, Overall

ROWS = 20  # the municipalities of a city on one page
COLUMNS = 9
OFFERED = 16  # periods


@dataclass(frozen=True)
class Wanted:
    """What the address of the page asks for."""

    period: str = ""
    mission: str = ""
    state: str = ""
    page: str = ""
    columns: str = ""

    @classmethod
    def read(cls, parameters: Any) -> "Wanted":
        return cls(**{name: parameters.get(name, "") for name in cls.__annotations__})


@dataclass(frozen=True)
class Column:
    key: Any
    title: str
    short: str


class Tallied:
    """How the targets together stand, of a cell or of a level of a tree: in words."""

    standing: GroupTally

    @property
    def state(self) -> Overall | None:
        return self.standing.overall

    @property
    def said(self) -> str:
        return in_words(self.standing)


@dataclass(frozen=True)
class Cell(Tallied):
    """How one municipality stands for one column: a word, a figure, and a link."""

    standing: GroupTally
    url: str = ""


def in_words(standing: GroupTally) -> str:
    """“3 of 5 on track, 4 of 5 reported”."""
    return _("%(fine)d of %(all)d on track, %(reported)d of %(all)d reported") % {
        "fine": standing.fine,
        "reported": standing.reported,
        "all": standing.expected,
    }


@dataclass(frozen=True)
class Row:
    municipality: Organisation
    agreement: int | None
    url: str
    cells: list[Cell]


@dataclass(frozen=True)
class Foot:
    """The Region in one column: its total, and how many municipalities reported."""

    cell: Cell
    reported: int
    asked: int


@dataclass
class Group:
    """The targets of one agreement in one column, and the mission they begin with."""

    standing: GroupTally = field(default_factory=GroupTally)
    mission: str = ""

    def add(self, standing: GroupTally, mission: str) -> None:
        self.standing += standing
        self.mission = min(self.mission or mission, mission)


Groups = dict[tuple[int, int], dict[Any, Group]]  # (municipality, agreement) → column


@dataclass(frozen=True)
class Matrix:
    wanted: Wanted
    period: ReportingPeriod | None
    periods: list[ReportingPeriod]
    missions: list[Mission]
    pages: NearbyPage
    columns: NearbyPage
    rows: list[Row]
    foot: list[Foot]
    municipalities: int

    @property
    def states(self) -> list[tuple[str, Any]]:
        return Overall.choices


def by_mission(user: User, day: date, wanted: Wanted) -> Matrix:
    """Municipalities by missions."""
    missions = _missions(user)
    shown = [one for one in missions if wanted.mission in ("", one.code)]
    columns = [Column(one.code, one.title, one.short or one.title) for one in shown]

    def groups(period: ReportingPeriod) -> tuple[Groups, list[Column]]:
        found: Groups = defaultdict(lambda: defaultdict(Group))
        for who, mission, _commitment, standing in _counted(user, period):
            found[who][mission].add(standing, mission)
        return found, columns

    return _matrix(user, day, wanted, missions, groups)


def by_plan_action(user: User, day: date, wanted: Wanted) -> Matrix:
    """Municipalities by the actions of the plan that an agreement serves.

    A target belongs to an action of the plan when an operational action serves both
    that action and the target's commitment; it counts once, however many do.
    """
    missions = _missions(user)

    def groups(period: ReportingPeriod) -> tuple[Groups, list[Column]]:
        served = _served(user, period)
        found: Groups = defaultdict(lambda: defaultdict(Group))
        for who, mission, commitment, standing in _counted(user, period):
            for action in served[commitment]:
                if wanted.mission in ("", mission):
                    found[who][action].add(standing, mission)
        used = {key for columns in found.values() for key in columns}
        return found, [
            Column(one, one.title, f"{one.plan} {one.number}") for one in sorted(used)
        ]

    return _matrix(user, day, wanted, missions, groups)


def _missions(user: User) -> list[Mission]:
    if not standing_of(user).is_regional:
        raise PermissionDenied
    return list(Mission.objects.visible_to(user).once_each().for_table())


def _counted(
    user: User, period: ReportingPeriod
) -> Iterable[tuple[tuple[int, int], str, int, GroupTally]]:
    """How many targets of each commitment say what: one query."""
    # audience: whoever sees the target
    result = Result.objects.handed_in().filter(series=OuterRef("series"), period=period)
    place = "instrument__agreement__municipality", "instrument__agreement"
    groups = (*place, "commitment__taken__mission__code", "commitment")
    rows = (
        expected_in(period)
        .visible_to(user)
        .annotate(said=Subquery(result.values("verdict")[:1]))
        .order_by()
        .values_list(*groups, "said")
        .annotate(how_many=Count("pk"))
    )
    for town, agreement, mission, commitment, said, how_many in rows:
        standing = GroupTally.of(said, how_many)
        yield (town, agreement), mission, commitment, standing


@dataclass(frozen=True, order=True)
class Served:
    """An action of the plan, as its column is called."""

    plan: str
    number: int
    title: str


def _served(user: User, period: ReportingPeriod) -> dict[int, set[Served]]:
    """By commitment: the actions of the plan that its operational actions serve."""
    links = ActionServes.objects.visible_to(user).filter(
        action__is_removed=False, action__instrument__in=texts_of(period).values("pk")
    )
    commitments: dict[int, list[int]] = defaultdict(list)
    actions: dict[int, list[Served]] = defaultdict(list)
    for action, commitment, *told in links.values_list(
        "action",
        "commitment",
        local("plan_action__plan__abbreviation"),
        "plan_action__number",
        local("plan_action__title"),
    ):
        if commitment:
            commitments[action].append(commitment)
        else:
            actions[action].append(Served(*told))
    served: dict[int, set[Served]] = defaultdict(set)
    for action, plan_actions in actions.items():
        for commitment in commitments[action]:
            served[commitment] |= set(plan_actions)
    return served


def ended_periods(user: User, day: date, wanted: str = "") -> list[ReportingPeriod]:
    """The periods behind us that a binding text reports by, the last first.

    The last ones, and the one that is wanted: years of periods make no list to read.
    """
    follows = Instrument.objects.visible_to(user).binding()
    follows = follows.filter(calendar=OuterRef("calendar"))
    periods = ReportingPeriod.objects.visible_to(user).ended(day)
    periods = periods.filter(Exists(follows)).select_related("calendar")
    last = Case(When(pk=number(wanted) or 0, then=Value(0)), default=Value(1))
    rows = periods.order_by(last, "-ends_on", "-starts_on", "pk")[:OFFERED]
    return sorted(rows, key=lambda one: (one.ends_on, one.starts_on), reverse=True)


def _matrix(
    user: User,
    day: date,
    wanted: Wanted,
    missions: list[Mission],
    groups: Callable[[ReportingPeriod], tuple[Groups, list[Column]]],
) -> Matrix:
    periods = ended_periods(user, day, wanted.period)
    period = next((one for one in periods if str(one.pk) == wanted.period), None)
    period = period or (periods[0] if periods else None)
    found, columns = groups(period) if period else ({}, [])
    towns = list(Organisation.objects.visible_to(user).municipalities().in_alphabet())
    shown = page_of(columns, wanted.columns, per_page=COLUMNS)
    is_latest = bool(periods) and period == periods[0]
    link = "" if is_latest or period is None else _on(period)
    every = _rows(towns, found, list(shown.object_list), link)
    kept = [row for row in every if _fits(row, wanted.state)]
    pages = page_of(kept, wanted.page, per_page=ROWS)
    foot = [_foot(index, every) for index, _column in enumerate(shown.object_list)]
    return Matrix(
        wanted=wanted,
        period=period,
        periods=periods,
        missions=missions,
        pages=pages,
        columns=shown,
        rows=list(pages.object_list),
        foot=foot,
        municipalities=len(towns),
    )


def _on(period: ReportingPeriod) -> str:
    """The day after a period: on it, that period is the last to have ended."""
    return f"?on={period.ends_on + timedelta(days=1)}"


def _rows(
    towns: list[Organisation], found: Groups, columns: list[Column], link: str
) -> list[Row]:
    """A row for each agreement, and for each municipality that has none."""
    agreements = defaultdict(list)
    for place, agreement in found:
        agreements[place].append(agreement)
    rows = []
    for town in towns:
        for agreement in sorted(agreements[town.pk]):
            page = reverse("monitoring:follow_up", args=[agreement]) + link
            mine = found[town.pk, agreement]
            cells = [
                Cell(group.standing, f"{page}#m-{group.mission}") if group else _EMPTY
                for group in (mine.get(one.key) for one in columns)
            ]
            rows.append(Row(town, agreement, page, cells))
        if not agreements[town.pk]:
            rows.append(Row(town, None, "", [_EMPTY] * len(columns)))
    return rows


_EMPTY = Cell(GroupTally())


def _fits(row: Row, state: str) -> bool:
    if state not in Overall.values:
        return True
    return any(cell.state == state for cell in row.cells)


def _foot(index: int, rows: list[Row]) -> Foot:
    cells = [row.cells[index].standing for row in rows]
    asked = [one for one in cells if one.expected]
    reported = sum(one.is_reported for one in asked)
    return Foot(Cell(GroupTally.sum(cells)), reported, len(asked))
