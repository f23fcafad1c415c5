"""The method: totals over time and territory, progress, and what may be reported."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from accord.framework.models import ReportedAs
from accord.monitoring.rules.progress import Progress, Reason, Tally, Verdict, progress
from accord.monitoring.rules.reporting import (
    PartsFault,
    Window,
    decrease_needs_reason,
    lateness,
    parts_fault,
    window,
)
from accord.monitoring.rules.rollup import (
    Amount,
    Total,
    explained,
    has_ended,
    over_territory,
    over_time,
)

PURE = settings(derandomize=True, deadline=None, max_examples=200)
ACHIEVED, ON_TRACK = Verdict.ACHIEVED, Verdict.ON_TRACK
BEHIND, NOT_KNOWN = Verdict.BEHIND, Verdict.NOT_KNOWN
JUNE, DECEMBER = date(2024, 6, 30), date(2024, 12, 31)
NEXT_JUNE, LATER = date(2025, 6, 30), date(2026, 1, 1)
TOLERANCE = Decimal(15)


def value(number):
    return Amount(Decimal(number))


def ratio(numerator, denominator):
    return Amount.of(Decimal(numerator), Decimal(denominator))


numbers = st.decimals(-1_000_000, 1_000_000, places=2)
above_zero = st.decimals("0.01", 1_000_000, places=2)
values = st.builds(Amount, numbers)
ratios = st.builds(Amount.of, numbers, above_zero)
tolerances = st.decimals(0, 60, places=1)
directions = st.sampled_from(["increase", "decrease"])
municipalities = st.one_of(
    st.tuples(
        st.sampled_from(["sum", "mean", "min", "max", "list", "none"]),
        st.lists(st.none() | values, max_size=19),
    ),
    st.tuples(
        st.sampled_from(["ratio_of_sums", "min", "max", "list", "none"]),
        st.lists(st.none() | ratios, max_size=19),
    ),
)


# A figure


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ((None, None, None), "A value, or"),
        ((Decimal(1), Decimal(1), Decimal(2)), "A value, or"),
        ((None, Decimal(1), None), "A value, or"),
        ((None, None, Decimal(1)), "A value, or"),
        ((None, Decimal(1), Decimal(0)), "above zero"),
        ((None, Decimal(1), Decimal(-2)), "above zero"),
        ((0.1,), "finite decimal"),
        ((Decimal("NaN"),), "finite decimal"),
        ((None, Decimal(1), 2.0), "finite decimal"),
    ],
)
def test_a_figure_has_one_shape_of_exact_decimals(columns, sentence):
    with pytest.raises(ValueError, match=sentence):
        Amount(*columns)


def test_an_empty_row_is_not_known_and_zero_is_a_figure():
    assert Amount.read(None, None, None) is None
    assert Amount.read(Decimal(0)) == value(0)
    assert Amount.read(None, Decimal(3), Decimal(4)).ratio == Decimal("0.75")
    assert value(3).ratio is None


def test_half_a_ratio_is_no_figure():
    with pytest.raises(ValueError, match="A value, or"):
        Amount.read(None, Decimal(3), None)


# Over time


def test_the_three_ways_of_counting_are_each_explained_in_a_sentence():
    sentences = {str(explained(way)) for way in ReportedAs.values}
    assert len(sentences) == 3
    assert all(one.endswith(".") for one in sentences)


@pytest.mark.parametrize(
    ("reported_as", "total"),
    [("flow", 15), ("to_date", 5), ("stock", 5)],
)
def test_flows_are_summed_and_of_the_others_the_last_one_stands(reported_as, total):
    figures = [(JUNE, value(10)), (NEXT_JUNE, value(5)), (DECEMBER, None)]

    found = over_time(reported_as, figures, day=LATER)

    assert found == Total(value(total), 2, 3, as_of=NEXT_JUNE)
    assert not found.is_complete


@pytest.mark.parametrize("reported_as", ReportedAs.values)
def test_only_periods_that_have_ended_count(reported_as):
    figures = [(JUNE, value(10)), (DECEMBER, value(5))]

    assert over_time(reported_as, figures, day=DECEMBER) == Total(
        value(10), 1, 1, as_of=JUNE
    )
    assert not has_ended(DECEMBER, DECEMBER)
    assert has_ended(DECEMBER, date(2025, 1, 1))


@pytest.mark.parametrize("reported_as", ReportedAs.values)
def test_nothing_reported_is_not_zero(reported_as):
    assert over_time(reported_as, [(JUNE, None)], day=LATER) == Total(None, 0, 1)
    assert over_time(reported_as, [], day=LATER) == Total(None, 0, 0)
    zero = over_time(reported_as, [(JUNE, value(0))], day=LATER)
    assert zero.amount == value(0)


def test_ratios_of_several_periods_add_their_numerators_and_denominators():
    figures = [(JUNE, ratio(1, 2)), (DECEMBER, ratio(1, 8))]
    assert over_time("flow", figures, day=LATER).amount == ratio(2, 10)


def in_turn(amounts):
    return [(JUNE + timedelta(number), one) for number, one in enumerate(amounts)]


@PURE
@given(st.lists(numbers, min_size=2, max_size=12), st.data())
def test_a_flow_is_the_same_however_time_is_cut_into_periods(flows, data):
    cut = data.draw(st.integers(1, len(flows) - 1))
    figures = in_turn(value(one) for one in flows)
    halves = [figures[:cut], figures[cut:]]
    whole = over_time("flow", figures, day=LATER)
    first, second = (over_time("flow", half, day=LATER) for half in halves)
    merged = in_turn([value(sum(flows[:cut])), value(sum(flows[cut:]))])

    assert whole.amount == first.amount + second.amount
    assert whole.reported == first.reported + second.reported
    assert over_time("flow", merged, day=LATER).amount == whole.amount


@PURE
@given(st.lists(above_zero, min_size=1, max_size=12))
def test_a_running_total_never_counts_twice_what_a_flow_counts_once(flows):
    running = [sum(flows[: number + 1]) for number in range(len(flows))]
    to_date = over_time("to_date", in_turn(value(one) for one in running), day=LATER)
    flow = over_time("flow", in_turn(value(one) for one in flows), day=LATER)

    assert to_date == flow


@PURE
@given(
    st.sampled_from(ReportedAs.values),
    st.lists(st.none() | ratios, max_size=8),
    st.randoms(use_true_random=False),
)
def test_the_order_in_which_periods_are_changedchanges_nothing(way, amounts, random):
    figures = in_turn(amounts)
    shuffled = random.sample(figures, len(figures))
    assert over_time(way, shuffled, day=LATER) == over_time(way, figures, day=LATER)


# Over the territory


@pytest.mark.parametrize(
    ("rollup", "amount"),
    [
        ("sum", value(12)),
        ("mean", value(4)),
        ("min", value(0)),
        ("max", value(10)),
        ("list", None),
        ("none", None),
    ],
)
def test_municipalities_make_one_figure_that_says_how_many_reported(rollup, amount):
    amounts = [value(10), None, value(0), value(2)]
    assert over_territory(rollup, amounts) == Total(amount, 3, 4)


@pytest.mark.parametrize("rollup", ["sum", "ratio_of_sums", "mean", "min", "max"])
def test_a_region_that_nobody_reported_on_is_not_known(rollup):
    assert over_territory(rollup, [None, None]) == Total(None, 0, 2)
    assert over_territory(rollup, []) == Total(None, 0, 0)


def test_the_average_of_ratios_is_not_the_ratio_of_the_region():
    """1 of 2 dwellings in a small municipality, 10 of 100 in a large one."""
    small, large = ratio(1, 2), ratio(10, 100)

    region = over_territory("ratio_of_sums", [small, large]).amount

    average = (small.ratio + large.ratio) / 2
    assert region == ratio(11, 102)
    assert round(region.ratio, 3) == Decimal("0.108")
    assert average == Decimal("0.3")


@pytest.mark.parametrize(
    ("rollup", "amounts"),
    [
        ("mean", [ratio(1, 2), ratio(1, 4)]),
        ("sum", [ratio(1, 2), ratio(1, 4)]),
        ("sum", [ratio(1, 2)]),
        ("ratio_of_sums", [value(1), value(2)]),
        ("max", [value(1), ratio(1, 2)]),
        ("ratio_of_sums", [ratio(1, 2), value(1)]),
        ("median", [value(1)]),
    ],
)
def test_a_total_without_a_meaning_is_refused(rollup, amounts):
    with pytest.raises(ValueError, match=r"mix|fit the shape|not a valid"):
        over_territory(rollup, amounts)


@PURE
@given(municipalities, st.randoms(use_true_random=False))
def test_the_order_of_municipalities_changes_nothing(case, random):
    rollup, amounts = case
    shuffled = random.sample(amounts, len(amounts))
    assert over_territory(rollup, shuffled) == over_territory(rollup, amounts)


@pytest.mark.parametrize("rollup", ["min", "max"])
def test_of_two_equal_ratios_the_same_one_is_shown_in_any_order(rollup):
    half, same = ratio(1, 2), ratio(50, 100)
    assert over_territory(rollup, [half, same]) == over_territory(rollup, [same, half])


@PURE
@given(municipalities, st.data())
def test_grouping_municipalities_changes_nothing(case, data):
    """But for the mean: that of means is another figure."""
    rollup, amounts = case
    assume(rollup != "mean")
    cut = data.draw(st.integers(0, len(amounts)))
    groups = [over_territory(rollup, part) for part in (amounts[:cut], amounts[cut:])]
    whole = over_territory(rollup, amounts)

    assert over_territory(rollup, [one.amount for one in groups]).amount == whole.amount
    assert sum(one.reported for one in groups) == whole.reported
    assert sum(one.expected for one in groups) == whole.expected


@PURE
@given(municipalities, st.integers(1, 5))
def test_municipalities_that_did_not_report_only_raise_what_is_expected(case, silent):
    rollup, amounts = case
    before = over_territory(rollup, amounts)
    after = over_territory(rollup, amounts + [None] * silent)

    assert (after.amount, after.reported) == (before.amount, before.reported)
    assert after.expected == before.expected + silent
    assert not after.is_complete


@PURE
@given(st.lists(ratios, min_size=1, max_size=19))
def test_the_ratio_of_a_region_lies_between_those_of_its_parts(amounts):
    region = over_territory("ratio_of_sums", amounts).amount
    lowest = over_territory("min", amounts).amount
    highest = over_territory("max", amounts).amount

    assert lowest.exact <= region.exact <= highest.exact


@PURE
@given(st.lists(values, min_size=1, max_size=19))
def test_a_mean_lies_between_the_lowest_and_the_highest(amounts):
    found = {
        rollup: over_territory(rollup, amounts).amount.value
        for rollup in ("min", "mean", "max")
    }
    assert found["min"] <= found["mean"] <= found["max"]


# Progress


def come(actual, baseline, target, direction="increase", tolerance=TOLERANCE, **known):
    """Progress of plain numbers; ``None`` is not known."""
    amounts = (
        None if one is None else value(one) for one in (actual, baseline, target)
    )
    return progress(*amounts, direction, tolerance, **known)


@pytest.mark.parametrize(
    ("actual", "baseline", "target", "direction", "fraction", "verdict"),
    [
        # A rise, from a baseline and without one.
        (15, 10, 20, "increase", "0.5", BEHIND),
        (20, 10, 20, "increase", "1", ACHIEVED),
        ("18.5", 10, 20, "increase", "0.85", ON_TRACK),
        ("18.4", 10, 20, "increase", "0.84", BEHIND),
        (17, None, 20, "increase", "0.85", ON_TRACK),
        (0, None, 20, "increase", "0", BEHIND),
        # The way is counted from the baseline: 95 of 110 is a step back from 100.
        (95, 100, 110, "increase", "-0.5", BEHIND),
        # Neither capped above nor below.
        (60, 10, 20, "increase", "5", ACHIEVED),
        # A baseline that equals the target leaves the share of the target.
        (18, 20, 20, "increase", "0.9", ON_TRACK),
        # A fall: 500 empty dwellings, of which 400 may remain.
        (450, 500, 400, "decrease", "0.5", BEHIND),
        (415, 500, 400, "decrease", "0.85", ON_TRACK),
        (380, 500, 400, "decrease", "1.2", ACHIEVED),
        (0, 500, 0, "decrease", "1", ACHIEVED),
        (550, 500, 400, "decrease", "-0.5", BEHIND),
        # To stay as it is: no distance, inside the tolerance or not.
        (115, None, 100, "maintain", None, ACHIEVED),
        (85, 40, 100, "maintain", None, ACHIEVED),
        (116, 100, 100, "maintain", None, BEHIND),
        (0, None, 0, "maintain", None, ACHIEVED),
    ],
)
def test_progress(actual, baseline, target, direction, fraction, verdict):
    expected = None if fraction is None else Decimal(fraction)
    found = come(actual, baseline, target, direction)
    assert found == Progress(expected, verdict)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"is_narrative": True}, Reason.NARRATIVE),
        ({"direction": "none"}, Reason.NO_DIRECTION),
        ({"target": None}, Reason.NO_TARGET),
        ({"is_ended": False}, Reason.NOT_ENDED),
        ({"actual": None}, Reason.NO_RESULT),
        ({"actual": None, "direction": "maintain"}, Reason.NO_RESULT),
        (
            {"baseline": None, "direction": "decrease", "is_baseline_pending": True},
            Reason.BASELINE_PENDING,
        ),
        ({"baseline": None, "direction": "decrease"}, Reason.NO_BASELINE),
        ({"baseline": 20, "direction": "decrease"}, Reason.TARGET_IS_BASELINE),
        ({"baseline": 0, "target": 0}, Reason.TARGET_IS_BASELINE),
        ({"baseline": None, "target": 0}, Reason.TARGET_NOT_POSITIVE),
        ({"baseline": None, "target": -5}, Reason.TARGET_NOT_POSITIVE),
        (
            {"baseline": None, "target": 0, "is_baseline_pending": True},
            Reason.BASELINE_PENDING,
        ),
        ({"baseline": 30}, Reason.AGAINST_DIRECTION),
        ({"direction": "decrease"}, Reason.AGAINST_DIRECTION),
    ],
)
def test_what_cannot_be_said_has_its_reason(changed, reason):
    found = come(**{"actual": 15, "baseline": 10, "target": 20, **changed})

    assert found == Progress(None, NOT_KNOWN, reason)
    assert str(reason.label).endswith(".")


def test_a_rise_is_measured_from_zero_while_its_baseline_is_pending():
    assert come(10, None, 20, is_baseline_pending=True).fraction == Decimal("0.5")


def test_yes_is_the_target_reached_and_no_is_not():
    yes, no = Amount(Decimal(1)), Amount(Decimal(0))

    assert progress(yes, None, yes, "increase", TOLERANCE) == Progress(
        Decimal(1), ACHIEVED
    )
    assert progress(no, None, yes, "increase", TOLERANCE) == Progress(
        Decimal(0), BEHIND
    )
    assert progress(no, yes, no, "decrease", TOLERANCE).verdict == ACHIEVED


def test_ratios_are_compared_as_the_shares_they_are():
    found = progress(ratio(3, 4), ratio(50, 100), ratio(9, 10), "increase", TOLERANCE)
    assert found == Progress(Decimal("0.625"), BEHIND)
    same = progress(ratio(1, 3), None, ratio(2, 6), "increase", Decimal(0))
    assert same.verdict == ACHIEVED


def test_a_share_is_not_measured_against_a_count():
    with pytest.raises(ValueError, match="mix"):
        progress(ratio(35, 100), None, value(35), "increase", TOLERANCE)


def test_a_negative_tolerance_is_refused():
    with pytest.raises(ValueError, match="tolerance"):
        come(1, None, 1, tolerance=Decimal(-1))


journeys = st.tuples(numbers, numbers).filter(lambda pair: pair[0] != pair[1])


def way(baseline, target):
    return "increase" if target > baseline else "decrease"


@PURE
@given(journeys, tolerances)
def test_progress_is_0_at_the_baseline_and_1_at_the_target_both_ways(pair, tolerance):
    for baseline, target in (pair, pair[::-1]):
        asked = (baseline, target, way(baseline, target), tolerance)
        assert come(baseline, *asked) == Progress(Decimal(0), BEHIND)
        assert come(target, *asked) == Progress(Decimal(1), ACHIEVED)


ORDER = [BEHIND, ON_TRACK, ACHIEVED]


@PURE
@given(journeys, numbers, above_zero, tolerances)
def test_coming_nearer_to_a_target_is_never_less_progress(
    pair, actual, more, tolerance
):
    asked = (*pair, way(*pair), tolerance)
    better = actual + more if pair[1] > pair[0] else actual - more
    before, after = come(actual, *asked), come(better, *asked)

    assert before.fraction < after.fraction
    assert ORDER.index(before.verdict) <= ORDER.index(after.verdict)


@PURE
@given(
    st.none() | numbers,
    numbers,
    numbers,
    st.sampled_from(["increase", "decrease", "maintain"]),
    tolerances,
    st.decimals("0.01", 1000, places=2),
)
def test_a_change_of_unit_changes_nothing(
    baseline, actual, target, direction, tolerance, unit
):
    scaled = None if baseline is None else baseline * unit
    assert come(actual * unit, scaled, target * unit, direction, tolerance) == come(
        actual, baseline, target, direction, tolerance
    )


@PURE
@given(journeys, numbers, numbers, tolerances)
def test_what_was_there_before_counts_changes_nothing(pair, actual, shift, tolerance):
    baseline, target = pair
    moved = come(
        actual + shift, baseline + shift, target + shift, way(*pair), tolerance
    )
    assert moved == come(actual, *pair, way(*pair), tolerance)


@PURE
@given(journeys, numbers, tolerances)
def test_a_fall_is_a_rise_seen_in_a_mirror(pair, actual, tolerance):
    baseline, target = pair
    mirrored = (-baseline, -target)
    assert come(actual, *pair, way(*pair), tolerance) == come(
        -actual, *mirrored, way(*mirrored), tolerance
    )


@PURE
@given(numbers, above_zero, tolerances)
def test_to_stay_as_it_is_looks_the_same_above_and_below(target, away, tolerance):
    above = come(target + away, None, target, "maintain", tolerance)
    below = come(target - away, None, target, "maintain", tolerance)
    is_inside = Fraction(away) * 100 <= Fraction(tolerance) * abs(Fraction(target))

    assert above == below
    assert above.verdict == (ACHIEVED if is_inside else BEHIND)


@PURE
@given(
    st.none() | values,
    st.none() | values,
    st.none() | values,
    st.sampled_from(["increase", "decrease", "maintain", "none"]),
    tolerances,
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_there_is_a_reason_exactly_when_nothing_can_be_said(
    actual, baseline, target, direction, tolerance, pending, narrative, ended
):
    found = progress(
        actual,
        baseline,
        target,
        direction,
        tolerance,
        is_baseline_pending=pending,
        is_narrative=narrative,
        is_ended=ended,
    )
    assert (found.reason is not None) == (found.verdict == NOT_KNOWN)
    assert not (found.reason and found.fraction is not None)


# How many are how far


def test_a_count_does_not_let_one_success_hide_three_failures():
    ways = [come(4, None, 1), *[come(0, None, 1)] * 3, come(None, None, 1)]
    measured = [one.fraction for one in ways if one.fraction is not None]

    tally = Tally.of(ways)

    assert sum(measured) / len(measured) == 1  # “on average, the target is reached”
    assert tally == Tally(achieved=1, behind=3, not_known=1)
    assert (tally.counted, tally.expected) == (4, 5)


verdicts = st.lists(st.sampled_from([Progress(None, one) for one in Verdict]))


@PURE
@given(verdicts, verdicts)
def test_tallies_of_missions_add_up_to_that_of_the_agreement(one, other):
    together = Tally.of(one) + Tally.of(other)

    assert together == Tally.of(other + one)
    assert together.expected == len(one) + len(other)
    assert together + Tally() == together


# What is reported


@pytest.mark.parametrize(
    ("parts", "overlapping", "fault"),
    [
        ([6, 4], False, None),
        ([6, 5], False, PartsFault.EXCEED),
        ([6, 3], False, PartsFault.INCOMPLETE),
        ([6, 4, None], False, PartsFault.INCOMPLETE),
        ([11, None], False, PartsFault.EXCEED),
        ([None], False, PartsFault.INCOMPLETE),
        ([], False, None),
        ([6, 5], True, PartsFault.OVERLAP),
        ([6, 4], True, None),
        ([6, 3], True, PartsFault.INCOMPLETE),
    ],
)
def test_parts_are_held_against_their_total_of_ten(parts, overlapping, fault):
    amounts = [None if one is None else value(one) for one in parts]

    assert parts_fault(value(10), amounts, overlapping) == fault
    assert parts_fault(None, amounts, overlapping) is None


def test_only_parts_above_their_total_are_an_error():
    assert [one for one in PartsFault if one.is_error] == [PartsFault.EXCEED]


def test_both_numbers_of_a_ratio_are_totals_of_their_parts():
    total = ratio(5, 10)
    assert parts_fault(total, [ratio(2, 5), ratio(3, 5)], False) is None
    exceeding = parts_fault(total, [ratio(2, 5), ratio(3, 6)], False)
    assert exceeding == PartsFault.EXCEED
    lacking = parts_fault(total, [ratio(2, 5), ratio(2, 5)], False)
    assert lacking == PartsFault.INCOMPLETE


@PURE
@given(st.lists(st.builds(Amount, above_zero), min_size=1, max_size=8), above_zero)
def test_parts_that_are_the_total_have_no_fault_and_any_change_is_seen(parts, more):
    total = over_territory("sum", parts).amount

    assert parts_fault(total, parts, False) is None
    assert parts_fault(total, [*parts, Amount(more)], False) == PartsFault.EXCEED
    larger = total + Amount(more)
    assert parts_fault(larger, parts, False) == PartsFault.INCOMPLETE


@pytest.mark.parametrize(
    ("reported_as", "before", "now", "needed"),
    [
        ("to_date", value(5), value(4), True),
        ("to_date", value(5), value(5), False),
        ("to_date", value(5), value(6), False),
        ("to_date", None, value(4), False),
        ("to_date", value(5), None, False),
        ("flow", value(5), value(4), False),
        ("stock", value(5), value(4), False),
        # The share may fall while all that is counted grows.
        ("to_date", ratio(5, 10), ratio(6, 20), False),
        # It may rise because less was counted.
        ("to_date", ratio(5, 10), ratio(5, 8), True),
    ],
)
def test_a_running_total_falls_only_with_a_reason(reported_as, before, now, needed):
    assert decrease_needs_reason(reported_as, before, now) is needed


OPENS, DUE, CLOSES = date(2025, 1, 1), date(2025, 1, 31), date(2025, 2, 15)


def between(opens, due, closes):
    return SimpleNamespace(opens_on=opens, due_on=due, closes_on=closes)


@pytest.mark.parametrize(
    ("day", "exception_until", "expected"),
    [
        (date(2024, 12, 31), None, Window.NOT_OPEN),
        (date(2025, 1, 1), None, Window.OPEN),
        (date(2025, 1, 31), None, Window.OPEN),
        (date(2025, 2, 1), None, Window.LATE),
        (date(2025, 2, 15), None, Window.LATE),
        (date(2025, 2, 16), None, Window.CLOSED),
        (date(2025, 2, 16), date(2025, 2, 28), Window.REOPENED),
        (date(2025, 2, 28), date(2025, 2, 28), Window.REOPENED),
        (date(2025, 3, 1), date(2025, 2, 28), Window.CLOSED),
        (date(2025, 2, 10), date(2025, 2, 28), Window.LATE),
        (date(2024, 12, 31), date(2025, 2, 28), Window.REOPENED),
    ],
)
def test_when_an_author_may_report(day, exception_until, expected):
    found = window(between(OPENS, DUE, CLOSES), exception_until, day)

    assert found == expected
    assert found.allows_writing == (expected in ("open", "late", "reopened"))


@PURE
@given(
    st.lists(st.dates(OPENS, DECEMBER.replace(year=2025)), min_size=5, max_size=5),
    st.none() | st.dates(OPENS, CLOSES),
)
def test_an_exception_only_ever_opens(dates, exception_until):
    opens, due, closes = sorted(dates[:3])
    without = window(between(opens, due, closes), None, dates[3])
    under = window(between(opens, due, closes), exception_until, dates[3])

    assert under in (without, Window.REOPENED)
    assert under.allows_writing or not without.allows_writing
    assert without.allows_writing == (opens <= dates[3] <= closes)


@pytest.mark.parametrize(
    ("submitted_on", "day", "days"),
    [
        (date(2025, 1, 31), LATER, 0),
        (date(2025, 1, 2), LATER, 0),
        (date(2025, 2, 3), LATER, 3),
        (None, date(2025, 1, 20), 0),
        (None, date(2025, 2, 10), 10),
        # On a day before it came, it was late until that day.
        (date(2025, 2, 20), date(2025, 2, 10), 10),
    ],
)
def test_how_many_days_late_a_report_is(submitted_on, day, days):
    assert lateness(DUE, submitted_on, day) == days
