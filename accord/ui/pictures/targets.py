"""A result against its target: as bars, or as dots where there are many."""

from collections.abc import Sequence
from dataclasses import dataclass

from accord.lib.spoken import spoken_number
from accord.ui.pictures.drawing import WIDTH, Drawing, Number
from accord.ui.pictures.marks import KEPT, Mark
from accord.ui.pictures.scales import Scale, cut, room, scale

ROW, DOT_ROW = 26.0, 18.0
FOOT = 20.0  # below the rows, for the ticks' numbers


@dataclass(frozen=True)
class Line:
    """One row: what was reached of what was promised.

    ``value`` is ``None`` where nothing was reported, ``target`` where none is set.
    ``tolerance`` is how far from the target still counts, in the unit of both; it lies
    below the target, above it where ``is_less_better``. ``said``: the figure in words.
    """

    name: str
    value: Number | None
    target: Number | None
    said: str
    mark: Mark | None = None  # where no verdict is given there is none
    tolerance: Number = 0
    is_less_better: bool = False


def bars(lines: Sequence[Line]) -> Drawing | None:
    """A bar for each, a line for its target, a band for what still counts."""
    if not _is_worth_drawing(lines):
        return None
    drawing = Drawing(height=ROW * len(lines) + FOOT + 8)
    along = _frame(drawing, lines, ROW, marked=20)
    zero = along(0)
    for place, line in enumerate(lines):
        y = 8 + ROW * place
        drawing.say(cut(line.name), zero - 8, y + 13, "end")
        _band(drawing, line, along, y, 18)
        if line.value is None:
            if line.target is not None:
                start, end = sorted((zero, along(line.target)))
                drawing.box("hatch", start, y + 4, end - start, 10)
        else:
            start, end = sorted((zero, along(line.value)))
            look = "miss" if line.mark == Mark.BEHIND else "full"
            drawing.box(look, start, y + 4, end - start, 10)
            if line.value == 0:  # zero is a figure: never an empty row
                drawing.line("goal", zero, y + 3, zero, y + 15)
        if line.target is not None:
            drawing.line("goal", along(line.target), y - 1, along(line.target), y + 19)
        if line.mark:
            drawing.mark(line.mark, along.end + 8, y + 3)
        drawing.say(line.said, WIDTH, y + 13, "end", is_strong=True)
    return drawing


def dots(lines: Sequence[Line]) -> Drawing | None:
    """A dot for each result, and a line from it to its target: for many rows.

    The dot is full where the target is kept, hollow where it is not.
    """
    if not _is_worth_drawing(lines):
        return None
    drawing = Drawing(height=DOT_ROW * len(lines) + FOOT + 8)
    along = _frame(drawing, lines, DOT_ROW)
    for place, line in enumerate(lines):
        y = 12 + DOT_ROW * place
        drawing.say(cut(line.name), along(0) - 8, y + 4, "end")
        if line.target is not None:
            goal = along(line.target)
            if line.value is None:
                drawing.line("dash", along(0), y, goal, y)
            else:
                drawing.line("axis", along(line.value), y, goal, y)
            drawing.line("goal", goal, y - 6, goal, y + 6)
        if line.value is not None:
            look = "full" if line.mark in KEPT or line.target is None else "open"
            drawing.dot(look, along(line.value), y)
        look = "quiet" if line.value is None else "words"
        drawing.say(line.said, WIDTH, y + 4, "end", look, is_strong=True)
    return drawing


def one_bar(line: Line) -> Drawing | None:
    """A bar alone, whose name and figure stand beside it on the page."""
    if line.value is None and line.target is None:
        return None
    drawing = Drawing(height=16, width=240)
    values = [one for one in (line.value, line.target) if one is not None]
    along = scale(values, 2, 238)
    zero = along(0)
    drawing.box("ground", 2, 3, 236, 10)
    _band(drawing, line, along, 0, 16)
    if line.value is None:
        drawing.box("hatch", zero, 3, along(line.target or 0) - zero, 10)
    else:
        start, end = sorted((zero, along(line.value)))
        look = "miss" if line.mark == Mark.BEHIND else "full"
        drawing.box(look, start, 3, end - start, 10)
        if line.value == 0:
            drawing.line("goal", zero, 2, zero, 14)
    if line.target is not None:
        drawing.line("goal", along(line.target), 0, along(line.target), 16)
    return drawing


def _is_worth_drawing(lines: Sequence[Line]) -> bool:
    """Where nothing was reported there is no picture: a sentence says so."""
    return any(line.value is not None for line in lines)


def _frame(
    drawing: Drawing, lines: Sequence[Line], row: float, marked: float = 0
) -> Scale:
    """The scale that all rows share, with its ticks."""
    start = min(room(line.name for line in lines), WIDTH / 2.2)
    end = WIDTH - room(line.said for line in lines) - marked - 4
    values = [
        one for line in lines for one in (line.value, line.target) if one is not None
    ]
    along = scale(values, start, max(end, start + 60))
    foot = 8 + row * len(lines)
    for tick in along.ticks:
        x = along(tick)
        drawing.line("axis" if tick == 0 else "rule", x, 4, x, foot)
        drawing.say(spoken_number(tick), x, foot + 14, "middle", "quiet")
    return along


def _band(drawing: Drawing, line: Line, along: Scale, y: float, high: float) -> None:
    """What still counts as kept, beside the target."""
    if line.target is None or not line.tolerance:
        return
    reach = -float(line.tolerance) if not line.is_less_better else float(line.tolerance)
    edge = along(min(max(float(line.target) + reach, along.low), along.high))
    start, end = sorted((edge, along(line.target)))
    drawing.box("band", start, y, end - start, high)
