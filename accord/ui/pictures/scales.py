"""From values to places on a frame, with ticks that people count in."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accord.ui.pictures.drawing import LETTER, Number

TICKS = 4  # about as many as stay legible on a telephone
LONGEST = 24  # letters of a name beside a row; the table has the whole of it


@dataclass(frozen=True)
class Scale:
    """A straight scale, from ``low`` at ``start`` to ``high`` at ``end``."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: Number) -> float:
        share = (float(value) - self.low) / ((self.high - self.low) or 1.0)
        return self.start + share * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        """Round values between its ends, zero among them where it is on it."""
        step = _step(self.high - self.low)
        first = math.ceil(self.low / step)
        last = math.floor(self.high / step + 1e-9)
        return [round(n * step, 10) for n in range(first, last + 1)]


def scale(values: Iterable[Number], start: float, end: float) -> Scale:
    """For these values and zero; its ends are ticks where that leaves little room."""
    known = [float(value) for value in values]
    low, high = min(0.0, *known, 0.0), max(0.0, *known, 0.0)
    step = _step(high - low)
    return Scale(
        math.floor(low / step) * step, math.ceil(high / step) * step, start, end
    )


def _step(span: float) -> float:
    """1, 2 or 5 times a power of ten."""
    if span <= 0:
        return 1.0
    rough = span / TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    return next(n * power for n in (1, 2, 5, 10) if n * power >= rough * 0.999)


def days(first: date, last: date, start: float, end: float) -> Scale:
    """A scale of days; ask it with ``day.toordinal()``."""
    return Scale(first.toordinal(), last.toordinal(), start, end)


def cut(name: str) -> str:
    """A name beside a row, no longer than there is room for."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def room(names: Iterable[str]) -> float:
    """How much room the names beside the rows need, and a little."""
    return 8 + LETTER * max((len(cut(name)) for name in names), default=0)
