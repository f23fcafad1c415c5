"""Small charts, worked out for a template to draw as SVG: no picture without words.

A chart is numbers placed on a frame; its classes are in the sheet of styles, and what
it shows always stands beside it in words or in a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 240
LEFT, BOTTOM, TOP = 8, 28, 12
SPARK_WIDTH, SPARK_HEIGHT = 96, 24


@dataclass(frozen=True)
class Bar:
    """One period: how high its result stands, and where its target is."""

    x: str
    width: str
    y: str
    height: str
    middle: str
    label: str
    target: str
    target_end: str
    is_known: bool


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]
    base: str
    foot: int
    frame: str = f"0 0 {WIDTH} {HEIGHT}"
    width: int = WIDTH


def chart(points: Sequence[tuple[str, float | None, float | None]]) -> Chart | None:
    """A bar for each (label, result, target), and a tick where the target is.

    ``None`` when there is no number to draw. Zero is always on the frame.
    """
    known = [value for point in points for value in point[1:] if value is not None]
    if not known:
        return None
    low, high = min(0.0, *known), max(0.0, *known)
    span = (high - low) or 1.0

    def y(value: float) -> float:
        return TOP + (high - value) / span * (HEIGHT - TOP - BOTTOM)

    step = (WIDTH - 2 * LEFT) / len(points)
    bars = []
    for place, (label, result, target) in enumerate(points):
        x, width = LEFT + (place + 0.2) * step, 0.6 * step
        top = min(y(result or 0), y(0))
        bars.append(
            Bar(
                x=_said(x),
                width=_said(width),
                y=_said(top),
                height=_said(max(y(result or 0), y(0)) - top),
                middle=_said(x + width / 2),
                label=label,
                target="" if target is None else _said(y(target)),
                target_end=_said(x + width),
                is_known=result is not None,
            )
        )
    return Chart(bars, _said(y(0)), HEIGHT - 8)


def sparkline(values: Sequence[float | None]) -> str:
    """The points of a small line through what is known; empty with less than two."""
    known = [(place, one) for place, one in enumerate(values) if one is not None]
    if len(known) < 2:
        return ""
    low, high = min(one for _place, one in known), max(one for _place, one in known)
    span, last = (high - low) or 1.0, len(values) - 1
    return " ".join(
        f"{_said(2 + place / last * (SPARK_WIDTH - 4))},"
        f"{_said(2 + (high - one) / span * (SPARK_HEIGHT - 4))}"
        for place, one in known
    )


def _said(number: float) -> str:
    """A place on the frame, to a tenth: ``12``, ``12.5``."""
    return f"{number:.1f}".removesuffix(".0")
