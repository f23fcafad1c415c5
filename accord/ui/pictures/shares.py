"""Parts of a whole: stacked bars, the stages of a case, one bar of many parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from accord.ui.pictures.drawing import LETTER, WIDTH, Drawing, Number
from accord.ui.pictures.marks import MARKED_LOOKS, Mark
from accord.ui.pictures.scales import cut, room, scale


@dataclass(frozen=True)
class Part:
    """How much of a row, and its look: ``full``, ``soft``, ``open``, ``hatch``."""

    value: Number
    look: str
    words: str = ""


def stacks(rows: Sequence[tuple[str, Sequence[Part], str]]) -> Drawing | None:
    """A bar of parts for each (name, parts, figure in words), on one scale."""
    totals = [sum(float(one.value) for one in parts) for _name, parts, _said in rows]
    if not any(totals):
        return None
    start = min(room(name for name, _parts, _said in rows), WIDTH / 2.2)
    end = WIDTH - room(said for _name, _parts, said in rows)
    along = scale(totals, start, max(end, start + 60))
    drawing = Drawing(height=26 * len(rows) + 6)
    for place, (name, parts, said) in enumerate(rows):
        y = 4 + 26 * place
        drawing.say(cut(name), start - 8, y + 14, "end")
        before = 0.0
        for one in parts:
            left, right = along(before), along(before + float(one.value))
            drawing.box(one.look, left, y, right - left, 20)
            if one.words and len(one.words) * LETTER < right - left - 4:
                inked = "light" if one.look in ("full", "miss") else "words"
                middle = (left + right) / 2
                drawing.say(one.words, middle, y + 14, "middle", inked)
            before += float(one.value)
        drawing.say(said, WIDTH, y + 14, "end", is_strong=True)
    foot = 4 + 26 * len(rows)
    drawing.line("axis", along(0), 0, along(0), foot)
    return drawing


@dataclass(frozen=True)
class Stage:
    """How many came as far: ``least`` and, where that is not sure, at most ``most``."""

    name: str
    least: Number
    most: Number
    said: str


def stages(rows: Sequence[Stage]) -> Drawing | None:
    """How many came how far: each bar as long as it is of the first."""
    if not rows or not float(rows[0].most):
        return None
    start = min(room(one.name for one in rows), WIDTH / 2.2)
    end = WIDTH - room(one.said for one in rows)
    along = scale([rows[0].most], start, max(end, start + 60))
    drawing = Drawing(height=30 * len(rows) + 4)
    for place, one in enumerate(rows):
        y = 4 + 30 * place
        drawing.say(cut(one.name), start - 8, y + 16, "end")
        sure = along(one.least)
        drawing.box("full", start, y, sure - start, 24)
        drawing.box("hatch", sure, y, along(one.most) - sure, 24)
        drawing.say(one.said, WIDTH, y + 16, "end", is_strong=True)
    return drawing


def tally(counts: Sequence[tuple[Mark, int]]) -> Drawing | None:
    """One bar of as many parts as there are promises, the kept ones first."""
    whole = sum(count for _mark, count in counts)
    if not whole:
        return None
    drawing = Drawing(height=18)
    wide, x = WIDTH / whole, 0.0
    gap = min(2.0, wide / 4)
    for mark, count in counts:
        look = MARKED_LOOKS[mark]
        for _n in range(count):
            drawing.box(look, x, 2, wide - gap, 14)
            x += wide
    return drawing
