"""The nodes of one text by the organisations that have a part in them."""

from dataclasses import dataclass
from typing import Any

from accord.lib.paging import NearbyPage, page_of
from accord.network.reading.holding import Entry, Line, Table, cells
from accord.network.rules import Gap, Part

ROWS = 30
COLUMNS = 8


@dataclass(frozen=True)
class Row:
    line: Line
    cells: list[list[Entry]]
    gaps: list[Gap]


@dataclass(frozen=True)
class Matrix:
    table: Table
    rows: list[Row]
    pages: NearbyPage
    columns: NearbyPage
    missions: list[Any]
    mission: str
    only_gaps: bool

    @property
    def parts(self) -> list[tuple[str, Any]]:
        return Part.choices


def matrix_of(table: Table, wanted: Any) -> Matrix:
    """``wanted``: what the address asks for: mission, gaps, page, columns."""
    missions = missions_of(table)
    code = wanted.get("mission", "")
    only_gaps = wanted.get("gaps") == "on"
    lines = [one for one in table.lines if not only_gaps or one.gaps]
    if code in {one.code for one in missions}:
        lines = [one for one in lines if one.node.mission.code == code]  # type: ignore[union-attr] # each has one
    bodies = {
        one.organisation.pk: one.organisation for line in lines for one in line.entries
    }
    ordered = sorted(bodies.values(), key=lambda one: (one.sort, one.pk))
    columns = page_of(ordered, wanted.get("columns"), per_page=COLUMNS)
    pages = page_of(lines, wanted.get("page"), per_page=ROWS)
    shown = list(columns.object_list)
    rows = [Row(one, cells(one, shown), one.gaps) for one in pages.object_list]
    return Matrix(table, rows, pages, columns, missions, code, only_gaps)


def missions_of(table: Table) -> list[Any]:
    """The missions that have a node, in the order of the text."""
    found = {one.node.mission.code: one.node.mission for one in table.lines}  # type: ignore[union-attr] # each has one
    return list(found.values())
