"""The pictures of the style guide: each with none, one, many, and what is not known."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accord.ui.pictures import Picture
from accord.ui.pictures.calendars import Cell, calendar
from accord.ui.pictures.drawing import Drawing
from accord.ui.pictures.marks import Mark
from accord.ui.pictures.shares import Part, Stage, stacks, stages, tally
from accord.ui.pictures.spans import Count, Stretch, sparkline, steps, stretches
from accord.ui.pictures.targets import Line, bars, dots

DAY = date(2026, 11, 29)
LINES = [
    Line("Ixelles", 26, 18, "26 / 18", Mark.KEPT, 2),
    Line("Jette", 13, 14, "13 / 14", Mark.TRACK, 2),
    Line("Koekelberg", 4, 12, "4 / 12", Mark.BEHIND, 2),
    Line("Molenbeek-Saint-Jean", 58, 40, "58 / 40", Mark.BEYOND),
    Line("Saint-Josse-ten-Noode", 0, 6, "0 / 6", Mark.BEHIND, 1),
    Line("Watermael-Boitsfort", None, 16, "? / 16", Mark.NONE, 2),
]
FUNDED = Stretch(date(2024, 1, 1), None, "soft", "1")
HELD = [
    Stretch(date(2024, 2, 24), date(2025, 4, 20), "full", "A."),
    Stretch(date(2025, 4, 21), date(2026, 3, 13), "hatch"),
    Stretch(date(2026, 3, 14), date(2026, 9, 30), "full", "B."),
    Stretch(date(2026, 12, 1), None, "open", "C."),
]
CAME = [
    Count(date(2021, 11, 5), 1, 1),
    Count(date(2022, 3, 1), 3, 4),
    Count(date(2022, 12, 12), 13, 13),
    Count(date(2023, 7, 1), 16, 16),
]
MONTHS: Sequence[tuple[str, Sequence[Cell | None]]] = [
    ("Evere", [Cell(Mark.KEPT), Cell(Mark.BEHIND, "5"), Cell(Mark.PART)]),
    ("Woluwe-Saint-Pierre", [None, Cell(Mark.NONE), Cell(Mark.DUE)]),
]


def _drawn() -> Iterator[tuple[str, Drawing | None]]:
    yield "bars", bars(LINES)
    yield "bars-one", bars(LINES[:1])
    yield "bars-none", bars(LINES[-1:])
    yield "dots", dots(LINES)
    yield "dots-one", dots(LINES[2:3])
    yield "steps", steps(CAME, DAY, of=19)
    yield "steps-one", steps(CAME[:1], DAY)
    yield "steps-none", steps([], DAY)
    yield (
        "stretches",
        stretches(
            [
                (pgettext("picture", "Funded"), [FUNDED]),
                (pgettext("picture", "Held"), HELD),
            ],
            DAY,
        ),
    )
    yield (
        "stacks",
        stacks(
            [
                ("Evere", [Part(1, "full", "1"), Part(0.5, "hatch")], "1 / 1,5"),
                ("Jette", [Part(2, "full", "2"), Part(1, "open")], "2 / 3"),
            ]
        ),
    )
    yield (
        "stages",
        stages([Stage("1", 240, 240, "240"), Stage("2", 20, 31, "20 – 31")]),
    )
    yield "calendar", calendar(["24-1", "24-2", "25-1"], MONTHS)
    yield "tally", tally([(Mark.KEPT, 6), (Mark.BEHIND, 3), (Mark.NONE, 5)])
    yield "line", sparkline([1, 2, None, 4, 8, 6], target=6)
    yield "line-two", sparkline([1, 2])


def pictures() -> list[Picture]:
    """Every picture, with the sentence that stands where there is none."""
    return [
        Picture(
            name=f"picture-{name}",
            title=name,
            unit=_("dwellings, 2026, semester 1"),
            says=_("Invented figures, to show how a picture is drawn."),
            drawing=drawing,
            heads=[_("Municipality"), pgettext("picture", "Result")],
            rows=[(line.name, line.said) for line in LINES[:2]] if drawing else [],
            source=_("invented figures"),
            day=DAY,
            why_not=_("Too little is known to draw it."),
        )
        for name, drawing in _drawn()
    ]
