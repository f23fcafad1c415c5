"""Who has a part in what, drawn: the municipality, its nodes, the organisations.

Places and lines only: the template draws them. It is as wide as a telephone and as
high as it must be; nodes left, organisations right, a line for each part. The same is
a list on the page.
"""

import textwrap
from dataclasses import dataclass
from typing import Any

from accord.lib.paging import NearbyPage, page_of
from accord.network.reading.holding import Entry, Line, Table
from accord.network.reading.matrix import missions_of
from accord.network.rules import Part

WIDTH = 328  # CSS pixels that a narrow telephone leaves to a page: one unit each
NODES = 10  # on one picture
LEFT, RIGHT = 20, 200  # where the boxes of each side begin
NODE_WIDE, PARTY_WIDE = 140, 126
LINE, PADDING, BETWEEN = 14, 8, 10
LETTERS = 20  # of a node's line; a letter of a wide typeface takes six units
PARTY_LETTERS = 17
MOST_LINES = 5
TOP = 34  # height of the municipality's box


@dataclass(frozen=True)
class Said:
    """One line of a box, and how far down it stands."""

    text: str
    y: int


@dataclass(frozen=True)
class Box:
    x: int
    y: int
    wide: int
    high: int
    lines: list[Said]
    title: str
    url: str
    is_gap: bool = False

    @property
    def text_x(self) -> int:
        return self.x + PADDING

    @property
    def middle(self) -> int:
        return self.y + self.high // 2


@dataclass(frozen=True)
class Edge:
    """A part, from a node to an organisation."""

    part: Part
    path: str


@dataclass(frozen=True)
class Picture:
    table: Table
    lines: list[Line]
    pages: NearbyPage
    missions: list[Any]
    mission: Any
    nodes: list[Box]
    parties: list[Box]
    edges: list[Edge]
    high: int

    @property
    def wide(self) -> int:
        return WIDTH

    @property
    def spine(self) -> str:
        """From the municipality down to its last node, with a branch to each."""
        if not self.nodes:
            return ""
        down = f"M10 {TOP}V{self.nodes[-1].middle}"
        return down + "".join(f"M10 {one.middle}H{LEFT}" for one in self.nodes)

    @property
    def parts(self) -> list[Part]:
        """Those that occur, for the legend."""
        return [part for part in Part if any(one.part == part for one in self.edges)]


def picture_of(table: Table, wanted: Any, url_of: Any) -> Picture:
    """One mission at a time; ``url_of(node)`` is where a node's box leads."""
    missions = missions_of(table)
    code = wanted.get("mission", "")
    first = next(iter(missions), None)
    mission = next((one for one in missions if one.code == code), first)
    lines = [one for one in table.lines if one.node.mission == mission]
    pages = page_of(lines, wanted.get("page"), per_page=NODES)
    shown = list(pages.object_list)
    nodes = _nodes(shown, url_of)
    parties, places = _parties(shown)
    edges = [
        Edge(entry.part, _curve(box, places[_key(entry)]))
        for line, box in zip(shown, nodes, strict=True)
        for entry in line.entries
    ]
    last = max((one.y + one.high for one in (*nodes, *parties)), default=TOP)
    return Picture(
        table, shown, pages, missions, mission, nodes, parties, edges, last + BETWEEN
    )


def _nodes(lines: list[Line], url_of: Any) -> list[Box]:
    found, y = [], TOP + 2 * BETWEEN
    for one in lines:
        title = f"{one.node.number} {one.node.text}"
        box = _box(LEFT, y, NODE_WIDE, title, LETTERS, url_of(one.node), bool(one.gaps))
        found.append(box)
        y += box.high + BETWEEN
    return found


def _key(entry: Entry) -> tuple[int, int]:
    return entry.organisation.pk, entry.service.pk if entry.service else 0


def _parties(lines: list[Line]) -> tuple[list[Box], dict[tuple[int, int], Box]]:
    """Beside the nodes they have a part in: fewer lines cross."""
    at: dict[tuple[int, int], list[int]] = {}
    entries: dict[tuple[int, int], Entry] = {}
    for place, line in enumerate(lines):
        for one in line.entries:
            at.setdefault(_key(one), []).append(place)
            entries.setdefault(_key(one), one)
    ordered = sorted(at, key=lambda key: (sum(at[key]) / len(at[key]), key))
    places, y = {}, TOP + 2 * BETWEEN
    for key in ordered:
        one = entries[key]
        box = _box(RIGHT, y, PARTY_WIDE, one.who, PARTY_LETTERS, one.url, one.has_left)
        places[key] = box
        y += box.high + BETWEEN
    return list(places.values()), places


def _box(
    x: int, y: int, wide: int, title: str, letters: int, url: str, is_gap: bool
) -> Box:
    words = " ".join(_broken(word, letters) for word in title.split())
    said = textwrap.wrap(words, letters, max_lines=MOST_LINES, placeholder=" …")
    lines = [
        Said(text, y + PADDING + LINE * place + 11) for place, text in enumerate(said)
    ]
    high = 2 * PADDING + LINE * max(len(said), 1)
    return Box(x, y, wide, high, lines, title, url, is_gap)


def _broken(word: str, letters: int) -> str:
    """A compound that is longer than a line, with a hyphen where it breaks."""
    if len(word) <= letters:
        return word
    return f"{word[: letters - 1]}- {_broken(word[letters - 1 :], letters)}"


def _curve(node: Box, party: Box) -> str:
    start, end = LEFT + NODE_WIDE, RIGHT
    half = (start + end) // 2
    bend = f"{half} {node.middle} {half} {party.middle} {end} {party.middle}"
    return f"M{start} {node.middle}C{bend}"
