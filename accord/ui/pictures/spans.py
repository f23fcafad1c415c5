"""Pictures of time: a stepped line, who held what when, and a small line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from accord.lib.spoken import spoken_number
from accord.ui.pictures.drawing import WIDTH, Drawing, Number, at
from accord.ui.pictures.scales import Scale, cut, days, room, scale

LEAST = 3  # values of a small line: two points are no course


@dataclass(frozen=True)
class Count:
    """How many there were from that day on: no fewer than, and no more than."""

    day: date
    least: int
    most: int


def steps(
    counts: Sequence[Count], today: date, of: int | None = None
) -> Drawing | None:
    """A line that goes up on each day, in a band where the day is not sure.

    ``of`` is how many there could be: the top of the frame.
    """
    if not counts:
        return None
    left, top, foot = 30.0, 12.0, 132.0
    drawing = Drawing(height=156)
    first = date(counts[0].day.year, 1, 1)
    along = days(first, today, left, WIDTH - 6)
    most = max(of or 0, *(one.most for one in counts), 1)
    up = Scale(0, most, foot, top)
    rungs = scale([most], foot, top).ticks
    whole = {one for one in rungs if one <= most and one == int(one)}
    for rung in sorted({*whole, float(most)}):  # there is no half of one
        drawing.line(
            "axis" if rung == 0 else "rule", left, up(rung), WIDTH - 6, up(rung)
        )
        drawing.say(spoken_number(rung), left - 6, up(rung) + 4, "end", "quiet")
    _years(drawing, along, first, today, foot + 16)
    low, high = (
        _stair(along, up, [(one.day, which) for one, which in pairs], today)
        for pairs in (
            [(one, one.least) for one in counts],
            [(one, one.most) for one in counts],
        )
    )
    if any(one.least != one.most for one in counts):
        drawing.path("band", f"M{'L'.join(low)}L{'L'.join(reversed(high))}Z")
    drawing.path("way", f"M{'L'.join(low)}")
    end = counts[-1]
    said = spoken_number(end.least)
    if end.least != end.most:
        said = _("%(least)s to %(most)s") % {
            "least": said,
            "most": spoken_number(end.most),
        }
    drawing.say(said, WIDTH - 8, up(end.most) - 6, "end", is_strong=True)
    return drawing


def _stair(
    along: Scale, up: Scale, values: list[tuple[date, int]], today: date
) -> list[str]:
    found, before = [], 0
    for day, value in values:
        x = at(along(day.toordinal()))
        found += [f"{x} {at(up(before))}", f"{x} {at(up(value))}"]
        before = value
    return [*found, f"{at(along(today.toordinal()))} {at(up(before))}"]


def _years(
    drawing: Drawing, along: Scale, first: date, last: date, y: float, top: float = 12
) -> None:
    """Each first of January, named where there is room."""
    years = range(first.year, last.year + 1)
    every = -(-len(years) // 7)
    for year in years:
        day = date(year, 1, 1)
        if not first <= day <= last:
            continue
        x = along(day.toordinal())
        drawing.line("rule", x, top, x, y - 12)
        if (year - first.year) % every == 0 and x < WIDTH - 20:
            drawing.say(year, x, y, "start", "quiet")


@dataclass(frozen=True)
class Stretch:
    """From a day to the last one (``None``: with no end known), and how it is drawn.

    ``look``: ``full`` in place, ``open`` announced, ``hatch`` vacant, ``soft`` funded.
    """

    start: date
    end: date | None
    look: str
    words: str = ""


def stretches(
    rows: Sequence[tuple[str, Sequence[Stretch]]], today: date
) -> Drawing | None:
    """Who held what when: a row for each name, and a line where today is."""
    found = [one for _name, line in rows for one in line]
    if not found:
        return None
    left = min(room(name for name, _line in rows), WIDTH / 2.2)
    first = min(one.start for one in found).replace(month=1, day=1)
    ends = [one.end for one in found if one.end]
    last = max([*ends, today]) + timedelta(days=60)
    along = days(first, last, left, WIDTH - 4)
    drawing = Drawing(height=28 * len(rows) + 44)
    _years(drawing, along, first, last, 12, top=24)
    foot = 24 + 28 * len(rows)
    for place, (name, line) in enumerate(rows):
        y = 24 + 28 * place
        drawing.say(cut(name), left - 8, y + 15, "end")
        for one in line:
            start = along(one.start.toordinal())
            end = along((one.end or last).toordinal() + (1 if one.end else 0))
            drawing.box(one.look, start, y, end - start, 22)
            if one.words and len(one.words) * 6.6 < end - start - 6:
                inked = "light" if one.look == "full" else "words"
                drawing.say(one.words, (start + end) / 2, y + 15, "middle", inked)
    now = along(today.toordinal())
    drawing.line("goal", now, 18, now, foot)
    anchor = "end" if now > WIDTH / 2 else "start"
    drawing.say(_("today"), now, foot + 14, anchor, is_strong=True)
    return drawing


def sparkline(
    values: Sequence[Number | None], target: Number | None = None
) -> Drawing | None:
    """A small line through what is known, its last point marked.

    ``None`` with fewer than three values: two points are no course. What was not
    reported breaks the line.
    """
    known = [one for one in values if one is not None]
    if len(known) < LEAST:
        return None
    drawing = Drawing(height=26, width=108)
    ends = [float(one) for one in (*known, *([] if target is None else [target]))]
    up = Scale(min(ends), max(ends), 22, 4)
    if target is not None:
        drawing.line("dash", 0, up(target), 108, up(target))
    along = Scale(0, len(values) - 1, 4, 104)
    run: list[str] = []
    last = (0.0, 0.0)
    for place, value in enumerate([*values, None]):
        if value is not None:
            last = (along(place), up(value))
            run.append(f"{at(last[0])} {at(last[1])}")
            continue
        if len(run) > 1:
            drawing.path("way", f"M{'L'.join(run)}")
        elif run:
            drawing.dot("full", *last, radius=2)
        run = []
    drawing.dot("full", *last, radius=3.5)
    return drawing
