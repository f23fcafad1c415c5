"""Dates as sources give them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.lib.imprecise import Answer, ImpreciseDate, Kind, Point


@pytest.mark.parametrize(
    ("text", "kind", "earliest", "latest"),
    [
        ("2021-11-18", Kind.DAY, date(2021, 11, 18), date(2021, 11, 18)),
        ("2021-11", Kind.MONTH, date(2021, 11, 1), date(2021, 11, 30)),
        ("2024-02", Kind.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
        ("2021", Kind.YEAR, date(2021, 1, 1), date(2021, 12, 31)),
        ("[..2022-12]", Kind.BY, None, date(2022, 12, 31)),
        ("[2023-01..]", Kind.SINCE, date(2023, 1, 1), None),
        (
            "[2023-01..2023-09-08]",
            Kind.BETWEEN,
            date(2023, 1, 1),
            date(2023, 9, 8),
        ),
        ("", Kind.UNKNOWN, None, None),
    ],
)
def test_reads_what_a_source_says(text, kind, earliest, latest):
    said = ImpreciseDate.parse(text)

    assert (said.kind, said.earliest, said.latest) == (kind, earliest, latest)
    assert str(said) == text


@pytest.mark.parametrize(
    "text",
    ["12/2022", "2022-13", "2022-02-30", "[..]", "[2023..2022]", "soon", "2022-1"],
)
def test_refuses_what_is_not_a_date_in_words(text):
    with pytest.raises(ValueError, match="2022-12-12"):
        ImpreciseDate.parse(text)


def test_concluded_by_december_is_certain_then_and_open_in_october():
    concluded = ImpreciseDate.parse("[..2022-12]")

    assert concluded.had_come(date(2022, 12, 31)) == Answer.YES
    assert concluded.had_come(date(2022, 12, 30)) == Answer.UNKNOWN
    assert concluded.had_come(date(2022, 10, 1)) == Answer.UNKNOWN


def test_signed_in_november_was_not_signed_in_october():
    signed = ImpreciseDate.parse("2021-11")

    assert signed.had_come(date(2021, 10, 31)) == Answer.NO
    assert signed.had_come(date(2021, 11, 1)) == Answer.UNKNOWN
    assert signed.had_come(date(2021, 11, 30)) == Answer.YES


points = st.one_of(
    st.dates(date(1800, 1, 1)).map(lambda day: Point(day.year, day.month, day.day)),
    st.dates(date(1800, 1, 1)).map(lambda day: Point(day.year, day.month)),
    st.integers(1800, 2999).map(Point),
)


@given(points, points, st.dates(date(1800, 1, 1), date(2999, 1, 1)))
def test_an_answer_never_turns_back(one, other, day):
    """Whatever is known: no, then cannot be said, then yes; and it reads back."""
    start, end = sorted((one, other), key=lambda point: (point.first, point.last))
    if start.first > end.last:
        return
    said = ImpreciseDate(start, end)
    order = [Answer.NO, Answer.UNKNOWN, Answer.YES]

    assert ImpreciseDate.parse(str(said)) == said
    later = date(day.year + 1, 1, 1)
    assert order.index(said.had_come(day)) <= order.index(said.had_come(later))
