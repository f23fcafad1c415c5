"""From the borders in a GeoJSON file to shapes in one SVG drawing.

Neighbours share their borders, so a border is simplified once, whoever it belongs to:
simplified shape by shape, the map would show slits and overlaps.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

Point = tuple[float, float]
Ring = list[Point]  # closed: the last point is not said again


class BadShape(ValueError):
    """The geometry cannot be drawn, for the reason in the sentence."""


def rings_of(geometry: Any) -> list[Ring]:
    """The rings of a GeoJSON Polygon or MultiPolygon, in degrees (WGS 84)."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise BadShape(f"its geometry is {kind or 'missing'}, not an area")
    found = geometry.get("coordinates")
    polygons = [found] if kind == "Polygon" else found
    try:
        rings = [
            [(float(place[0]), float(place[1])) for place in ring]
            for polygon in polygons
            for ring in polygon
        ]
    except (TypeError, ValueError, IndexError):
        raise BadShape("its coordinates cannot be read") from None
    if not rings:
        raise BadShape("it has no border")
    return [_checked(ring) for ring in rings]


def _checked(ring: Ring) -> Ring:
    for x, y in ring:
        if not (-180 <= x <= 180 and -90 <= y <= 90):
            raise BadShape(
                f"{x:g}, {y:g} is not a longitude and a latitude in degrees (WGS 84)"
            )
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise BadShape(f"a border of {len(ring)} points is not closed")
    return ring[:-1]


def drawn(
    shapes: Mapping[str, Sequence[Ring]], *, width: float, height: float, detail: float
) -> dict[str, str]:
    """Each shape as an SVG path, all in one frame, north up.

    ``detail``: how far, in the units of the frame, a border may be off.
    """
    place = _projection(
        [point for rings in shapes.values() for ring in rings for point in ring],
        width,
        height,
    )
    projected = {
        name: [[place(point) for point in ring] for ring in rings]
        for name, rings in shapes.items()
    }
    borders = _Borders([ring for rings in projected.values() for ring in rings], detail)
    return {
        name: "".join(_path(borders.simplified(ring)) for ring in rings)
        for name, rings in projected.items()
    }


def _projection(points: Sequence[Point], width: float, height: float) -> Any:
    """Plate carrée true in the middle: exact enough for a region, and simple."""
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    narrowing = math.cos(math.radians((south + north) / 2))
    across, down = (east - west) * narrowing, north - south
    scale = min(width / across, height / down)
    left, top = (width - across * scale) / 2, (height - down * scale) / 2

    def place(point: Point) -> Point:
        x, y = point
        return left + (x - west) * narrowing * scale, top + (north - y) * scale

    return place


def _path(ring: Ring) -> str:
    """With one decimal; what falls together at that is said once."""
    rounded = [f"{x:.1f} {y:.1f}" for x, y in ring]
    said = [one for at, one in enumerate(rounded) if one != rounded[at - 1]]
    return "M" + "L".join(said) + "Z" if len(said) > 2 else ""


class _Borders:
    """Pieces of border between the points where three shapes, or more, meet."""

    def __init__(self, rings: Sequence[Ring], detail: float) -> None:
        self.detail = detail
        beside: dict[Point, set[Point]] = defaultdict(set)
        for ring in rings:
            for at, point in enumerate(ring):
                beside[point].update((ring[at - 1], ring[(at + 1) % len(ring)]))
        self.junctions = {point for point, others in beside.items() if len(others) > 2}

    def simplified(self, ring: Ring) -> Ring:
        corners = [at for at, point in enumerate(ring) if point in self.junctions]
        # An island starts where every ring along the same border would start.
        start = corners[0] if corners else ring.index(min(ring))
        turned = [*ring[start:], *ring[:start], ring[start]]
        found: Ring = []
        for piece in self._pieces(turned):
            found += self._simplified_piece(piece)[:-1]
        return found

    def _pieces(self, ring: Ring) -> Iterator[Ring]:
        piece = [ring[0]]
        for point in ring[1:]:
            piece.append(point)
            if point in self.junctions:
                yield piece
                piece = [point]
        if len(piece) > 1:
            yield piece

    def _simplified_piece(self, piece: Ring) -> Ring:
        """The same from either side."""
        if piece[::-1] < piece:
            return _simplify(piece[::-1], self.detail)[::-1]
        return _simplify(piece, self.detail)


def _simplify(line: Ring, detail: float) -> Ring:
    """Douglas and Peucker's way: keep the farthest point while it is too far."""
    kept, open_ = {0, len(line) - 1}, [(0, len(line) - 1)]
    while open_:
        first, last = open_.pop()
        between = range(first + 1, last)
        far = max(
            between, key=lambda at: _off(line[at], line[first], line[last]), default=0
        )
        # Something must remain of a piece that ends where it begins.
        is_loop = line[first] == line[last] and first < last
        if far and (is_loop or _off(line[far], line[first], line[last]) > detail):
            kept.add(far)
            open_ += [(first, far), (far, last)]
    return [line[at] for at in sorted(kept)]


def _off(point: Point, start: Point, end: Point) -> float:
    """How far ``point`` is from the piece of line between ``start`` and ``end``."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = across * across + down * down
    along = (
        ((point[0] - start[0]) * across + (point[1] - start[1]) * down) / length
        if length
        else 0.0
    )
    along = max(0.0, min(1.0, along))
    return math.dist(point, (start[0] + along * across, start[1] + along * down))


# Where a name goes

WIDE = 3  # a word of four figures is some three times as wide as high


@lru_cache(maxsize=1000)
def middle(path: str) -> Point:
    """Where a short word fits best in a drawn shape: roughly, the farthest point from
    its borders, in a drawing stretched upwards because words are wide.
    """
    rings = [
        [
            (float(x), float(y) * WIDE)
            for x, y in (one.split(" ") for one in part.split("L"))
        ]
        for part in path.replace("M", "").split("Z")
        if part
    ]
    xs = [x for ring in rings for x, _y in ring]
    ys = [y for ring in rings for _x, y in ring]
    sides = [pair for ring in rings for pair in pairwise([*ring, ring[0]])]
    steps, best, room = 18, (min(xs), min(ys)), -1.0
    for down in range(1, steps):
        y = min(ys) + (max(ys) - min(ys)) * down / steps
        crossed = _crossed(y, sides)
        for across in range(1, steps):
            x = min(xs) + (max(xs) - min(xs)) * across / steps
            is_inside = sum(one > x for one in crossed) % 2 == 1
            if is_inside and all(_off((x, y), *side) > room for side in sides):
                best, room = (x, y), min(_off((x, y), *side) for side in sides)
    return best[0], best[1] / WIDE


def _crossed(y: float, sides: Sequence[tuple[Point, Point]]) -> list[float]:
    """Where a level line crosses the sides: inside, an odd number lies to the east."""
    return [
        (y - start[1]) / (end[1] - start[1]) * (end[0] - start[0]) + start[0]
        for start, end in sides
        if (start[1] > y) != (end[1] > y)
    ]
