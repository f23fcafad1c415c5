"""What is committed to, aimed at and reached: what everyone gets, and the house."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from accord.answers.internal import EXPORTS
from accord.framework.models import IndicatorDefinition
from accord.instruments.exports import COMMITMENTS, TARGETS
from accord.instruments.models import Instrument
from accord.monitoring.actions.publishing import publish_period
from accord.monitoring.actions.reporting import correct_result, submit_result
from accord.monitoring.actions.verifying import verify_result
from accord.monitoring.exports import RESULTS
from accord.monitoring.models import Result
from tests.instruments import story as texts
from tests.monitoring import story

pytestmark = pytest.mark.django_db
NAMES = ("commitments", "targets", "results")
TODAY = timezone.localdate()


@pytest.fixture
def made(cast):
    """In force and published, one result verified and one handed in."""
    made = story.in_force(cast)
    story.verified(cast, made, 40)
    submit_result(story.reported(cast, made, 12, period=1), by=cast.ines)
    return made


def published(made, cast):
    publish_period(made.periods[0], by=cast.rita)


def internal(client, name, on=TODAY):
    answer = client.get(
        f"/fr/espace/reponses/fichiers-internes/{name}-internal.json?on={on}"
    )
    assert answer.status_code == 200
    return json.loads(b"".join(answer))["rows"]


def test_the_text_in_force_is_told_in_both_languages(made, rows):
    [row] = rows("commitments")
    assert row["municipality_fr"] == "Ixelles"
    assert row["text_fr"] == made.commitment.text_fr
    assert row["text_nl"] == made.commitment.text_nl
    assert row["document"] == str(made.text.document)
    assert row["commitment"] == str(made.commitment.lineage)
    assert row["on"] == TODAY.isoformat()


def test_each_target_names_its_indicator_period_and_text(made, rows):
    found = rows("targets")
    assert [row["target_value"] for row in found] == [40, 40, 80]
    assert [row["period_fr"] for row in found][-1] is None
    assert {row["set_by"] for row in found} == {0}
    assert {row["indicator"] for row in found} == {made.definition.code}


def test_a_text_is_told_from_the_day_it_took_effect(made, rows):
    before = made.text.in_force_on - timedelta(days=1)
    for name in ("commitments", "targets"):
        assert rows(name, on=before.isoformat()) == []
        assert rows(name, on=made.text.in_force_on.isoformat()) != []
        assert rows(name, on="2031-01-01") == []  # it has ended


def test_a_text_that_is_not_published_is_nobodys(cast, rows):
    made = texts.written(cast)
    texts.agreed(cast, made.text)
    texts.adopted(cast, made.text)
    texts.signed(cast, made.text)
    assert Instrument.objects.get().state == "signed"
    for name in NAMES:
        assert rows(name) == []


def test_a_result_is_public_once_its_figures_are(cast, made, rows):
    assert rows("results") == []
    published(made, cast)

    [row] = rows("results")
    assert (row["value"], row["target_value"]) == (40, 40)
    assert (row["verdict"], row["period_fr"]) == ("achieved", str(made.periods[0]))
    yesterday = TODAY - timedelta(days=1)
    assert rows("results", on=yesterday.isoformat()) == []


def test_a_correction_waits_for_the_next_publication(cast, made, rows):
    published(made, cast)
    first = Result.objects.get(period=made.periods[0])
    second = correct_result(
        first, reason="Counted twice.", value=Decimal(20), by=cast.ines
    )
    submit_result(second, by=cast.ines)
    assert [row["value"] for row in rows("results")] == [40]
    verify_result(second, by=cast.remy)
    assert [row["value"] for row in rows("results")] == [40]
    published(made, cast)
    assert [row["value"] for row in rows("results")] == [20]


def test_an_indicator_that_may_not_be_published_appears_nowhere(cast, made, rows):
    published(made, cast)
    IndicatorDefinition.objects.filter(pk=made.definition.pk).update(is_public=False)
    assert rows("targets") == []
    assert rows("results") == []


def test_the_public_columns_are_the_first_of_the_internal_ones():
    for table in (COMMITMENTS, TARGETS, RESULTS):
        names = EXPORTS[f"{table.name}-internal"].table.names
        assert names[: len(table.names)] == table.names
        assert len(names) > len(table.names)
        for column in EXPORTS[f"{table.name}-internal"].table.written:
            own = column.name in table.names
            assert own != column.description_fr.startswith("Interne")


def test_the_public_never_has_more_than_the_house(cast, made, rows, sign_in):
    published(made, cast)
    client = sign_in(cast.lea)
    for name in NAMES:
        inside = internal(client, name)
        for row in rows(name):
            assert any(row.items() <= one.items() for one in inside), name
    states = {row["state"] for row in internal(client, "results")}
    assert states == {"submitted", "verified"}


def test_no_file_holds_a_person(cast, made, rows, sign_in):
    published(made, cast)
    people = ("ines", "remy", "rita", "example.org", "Municipality (test)")
    client = sign_in(cast.lea)
    for name in NAMES:
        inside = json.dumps([rows(name), internal(client, name)]).lower()
        for person in people:
            assert person.lower() not in inside, (name, person)


def test_a_municipality_has_its_own_rows_and_no_others(cast, made, sign_in):
    for name in NAMES:
        assert internal(sign_in(cast.ines), name) != []
        assert internal(sign_in(cast.nora), name) == []


def test_a_draft_is_its_authors_alone(cast, made, sign_in):
    draft = correct_result(
        Result.objects.get(period=made.periods[0]),
        reason="Counted twice.",
        value=Decimal(999),
        by=cast.ines,
    )
    assert draft.state == "draft"
    found = internal(sign_in(cast.lea), "results")
    assert 999 not in [row["reported_value"] for row in found]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_an_internal_file_is_kept_by_nobody(kind, cast, made, sign_in):
    start = "/fr/espace/reponses/fichiers-internes"
    answer = sign_in(cast.lea).get(f"{start}/results-internal.{kind}")
    assert b"".join(answer)
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Disposition"].startswith("attachment")
    assert sign_in(cast.lea).get(f"{start}/people.{kind}").status_code == 404
    assert sign_in(cast.lea).get(f"{start}/results-internal.txt").status_code == 404


def test_the_page_of_the_internal_files_explains_each_column(cast, made, sign_in):
    page = sign_in(cast.ines).get("/fr/espace/reponses/fichiers-internes/")
    for export in EXPORTS.values():
        for column in export.table.written:
            assert f"<code>{column.name}</code>" in page.text
    day = date(2025, 3, 1)
    dated = sign_in(cast.ines).get(
        "/fr/espace/reponses/fichiers-internes/", {"on": day.isoformat()}
    )
    assert "?on=2025-03-01" in dated.text
    assert len(dated.content) <= 40_000
