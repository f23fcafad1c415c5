"""A referent leaves, and the successor finds everything: on the page and in the PDF."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accord.network.models import Contact, Stake
from accord.referents.actions.posts import end_occupancy, strike_occupancy
from accord.threads.actions import add_remark
from tests import make
from tests.documents.reading import pages
from tests.instruments import story as texts
from tests.monitoring import region
from tests.referents import story

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def followed(cast, how_many=1):
    """An agreement in force with a result due, partners, and a referent who leaves."""
    calendar = make.calendar()
    region.period(calendar, ended=10)
    made = texts.in_force(cast, calendar=calendar)
    agreement = made.text.agreement
    post = story.post(cast, agreement=agreement)
    held = story.held(cast, post, name="Paul")
    end_occupancy(
        held, ends_on=TODAY - timedelta(days=5), reason="retirement", by=cast.ines
    )
    for number in range(how_many):
        partner = make.organisation("cpas", name_fr=f"Partenaire {number}")
        person = Contact.objects.create(
            organisation=partner,
            name=f"Personne {number}",
            email=f"personne-{number}@example.org",
        )
        Stake.objects.create(
            agreement=agreement,
            lineage=made.commitment.lineage,
            kind="commitments",
            part="contributes",
            organisation=partner,
            contact=person,
            starts_on=TODAY,
        )
    cast.made, cast.post, cast.held = made, post, held
    return cast


def sections(page):
    return [one.rows for one in page.context["made"].sections]


def address(held, name="handover"):
    return reverse(f"dashboards:{name}", args=[held.pk])


def test_the_successor_finds_what_was_left(cast, sign_in):
    found = followed(cast)
    person = story.referent(cast, account=cast.ines)
    story.held(cast, found.post, referent=person, starts_on=TODAY)

    page = sign_in(cast.ines).get(address(found.held))
    made = page.context["made"]
    waiting, making, decided, periods, parties = sections(page)
    assert [one.referent for one in made.successors] == [person]
    assert made.vacant_since is None
    assert any(str(found.made.periods[1]) in row.cells[1] for row in waiting)
    assert making == []
    assert any("C/12" in row.cells[0] for row in decided)
    assert any("2026/44" in row.cells[0] for row in decided)
    assert periods
    [party] = parties
    assert party.cells[0] == "Partenaire 0"
    assert party.cells[3] == "personne-0@example.org"
    assert "Partenaire 0" in page.text


def test_a_text_in_the_making_and_a_comment_are_handed_over(cast, sign_in):
    text = texts.draft(cast)
    add_remark(text, text="Combien de logements ?", by=cast.remy)
    post = story.post(cast, agreement=text.agreement)
    held = story.held(cast, post, name="Paul")

    page = sign_in(cast.marc).get(address(held))
    waiting, making, *_rest = sections(page)
    assert [row.cells[0] for row in making] == [str(text)]
    assert any("Combien" in row.cells[1] for row in waiting)


def test_the_document_says_what_the_page_says(cast, sign_in):
    found = followed(cast)
    client = sign_in(cast.ines)

    answer = client.get(address(found.held, "handover_pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    said = " ".join(" ".join(pages(answer.content)).split())
    for rows in sections(client.get(address(found.held))):
        for row in rows:
            assert row.cells[0].split()[0] in said
    assert "Paul" in said
    again = client.get(address(found.held, "handover_pdf"))
    assert again.content == answer.content


def test_a_handover_is_for_both_sides_and_nobody_else(cast, sign_in):
    found = followed(cast)

    for who in (cast.nora, cast.sam, cast.zoe, cast.ada):
        for name in ("handover", "handover_pdf"):
            assert sign_in(who).get(address(found.held, name)).status_code == 404
    strike_occupancy(found.held, reason="Erreur", by=cast.remy)
    assert sign_in(cast.remy).get(address(found.held)).status_code == 404


@pytest.mark.parametrize("how_many", [1, 200])
def test_a_handover_stays_within_the_budget(how_many, cast, sign_in):
    found = followed(cast, how_many)

    for who in ("marc", "ines", "lea", "remy", "rita"):
        client = sign_in(getattr(cast, who))
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address(found.held))
        assert page.status_code == 200
        assert len(queries) <= 12, who
        assert len(page.content) <= 40_960


def test_a_municipality_reads_its_post_beside_what_sources_say(cast, sign_in):
    found = followed(cast)
    story.held(cast, found.post, name="Nora", starts_on=TODAY)

    page = sign_in(cast.marc).get(reverse("dashboards:position"))
    [own] = page.context["own"]
    [(post, held)] = own["posts"]
    assert (post.standing.situation, held[0].referent.name) == ("filled", "Nora")
    assert "Nora" in page.text
