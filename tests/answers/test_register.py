"""Answers from the register: who signed, which missions, who may claim."""

from itertools import chain

import pytest
from django.utils.translation import gettext as _

from accord.answers.questions import ANSWERS
from accord.lib.register import current
from tests import make
from tests.answers.conftest import address

pytestmark = pytest.mark.django_db
DAY = "2023-09-08"
SLUGS = ["signatures", "missions", "subside"]


def test_every_step_is_told_with_its_date_and_source(reads, register):
    rows = reads(register.lea).rows("signatures", DAY)

    told = {(row["municipality"], row["step"], row["date"]) for row in rows}
    assert ("Ixelles", "Signé", "18 novembre 2021") in told
    assert ("Schaerbeek", "Conclu", "au plus tard en décembre 2022") in told
    assert all("Question écrite" in row["source"] for row in rows)


def test_who_did_not_sign_is_there_with_who_says_so(reads, register):
    rows = reads(register.lea).rows("signatures", DAY)

    [uccle] = [row for row in rows if row["municipality"] == "Uccle"]
    assert uccle["state"] == "Aucun contrat connu"
    assert "aucun contrat" in uccle["step"]
    assert "Question écrite" in uccle["source"]


def test_a_step_that_had_not_come_is_not_told(reads, register):
    rows = reads(register.lea).rows("signatures", "2021-06-30")

    [ixelles] = [row for row in rows if row["municipality"] == "Ixelles"]
    assert ixelles["date"] == "non connu"
    assert "aucune étape" in ixelles["step"]


def test_an_imprecise_day_says_what_would_make_it_known(reads, register):
    page = reads(register.lea).page("signatures", DAY).text

    assert "délibération" in page
    assert "/espace/faits-non-connus/?kind=conclusion" in page


def test_the_matrix_says_chosen_not_chosen_and_not_known(reads, register):
    rows = reads(register.lea).rows("missions", DAY)

    columns = [f"mission-{one.code}" for one in (register.mission, register.other)]
    cells = {row["municipality"]: [row[name] for name in columns] for row in rows}
    assert cells == {
        "Ixelles": ["Retenue", "Non retenue"],
        "Schaerbeek": ["non connu", "non connu"],
    }


def test_what_nobody_told_leads_to_the_form_for_who_records(reads, register):
    form = f"/fr/espace/contrats/{register.loose.pk}/"
    wanted = f"?mission={register.mission.pk}"
    page = reads(register.remy).page("missions", DAY).text
    assert form in page
    assert wanted in page
    assert wanted not in reads(register.lea).page("missions", DAY).text


def test_the_condition_is_answered_with_its_reasons(reads, register):
    rows = reads(register.lea).rows("subside", DAY)

    by_town = {row["municipality"]: row for row in rows}
    ixelles, schaerbeek = by_town["Ixelles"], by_town["Schaerbeek"]
    assert (ixelles["answer"], schaerbeek["answer"]) == ("oui", "on ne peut le dire")
    assert register.mission.title_fr in ixelles["reasons"]
    assert "Le texte signé" in schaerbeek["to_know"]
    assert ixelles["to_know"] == "–"


def test_before_the_signature_nothing_gives_the_right(reads, register):
    rows = reads(register.lea).rows("subside", "2021-02-01")
    assert {row["answer"] for row in rows} == {"non"}


def test_a_draft_is_no_answer(reads, register):
    make.step("council", "2021-10-28", agreement=register.signed, state="draft")
    make.choice(agreement=register.loose, mission=register.mission, state="draft")

    reader = reads(register.rita)
    steps = {row["date"] for row in reader.rows("signatures", DAY)}
    assert "28 octobre 2021" not in steps
    rows = {row["municipality"]: row for row in reader.rows("missions", DAY)}
    assert rows["Schaerbeek"][f"mission-{register.mission.code}"] == "non connu"


@pytest.mark.parametrize("slug", SLUGS)
def test_a_municipality_reads_its_own_rows_everywhere(slug, reads, register):
    reader = reads(register.ines)

    assert {row["municipality"] for row in reader.rows(slug, DAY)} == {"Ixelles"}
    assert {row["municipality_fr"] for row in reader.sheet(slug)} == {"Ixelles"}
    assert "Schaerbeek" not in reader.page(slug, DAY).text


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("language", ["fr", "nl"])
def test_an_empty_register_has_answers_too(language, slug, reads, cast):
    reader = reads(cast.lea)
    page = reader.page(slug, language=language)
    if page.status_code == 302:
        page = reader.client.get(page.url)
    assert page.status_code == 200
    assert reader.pdf(slug).startswith(b"%PDF")
    assert len(reader.sheet(slug)) == len(page.context["rows"])


def test_an_address_of_the_other_language_leads_to_the_same_answer(reads, register):
    reader = reads(register.lea)
    moved = reader.page("opdrachten", DAY)
    assert moved.url == f"{address('detail', 'missions')}?on={DAY}"
    dutch = reader.page("opdrachten", DAY, "nl")
    assert "De opdrachten van elke overeenkomst" in dutch.text
    assert address("detail", "missions") in dutch.text  # the other language


def test_a_day_that_is_none_is_said_and_makes_no_file(reads, register):
    reader = reads(register.lea)
    assert "31/9/2023" in reader.page("missions", "31/9/2023").text
    assert "08/09/2023" in reader.page("missions", "8 septembre 2023").text
    file = reader.client.get(address("xlsx", "missions"), {"on": "31/9/2023"})
    assert file.status_code == 400
    assert reader.client.get(address("pdf", "nothing")).status_code == 404


def test_the_index_cites_the_questions_of_parliament(reads, register):
    page = reads(register.ines).client.get("/fr/espace/reponses/").text
    for number in (982, 1209, 1219):
        assert f"Question écrite n° {number}" in page
    assert "moncode=160799" in page
    assert _("Answers to parliament") in page


@pytest.fixture(params=[1, 200])
def long_register(request, register):
    for _number in range(request.param):
        town = make.organisation()
        one = make.agreement(municipality=town, model=register.model)
        make.step(agreement=one)
        make.choice(agreement=one, mission=register.mission)
    for _number in range(7):
        make.mission(model=register.model, short_fr="Logement", short_nl="Woningen")
    return register


def test_answers_cost_the_same_whatever_their_length(
    long_register, reads, django_assert_max_num_queries
):
    for who in ["ines", "nora", "lea", "remy", "rita"]:
        reader = reads(getattr(long_register, who))
        for slug in SLUGS:
            with django_assert_max_num_queries(8, info=slug):
                page = reader.page(slug, DAY)
            assert len(page.content) <= 40_000, slug


def test_the_index_costs_little(reads, cast, django_assert_max_num_queries):
    reader = reads(cast.lea)
    with django_assert_max_num_queries(8):
        page = reader.client.get("/nl/werkruimte/antwoorden/")
    assert len(page.content) <= 40_000


def test_each_question_that_the_register_names_is_answered():
    codes = {one.code for one in ANSWERS}
    named = [one.answers for one in current().questions]
    assert codes >= set(chain(*named)) != set()
