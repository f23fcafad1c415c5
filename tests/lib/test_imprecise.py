"""Dates as sources give them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.lib.imprecise import ImpreciseDate, Kind, Point


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
    [
        *("12/2022", "2022-13", "2022-02-30", "[..]", "[2023..2022]", "soon", "2022-1"),
        *("2022-00", "2022-00-12", "2022-12-00"),
    ],
)
def test_refuses_what_is_not_a_date_in_words(text):
    with pytest.raises(ValueError, match="2022-12-12"):
        ImpreciseDate.parse(text)


points = st.one_of(
    st.dates(date(1800, 1, 1)).map(lambda day: Point(day.year, day.month, day.day)),
    st.dates(date(1800, 1, 1)).map(lambda day: Point(day.year, day.month)),
    st.integers(1800, 2999).map(Point),
)


@given(points, points)
def test_what_is_written_reads_back(one, other):
    start, end = sorted((one, other), key=lambda point: (point.first, point.last))
    if start.first <= end.last:
        said = ImpreciseDate(start, end)
        assert ImpreciseDate.parse(str(said)) == said
