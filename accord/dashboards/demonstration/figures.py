"""Invented figures: always the same ones for the same municipality and period.

A municipality has a size from 1 to 3; what it starts from, aims at and reports grows
with it. ``number`` counts the periods of its agreement from 1.
"""

from decimal import Decimal
from zlib import crc32

from accord.dashboards.demonstration.told import Indicator

Figure = dict[str, Decimal]  # the columns of a measured thing
WHOLE = 10_000  # dwellings in a municipality of size 1
VISITS = 20  # complaints, and visits, in a period in a municipality of size 1
LAST_STEP = 4  # of the scale
BAD_PERIOD = 82  # in %: that far the inventory was not kept
LEAST = 25  # in %: complaints that wait, at best


def pick(low: int, high: int, *seed: object) -> int:
    """A whole number of the range, which hangs on nothing but ``seed``."""
    said = ":".join(str(one) for one in seed)
    return low + crc32(said.encode()) % (high - low + 1)


def size(town: str) -> int:
    return pick(1, 3, "size", town)


def baseline(one: Indicator, town: str) -> Figure | None:
    """``None`` where it is not known yet or where there is none."""
    if one.kind in {"narrative", "yes_no"} or one.key == "mended":
        return None
    if one.key == "waiting":
        return _ratio(one.start * VISITS * size(town) // 100, VISITS * size(town))
    if one.kind == "ratio":
        return _ratio(one.start * size(town), WHOLE * size(town))
    return _value(one.start * size(town))


def target(one: Indicator, town: str, number: int) -> Figure | None:
    """What is agreed for a period."""
    return _figure(one, town, number, [100] * number)


def overall(one: Indicator, town: str, periods: int) -> Figure | None:
    """What is agreed for the whole time: all of a flow, the last state of the rest."""
    if one.counted == "flow" and one.kind in {"count", "amount"}:
        return _value((one.step or one.start) * size(town) * periods)
    return target(one, town, periods)


def reported(one: Indicator, town: str, number: int) -> Figure | None:
    """What a municipality reports: more or less what was agreed."""
    kept = [pick(78, 120, one.key, town, period) for period in range(1, number + 1)]
    return _figure(one, town, number, kept)


def _figure(one: Indicator, town: str, number: int, kept: list[int]) -> Figure | None:
    """``kept``: how much of each period's aim was reached until then, in %."""
    big, last = size(town), kept[-1]
    if one.kind == "narrative":
        return None
    if one.kind == "yes_no":
        return _value(int(last > BAD_PERIOD))
    if one.kind == "scale":
        return _value(min(LAST_STEP, (number * last // 100 + 1) // 2))
    if one.key == "waiting":
        aim = max(LEAST, one.start + one.step * number)
        return _ratio(aim * VISITS * big // last, VISITS * big)
    if one.key == "mended":
        mended = sum(one.step * big * share // 100 for share in kept)
        return _ratio(mended, VISITS * big * number)
    if one.kind == "ratio":
        gained = one.step * big * number * last // 100
        return _ratio(one.start * big + gained, WHOLE * big)
    if one.counted == "to_date":
        return _value(sum(one.step * big * share // 100 for share in kept))
    if one.counted == "flow":
        return _value((one.step or one.start) * big * last // 100)
    if one.said["direction"] == "maintain":
        return _value(one.start * big * last // 100)
    return _value(one.start * big + one.step * big * number * last // 100)


def _value(number: int) -> Figure:
    return {"value": Decimal(number)}


def _ratio(numerator: int, denominator: int) -> Figure:
    return {"numerator": Decimal(numerator), "denominator": Decimal(denominator)}
