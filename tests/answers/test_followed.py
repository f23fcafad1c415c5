"""Answers from what was agreed and reported: targets against results, who was late."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from accord.instruments.actions.opening import open_amendment
from accord.instruments.models import Target
from accord.instruments.rules import Kind
from accord.monitoring.actions.reporting import submit_result
from accord.monitoring.models import Result, Verification
from tests import make
from tests.answers.many import followed
from tests.documents.reading import pages
from tests.instruments import story as texts
from tests.monitoring import story

pytestmark = pytest.mark.django_db
TARGETS, LATENESS = "objectifs-resultats", "retards"
SLUGS = [TARGETS, LATENESS]
TODAY = timezone.localdate()


@pytest.fixture
def made(cast):
    return story.in_force(cast)


def told(rows, period):
    return next(row for row in rows if row["period"] == str(period))


def test_a_verified_result_stands_beside_its_target(cast, made, reads):
    story.verified(cast, made, 40)
    rows = reads(cast.lea).rows(TARGETS)

    row = told(rows, made.periods[0])
    assert (row["municipality"], row["mission"]) == ("Ixelles", made.mission.title_fr)
    assert (row["target"], row["result"]) == ("40\xa0logements", "40\xa0logements")
    assert (row["state"], row["set_by"]) == ("vérifié", Kind.CONTRACT.label)
    assert row["definition"] == made.definition.definition_fr
    assert str(made.text.document) in row["source"]


def test_what_is_not_verified_is_no_result_and_not_zero(cast, made, reads):
    draft = story.reported(cast, made, 12)
    reader = reads(cast.lea)
    assert told(reader.rows(TARGETS), made.periods[0])["state"] == "non remis"

    submit_result(draft, by=cast.ines)
    row = told(reader.rows(TARGETS), made.periods[0])
    assert (row["result"], row["state"]) == ("non connu", "remis, pas encore vérifié")
    assert row["to_know"] == "La vérification du résultat par la Région."


def test_a_result_is_told_from_the_day_it_was_verified(cast, made, reads):
    story.verified(cast, made, 40)
    yesterday = TODAY - timedelta(days=1)
    rows = reads(cast.lea).rows(TARGETS, yesterday.isoformat())
    assert told(rows, made.periods[0])["result"] == "non connu"


def test_the_short_answer_says_how_many_figures_came_of_how_many(cast, made, reads):
    story.verified(cast, made, 40)
    said = reads(cast.lea).page(TARGETS).context["sheet"].said
    assert said[0].startswith(
        f"{made.mission.title_fr} – chiffres remis\u00a0: 1 sur 2"
    )


def test_over_the_whole_time_the_last_total_counts(cast, made, reads):
    story.verified(cast, made, 40)
    story.verified(cast, made, 25, period=1)
    [overall] = [
        row
        for row in reads(cast.lea).rows(TARGETS)
        if row["period"] == "toute la durée"
    ]
    assert (overall["target"], overall["result"]) == (
        "80\xa0logements",
        "65\xa0logements",
    )


def test_results_that_no_target_on_the_page_speaks_of_are_not_read(
    cast, reads, monkeypatch
):
    """However long the history: those of other periods cost the page nothing."""
    texts_of = followed(cast, 2)
    reader, read, made_of = reads(cast.lea), [], Result.from_db

    def count(*row):
        read.append(row)
        return made_of(*row)

    monkeypatch.setattr(Result, "from_db", count)

    def how_many():
        read.clear()
        return reader.rows(TARGETS, "2026-01-31"), len(read)

    before = how_many()
    assert before[1] == 2
    [first, *_others] = Result.objects.order_by("pk")
    for year in range(2000, 2012):
        period = make.period(date(year, 1, 1), calendar=texts_of.period.calendar)
        Result.objects.create(
            series=first.series,
            period=period,
            state="verified",
            value=Decimal(1),
            submitted_on=date(2025, 8, 1),
            author=cast.ines,
            organisation=first.organisation,
        )
    assert how_many() == before


def test_an_amendment_moves_no_target_of_a_period_behind_it(cast, made, reads):
    story.verified(cast, made, 40)
    amendment = open_amendment(
        made.text,
        lineages=[str(one.lineage) for one in made.targets],
        reason_fr="Moins de logements.",
        reason_nl="Minder woningen.",
        by=cast.remy,
    )
    for target in Target.objects.of(amendment):
        Target.objects.filter(pk=target.pk).update(value=Decimal(7), set_by=amendment)
    texts.agreed(cast, amendment)
    texts.adopted(cast, amendment)
    texts.signed(cast, amendment, on=TODAY)

    rows = reads(cast.lea).rows(TARGETS)
    past = [told(rows, period) for period in made.periods]
    assert [row["target"] for row in past] == ["40\xa0logements", "40\xa0logements"]
    [overall] = [row for row in rows if row["period"] == "toute la durée"]
    assert (overall["target"], overall["set_by"]) == (
        "7\xa0logements",
        f"{Kind.AMENDMENT.label} 1",
    )


def test_who_reported_late_is_told_with_the_days(cast, made, reads):
    story.verified(cast, made, 40)
    first, second = made.periods
    rows = reads(cast.lea).rows(LATENESS)

    row = told(rows, first)
    assert (row["expected"], row["reported"]) == ("1", "1")
    assert row["days_late"].replace("\u202f", "") == str((TODAY - first.due_on).days)
    assert row["state"] == "remis en retard"
    missing = told(rows, second)
    assert (missing["reported"], missing["complete_on"]) == ("0", "–")
    assert missing["state"] == "pas encore remis, en retard"
    assert missing["to_know"]


def test_on_the_due_day_nobody_is_late(cast, made, reads):
    first, _second = made.periods
    rows = reads(cast.lea).rows(LATENESS, first.due_on.isoformat())
    [row] = rows
    assert (row["state"], row["days_late"]) == ("pas encore attendu", "–")


def test_a_report_that_was_sent_back_keeps_the_day_it_came(cast, made, reads):
    result = story.verified(cast, made, 40)
    in_time = made.periods[0].due_on
    noon = timezone.make_aware(datetime.combine(in_time, time(12)))
    Verification.objects.create(
        result=result,
        outcome="returned",
        comment="Which streets?",
        verifier=cast.remy,
        organisation=cast.region,
        at=noon,
    )

    row = told(reads(cast.lea).rows(LATENESS), made.periods[0])
    assert (row["state"], row["days_late"]) == ("remis à temps", "0")


def test_an_agreement_whose_text_is_not_kept_says_so(cast, reads):
    agreement = make.agreement(municipality=cast.ixelles)
    make.step("signature", "2021-11-18", agreement=agreement)
    for slug in SLUGS:
        [row] = reads(cast.lea).rows(slug)
        assert row["municipality"] == "Ixelles"
        assert row["to_know"] == "Le texte signé du contrat, enregistré dans Accord."
        assert row["state"] == "non connu"


@pytest.mark.parametrize("slug", SLUGS)
def test_a_municipality_reads_its_own_rows(slug, cast, made, reads):
    story.verified(cast, made, 40)
    assert len(reads(cast.ines).rows(slug)) >= 2
    assert reads(cast.nora).rows(slug) == []
    assert reads(cast.nora).sheet(slug, TODAY.isoformat()) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_the_files_say_what_the_page_says(slug, cast, made, reads):
    story.verified(cast, made, 40)
    reader = reads(cast.lea)
    rows, sheet = reader.rows(slug), reader.sheet(slug, TODAY.isoformat())
    assert len(rows) == len(sheet) >= 2
    for row, line in zip(rows, sheet, strict=True):
        for name in ("municipality", "period", "state", "source"):
            assert line[f"{name}_fr"] == row[name]
    assert reader.pdf(slug, TODAY.isoformat()).startswith(b"%PDF")


@pytest.mark.parametrize("how_many", [1, 200])
def test_answers_cost_the_same_whatever_is_followed(
    how_many, cast, reads, django_assert_max_num_queries
):
    made = followed(cast, how_many)
    for who in ["ines", "lea", "rita"]:
        reader = reads(getattr(cast, who))
        for slug in SLUGS:
            with django_assert_max_num_queries(8, info=slug):
                page = reader.page(slug)
            assert len(page.content) <= 40_000, slug
        if who == "lea":
            assert len(reader.sheet(TARGETS, TODAY.isoformat())) == how_many
            rows = reader.sheet(LATENESS, date(2025, 12, 31).isoformat())
            assert [row["state_fr"] for row in rows] == ["remis à temps"] * how_many
            assert len(made.texts) == how_many


def test_on_paper_what_many_rows_say_alike_is_said_once(cast, made, reads):
    reader = reads(cast.lea)
    rows = reader.rows(TARGETS)
    drawn = "".join(pages(reader.pdf(TARGETS, TODAY.isoformat())))

    assert len(rows) == 3  # two periods, and the whole time
    definition = made.definition
    for said in (definition.definition_fr, definition.definition_nl, "Source:"):
        assert drawn.count("".join(said.split())) == 1
    # In the cell that goes on over its rows, and nowhere else.
    for said in (definition.name_fr, definition.name_nl):
        assert drawn.count("".join(said.split())) == 1
