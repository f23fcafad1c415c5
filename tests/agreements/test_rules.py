"""What follows from dated facts: the rules alone, and the same answers from SQL."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.agreements.derive import derive
from accord.agreements.models import Agreement, MissionChoice, Step
from accord.agreements.querysets import AT_LEAST_CONCLUDED
from accord.agreements.rules import (
    Chosen,
    Milestone,
    Reason,
    State,
    Statement,
    StepKind,
    Window,
    chosen,
    evaluate,
    right_to_subsidy,
    state_on,
    window,
    windows,
)
from accord.framework.models import Condition, ConditionMission, Mission
from accord.lib.imprecise import Answer, ImpreciseDate
from tests import make

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
FIRST, LAST = date(2021, 1, 1), date(2024, 12, 31)

PURE = settings(derandomize=True, deadline=None, max_examples=200)
STORED = settings(
    derandomize=True,
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

# Dates as people write them, between 2021 and 2024.

days = st.dates(FIRST, LAST)
points = days.flatmap(
    lambda day: st.sampled_from([f"{day}", f"{day:%Y-%m}", f"{day:%Y}"])
)


def between(pair):
    first, last = sorted(pair)
    return f"[{first}..{last}]"


written = st.one_of(
    points,
    points.map(lambda point: f"[..{point}]"),
    points.map(lambda point: f"[{point}..]"),
    st.tuples(days, days).map(between),
    st.just(""),
)
statements = st.builds(
    Statement,
    kind=st.sampled_from(StepKind.values),
    when=written.map(ImpreciseDate.parse),
    said_on=st.none() | days,
)
of_one_kind = st.lists(statements, min_size=1, max_size=4)


def parse(text, said_on=None, kind="council"):
    return Statement(kind, ImpreciseDate.parse(text), said_on)


# A milestone


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["2022-12-12"], Window(date(2022, 12, 12), date(2022, 12, 12))),
        (["2022-12"], Window(date(2022, 12, 1), date(2022, 12, 31))),
        (["[..2022-12]"], Window(date(2021, 3, 1), date(2022, 12, 31))),
        (["[2023-01..]"], Window(date(2023, 1, 1), None)),
        ([""], Window(date(2021, 3, 1), None)),
        # Statements that can all be true narrow each other.
        (["2021-11", "[..2022-03]"], Window(date(2021, 11, 1), date(2021, 11, 30))),
        (["2022", "[2022-06..]"], Window(date(2022, 6, 1), date(2022, 12, 31))),
        # Those that exclude each other widen to all that any of them allows.
        (
            ["2021-11", "2022-03"],
            Window(date(2021, 11, 1), date(2022, 3, 31), is_disputed=True),
        ),
        (
            ["2021-11", "[2022-03..]"],
            Window(date(2021, 11, 1), None, is_disputed=True),
        ),
        ([], Window()),
    ],
)
def test_statements_make_one_window(said, expected):
    told = [parse(text) for text in said]
    assert window(told, not_before=date(2021, 3, 1)) == expected


def test_a_step_without_a_date_had_happened_when_the_source_spoke():
    told = [parse("", said_on=date(2023, 9, 8))]
    assert window(told, not_before=None).certain_from == date(2023, 9, 8)


@PURE
@given(of_one_kind, days)
def test_an_answer_is_true_of_every_day_the_statements_allow(told, day):
    """Against the plain reading: the days that all, or else any, statements allow."""
    bounds = {day} | {one.when.earliest or day for one in told}
    bounds |= {one.latest or day for one in told}
    around = [one + timedelta(number) for one in bounds for number in (-1, 0, 1)]
    horizon = [date(2000, 1, 1), *around, date(2040, 1, 1)]

    def allows(one, that_day):
        start, end = one.when.earliest, one.latest
        return (not start or start <= that_day) and (not end or that_day <= end)

    together = [one for one in horizon if all(allows(said, one) for said in told)]
    known = window(told, not_before=None)
    assert known.is_disputed == (not together)
    possible = together or [
        one for one in horizon if any(allows(said, one) for said in told)
    ]
    if known.reached(day) == YES:
        assert all(one <= day for one in possible)
    elif known.reached(day) == NO:
        assert all(one > day for one in possible)
    else:
        assert any(one > day for one in possible)


@PURE
@given(of_one_kind, days, st.integers(1, 900))
def test_what_was_reached_once_stays_reached(told, day, later):
    order = [NO, UNKNOWN, YES]
    known = window(told, not_before=FIRST)
    before, after = known.reached(day), known.reached(day + timedelta(later))
    assert order.index(before) <= order.index(after)


@PURE
@given(st.lists(statements, max_size=5), days, st.randoms(use_true_random=False))
def test_the_order_in_which_sources_speak_changes_nothing(told, day, random):
    shuffled = random.sample(told, len(told))
    first = windows(told, not_before=FIRST)
    assert windows(shuffled, not_before=FIRST) == first
    assert windows(told + told, not_before=FIRST) == first


def test_a_further_step_that_may_have_come_leaves_the_state_open():
    told = [
        parse("2022-11", kind="council"),
        parse("[..2022-12]", kind="concluded"),
    ]
    known = windows(told, not_before=date(2021, 3, 1))

    assert state_on(date(2021, 2, 28), known) == State.NONE
    assert state_on(date(2022, 11, 30), known) == State.UNKNOWN
    assert state_on(date(2022, 12, 31), known) == State.CONCLUDED


# The same from the database


def stored(municipality, told, not_before="2021-03"):
    """An agreement with these steps published, and one draft that says otherwise."""
    agreement = make.agreement(
        municipality=municipality, model=make.model_agreement(date=not_before)
    )
    for one in told:
        Step.objects.create(
            agreement=agreement,
            kind=one.kind,
            date=one.when,
            source=make.source(date=one.said_on or ""),
            state="published",
        )
    for state in ("draft", "struck"):
        Step.objects.create(
            agreement=agreement,
            kind="end",
            date="2021-01-01",
            source=make.source(),
            state=state,
            struck_reason="Mistake",
        )
    derive(agreement.pk)
    return agreement


@pytest.mark.engine
@STORED
@given(told=st.lists(statements, max_size=5), asked=st.lists(days, min_size=3))
def test_sql_gives_the_same_answers_as_the_rules(told, asked, cast):
    agreement = stored(make.organisation(), told)
    known = windows(told, not_before=date(2021, 3, 1))
    for day in asked:
        row = Agreement.objects.as_of(day).get(pk=agreement.pk)
        certain = [one for one in Milestone if known[one].reached(day) == YES]
        answers = {known[one].reached(day) for one in AT_LEAST_CONCLUDED}
        expected = next(one for one in (YES, UNKNOWN, NO) if one in answers)

        assert row.state_on_day == state_on(day, known)
        assert row.at_least == (certain[-1] if certain else State.NONE)
        assert row.concluded_on_day == expected
        assert row.state_on_day == state_on(day, row.windows)
        assert row.ended_on_day == known[Milestone.ENDED].reached(day)


@pytest.mark.engine
@STORED
@given(
    answers=st.lists(
        st.lists(st.sampled_from(["chosen", "not_chosen"]), max_size=2),
        max_size=3,
    ),
    at_least=st.none() | st.integers(1, 4),
)
def test_sql_gives_the_same_right_to_the_subsidy_as_the_rules(answers, at_least, cast):
    """``answers``: what sources say of each mission that conditions it."""
    agreement = stored(make.organisation(), [parse("2022", kind="signature")])
    make.mission(model=agreement.model)  # one that conditions nothing
    conditions = {}
    for said in answers:
        mission = make.mission(model=agreement.model, conditions_subsidy=True)
        conditions[mission.code] = chosen(said)
        for answer in said:
            make.choice(answer, agreement=agreement, mission=mission)
        make.choice("chosen", agreement=agreement, mission=mission, state="draft")
    Condition.objects.filter(model=agreement.model).update(at_least=at_least)
    dropped = make.mission(model=agreement.model, conditions_subsidy=bool(answers))
    ConditionMission.objects.filter(mission=dropped).update(is_removed=True)

    expected = evaluate(YES, conditions, at_least).answer == YES
    one = Agreement.objects.filter(pk=agreement.pk)
    missions = Mission.objects.filter(model=agreement.model).for_table()
    together = [(one, conditions.get(one.code, Chosen.UNKNOWN)) for one in missions]

    assert (right_to_subsidy(YES, together).answer == YES) == expected
    assert one.with_all_conditions().exists() == expected
    assert one.position(date(2023, 1, 1))["eligible"] == int(expected)
    assert one.position(date(2021, 12, 31))["eligible"] == 0
    # Of the next: it may be concluded, so no right is certain.
    assert one.position(date(2022, 6, 1))["eligible"] == 0


def test_deriving_again_changes_nothing(cast):
    stored(cast.ixelles, [parse("2022"), parse("[..2022-03]", kind="signature")])
    assert derive() == 0
    Step.objects.filter(kind="council").update(state="struck", struck_reason="x")
    assert derive() == 1
    assert Agreement.objects.get().adopted_from is None


# Missions and the right to the subsidy


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([], Chosen.UNKNOWN),
        (["chosen"], Chosen.CHOSEN),
        (["chosen", "chosen"], Chosen.CHOSEN),
        (["not_chosen"], Chosen.NOT_CHOSEN),
        (["chosen", "not_chosen"], Chosen.DISPUTED),
    ],
)
def test_sources_together_say_one_thing_of_a_mission(said, expected):
    assert chosen(said) == expected


CHOSEN, REFUSED = Chosen.CHOSEN, Chosen.NOT_CHOSEN
OPEN, DISPUTED = Chosen.UNKNOWN, Chosen.DISPUTED


@pytest.mark.parametrize(
    ("concluded", "conditions", "answer", "reason", "in_the_way"),
    [
        (YES, [CHOSEN, CHOSEN, CHOSEN], YES, Reason.ALL_CHOSEN, ()),
        (YES, [CHOSEN, CHOSEN, OPEN], UNKNOWN, Reason.NOT_KNOWN, ("c",)),
        (YES, [DISPUTED, CHOSEN, OPEN], UNKNOWN, Reason.NOT_KNOWN, ("a", "c")),
        (YES, [REFUSED, CHOSEN, OPEN], NO, Reason.NOT_CHOSEN, ("a",)),
        (YES, [], UNKNOWN, Reason.NO_CONDITION_KNOWN, ()),
        (NO, [CHOSEN, CHOSEN, CHOSEN], NO, Reason.NOT_CONCLUDED, ()),
        (NO, [], NO, Reason.NOT_CONCLUDED, ()),
        (UNKNOWN, [CHOSEN, CHOSEN, CHOSEN], UNKNOWN, Reason.MAY_BE_CONCLUDED, ()),
        (UNKNOWN, [CHOSEN, OPEN, CHOSEN], UNKNOWN, Reason.MAY_BE_CONCLUDED, ("b",)),
        (UNKNOWN, [CHOSEN, REFUSED, CHOSEN], NO, Reason.NOT_CHOSEN, ("b",)),
    ],
)
def test_the_right_to_the_subsidy(concluded, conditions, answer, reason, in_the_way):
    found = evaluate(concluded, dict(zip("abc", conditions, strict=False)))

    assert (found.answer, found.reason, found.missions) == (answer, reason, in_the_way)


@pytest.mark.parametrize(
    ("concluded", "conditions", "at_least", "answer", "reason", "in_the_way"),
    [
        (YES, [CHOSEN, CHOSEN, OPEN], 2, YES, Reason.ENOUGH_CHOSEN, ()),
        (YES, [CHOSEN, REFUSED, REFUSED], 1, YES, Reason.ENOUGH_CHOSEN, ()),
        (YES, [CHOSEN, REFUSED, OPEN], 2, UNKNOWN, Reason.ENOUGH_NOT_KNOWN, ("c",)),
        (YES, [DISPUTED, CHOSEN, REFUSED], 2, UNKNOWN, Reason.ENOUGH_NOT_KNOWN, ("a",)),
        (YES, [CHOSEN, REFUSED, REFUSED], 2, NO, Reason.TOO_FEW_CHOSEN, ("b", "c")),
        (YES, [CHOSEN, CHOSEN], 3, NO, Reason.TOO_FEW_CHOSEN, ()),
        (YES, [], 1, UNKNOWN, Reason.NO_CONDITION_KNOWN, ()),
        (UNKNOWN, [CHOSEN, OPEN], 1, UNKNOWN, Reason.MAY_BE_CONCLUDED, ()),
        (NO, [CHOSEN, CHOSEN], 1, NO, Reason.NOT_CONCLUDED, ()),
    ],
)
def test_some_of_the_missions_may_be_enough(
    concluded, conditions, at_least, answer, reason, in_the_way
):
    found = evaluate(concluded, dict(zip("abc", conditions, strict=False)), at_least)

    assert (found.answer, found.reason, found.missions) == (answer, reason, in_the_way)


@PURE
@given(
    said=st.lists(st.sampled_from(Chosen), min_size=1, max_size=4),
    at_least=st.none() | st.integers(1, 5),
)
def test_an_answer_is_what_every_way_to_fill_the_unknown_gives(said, at_least):
    """Against the plain reading: all the ways in which what is open may turn out."""
    ways = product(
        *([one] if one in (CHOSEN, REFUSED) else [CHOSEN, REFUSED] for one in said)
    )
    wanted = len(said) if at_least is None else at_least
    outcomes = {way.count(CHOSEN) >= wanted for way in ways}
    expected = {(True,): YES, (False,): NO}.get(tuple(outcomes), UNKNOWN)

    found = evaluate(YES, dict(zip("abcd", said, strict=False)), at_least)

    assert found.answer == expected


def test_the_reasons_name_the_missions():
    with override("en"):
        found = evaluate(
            YES, {"Land": CHOSEN, "Rents": REFUSED, "Empty": OPEN, "Old": DISPUTED}, 2
        )
        assert found.reasons == [
            "The agreement is concluded.",
            "At least 2 of 4 missions are required.",
            "Chosen: Land.",
            "Not chosen: Rents.",
            "Sources disagree on: Old.",
            "Not known: Empty.",
        ]
        assert evaluate(NO, {}).reasons == [
            "No agreement is concluded.",
            "The missions that condition the subsidy are not known.",
        ]
        assert evaluate(YES, {"a": CHOSEN}).reasons[1] == (
            "All of 1 missions are required."
        )


def test_choices_are_counted_as_what_they_say_together(cast):
    model = make.model_agreement()
    mission = make.mission(model=model)
    for said in (["chosen"], ["chosen"], ["not_chosen"], ["chosen", "not_chosen"], []):
        agreement = make.agreement(model=model)
        for answer in said:
            make.choice(answer, agreement=agreement, mission=mission)
    make.choice(agreement=agreement, mission=mission, state="draft")

    counts = Agreement.objects.public().counts_by_choice(mission)

    assert counts == {"chosen": 2, "not_chosen": 1, "disputed": 1, "unknown": 1}
    takers = Agreement.objects.public().with_mission(mission.code)
    assert takers.count() == counts["chosen"]
    assert MissionChoice.objects.public().count() == 5
