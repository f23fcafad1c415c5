"""What is still accepted is the other side of the verdict: both come from one rule."""

from decimal import Decimal

import pytest

from accord.monitoring.rules.progress import Verdict, accepted, progress
from accord.monitoring.rules.rollup import Amount


def amount(number):
    return None if number is None else Amount(Decimal(number))


@pytest.mark.parametrize(
    ("baseline", "target", "direction", "distance"),
    [
        (None, 20, "increase", 2),
        (10, 20, "increase", 1),
        (40, 20, "decrease", 2),
        (None, 20, "maintain", 2),
        (None, 20, "decrease", 0),  # without a baseline nothing is measured
        (20, 20, "decrease", 0),
        (None, 20, "none", 0),
    ],
)
def test_a_result_at_the_edge_is_on_track_and_past_it_behind(
    baseline, target, direction, distance
):
    said = amount(baseline), amount(target), direction, Decimal(10)
    assert accepted(*said) == distance
    if not distance:
        return
    away = 1 if direction == "decrease" else -1
    edge = target + away * distance
    for figure, fine in ((edge, True), (edge + away, False)):
        start, aim, way, tolerance = said
        verdict = progress(amount(figure), start, aim, way, tolerance).verdict
        assert (verdict != Verdict.BEHIND) is fine
