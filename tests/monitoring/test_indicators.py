"""One indicator in figures: totals, targets, municipalities, and the file."""

import csv
import io
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils.translation import override

from accord.monitoring.figures import Key, recomputed
from tests import make
from tests.monitoring import region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("untranslated")]
FIGURES, FILE = "monitoring:indicator_figures", "monitoring:indicator_csv"


@pytest.fixture
def made(cast):
    """Ixelles reports 12 then 9, Schaerbeek 10 then nothing; a draft counts not."""
    model, calendar = make.model_agreement(), make.calendar()
    definition = make.definition(mission=make.mission(model=model, code="vacancy"))
    last = region.period(calendar, ended=10)
    before = region.period(calendar, ended=191)
    series = []
    texts = [
        region.signed(town, calendar, model=model)
        for town in (cast.ixelles, cast.schaerbeek)
    ]
    for text in texts:
        under = region.commitment(text, definition.mission)
        series.append(region.indicator(under, definition, before, last))
    region.result(series[0], before, 12, cast.ines, state="verified")
    region.result(series[0], last, 9, cast.ines)
    region.result(series[1], before, 10, cast.nora)
    region.result(series[1], last, 7, cast.nora, state="draft", submitted_on=None)
    region.frozen(*texts)
    return SimpleNamespace(
        definition=definition, last=last, before=before, series=series, texts=texts
    )


def told(page):
    return [
        (
            one.period,
            one.total.amount.value if one.total.amount else None,
            one.total.reported,
            one.total.expected,
            one.target.amount.value if one.target.amount else None,
        )
        for one in page.context["shown"].totals
    ]


def test_the_regions_total_stands_beside_how_many_reported(sign_in, cast, made):
    page = sign_in(cast.lea).get(reverse(FIGURES, args=[made.definition.pk]))

    assert told(page) == [(made.last, 9, 1, 2, 20), (made.before, 22, 2, 2, 20)]
    shown = page.context["shown"]
    overall = shown.overall  # 12 and 9 in Ixelles, 10 in Schaerbeek
    assert (overall.amount.value, overall.reported, overall.expected) == (31, 2, 2)
    assert [line.municipality for line in shown.lines] == [
        cast.ixelles,
        cast.schaerbeek,
    ]
    assert [[one.words for one in cell] for cell in shown.lines[1].cells] == [
        [""],
        ["10\xa0logements"],
    ]


def test_the_total_is_the_one_that_is_recomputed_row_by_row(sign_in, cast, made):
    page = sign_in(cast.lea).get(reverse(FIGURES, args=[made.definition.pk]))

    for one in page.context["shown"].totals:
        again = recomputed(one.period, states=("submitted", "verified"))
        assert one.total == again[Key(made.definition.pk, None)]


def test_a_municipality_reads_its_own_share_only(sign_in, cast, made):
    page = sign_in(cast.nora).get(reverse(FIGURES, args=[made.definition.pk]))

    assert told(page) == [(made.last, None, 0, 1, 10), (made.before, 10, 1, 1, 10)]
    assert "Ixelles" not in page.text
    file = sign_in(cast.nora).get(reverse(FILE, args=[made.definition.pk]))
    assert {row["municipality_fr"] for row in rows_of(file)} == {"Schaerbeek"}


def test_shares_are_summed_by_their_parts(sign_in, cast):
    model, calendar = make.model_agreement(), make.calendar()
    definition = make.definition(
        mission=make.mission(model=model),
        value_kind="ratio",
        numerator_label_fr="Logements",
        numerator_label_nl="Woningen",
        denominator_label_fr="Tous",
        denominator_label_nl="Alle",
        unit_fr="",
        unit_nl="",
        reported_as="stock",
        targets_stated_as="to_date",
        territory_rollup="ratio_of_sums",
    )
    last = region.period(calendar)
    for town, parts in ((cast.ixelles, (1, 10)), (cast.schaerbeek, (30, 90))):
        text = region.signed(town, calendar, model=model)
        series = region.indicator(
            region.commitment(text, definition.mission), definition
        )
        region.result(
            series,
            last,
            None,
            cast.ines,
            no_data_reason="",
            numerator=Decimal(parts[0]),
            denominator=Decimal(parts[1]),
        )
    page = sign_in(cast.lea).get(reverse(FIGURES, args=[definition.pk]))

    [total] = page.context["shown"].totals
    assert total.result_said.startswith("31\xa0%")  # not the mean of 10 and 33


def rows_of(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_file_has_every_result_handed_in_with_its_target(sign_in, cast, made):
    answer = sign_in(cast.lea).get(reverse(FILE, args=[made.definition.pk]))

    assert answer["Content-Type"].startswith("text/csv")
    assert [
        (row["municipality_nl"], row["value"], row["target_value"], row["state"])
        for row in rows_of(answer)
    ] == [
        ("Elsene", "12", "10", "verified"),
        ("Elsene", "9", "10", "submitted"),
        ("Schaarbeek", "10", "10", "submitted"),
    ]


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_page_speaks_the_readers_language(language, sign_in, cast, made):
    with override(language):
        page = sign_in(cast.lea).get(reverse(FIGURES, args=[made.definition.pk]))
    assert getattr(made.definition, f"name_{language}") in page.text
    assert getattr(cast.schaerbeek, f"name_{language}") in page.text


@pytest.mark.parametrize("how_many", [1, 200])
def test_the_page_costs_the_same_whatever_it_counts(
    how_many, sign_in, cast, django_assert_max_num_queries
):
    model, calendar = make.model_agreement(), make.calendar()
    definition = make.definition(mission=make.mission(model=model))
    periods = [region.period(calendar, ended=10 + 181 * one) for one in range(5)]
    for number in range(how_many):
        town = make.organisation() if number else cast.ixelles
        text = region.signed(town, calendar, model=model)
        under = region.commitment(text, definition.mission)
        series = region.indicator(under, definition, *periods)
        for period in periods[: 1 + number % 5]:
            region.result(series, period, 9, cast.ines)
    for who in ["rita", "remy", "lea", "ines", "sam", "ada"]:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(12, info=who):
            page = client.get(reverse(FIGURES, args=[definition.pk]))
        assert len(page.content) <= 40_000
