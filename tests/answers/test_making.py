"""Long answers as documents: asked for, made by the worker, kept for its readers."""

from datetime import date
from unittest import mock

import pytest
from django.core.cache import caches

from accord.answers import files, making, paper
from accord.answers.making import Stage
from accord.answers.questions import ANSWERS
from accord.directory.models import Membership, Role
from accord.journal.models import trace
from accord.lib.errors import Refused
from tests import make
from tests.answers.conftest import address
from tests.documents.reading import pages
from tests.notifications.working import work_off

pytestmark = pytest.mark.django_db
SLUG, DAY = "missions", "2023-09-08"
PAGE, FILE = address("document", SLUG), address("pdf", SLUG)


@pytest.fixture
def long(register, monkeypatch):
    """An answer of which each row is one too many to be waited for."""
    monkeypatch.setattr(making, "AT_ONCE", 0)
    return register


def asked(client):
    """The page that one comes to who asks for the file; then its button."""
    page = client.get(FILE, {"on": DAY}, follow=True)
    return client.post(page.redirect_chain[-1][0])


def change(register):
    """Someone changes something in the register."""
    trace(register.signed, by=register.remy, verb="agreements.add_note", changes={})


def test_a_long_document_is_asked_for_made_and_fetched(long, sign_in):
    client = sign_in(long.lea)
    page = client.get(FILE, {"on": DAY}, follow=True)
    assert "Produire le document" in page.content.decode()

    way = asked(client)["Location"]
    waiting = client.get(way).content.decode()
    assert "attend son tour" in waiting
    assert "<progress" in waiting
    assert '<noscript><meta http-equiv="refresh"' in waiting

    work_off()
    ready = client.get(way)
    assert "Le document est prêt" in ready.content.decode()
    assert "<progress" not in ready.content.decode()
    pdf = client.get(FILE, {"on": DAY})
    assert pdf["Content-Type"] == "application/pdf"
    assert "Ixelles" in "".join(pages(pdf.content))


def test_the_next_asker_has_it_and_nobody_who_reads_otherwise(long, sign_in):
    asked(sign_in(long.lea))
    work_off()
    colleague = make.person(Role.READER, long.region)
    with mock.patch.object(files, "document", side_effect=AssertionError):
        assert sign_in(colleague).get(FILE, {"on": DAY}).status_code == 200
        # Of another part, language or day, it is another document.
        for person in (long.marc, long.nora, long.remy):
            assert sign_in(person).get(FILE, {"on": DAY}).status_code == 302
        reader = sign_in(long.lea)
        assert reader.get(FILE, {"on": "2023-09-07"}).status_code == 302
        assert reader.get(address("pdf", SLUG, "nl"), {"on": DAY}).status_code == 302


def test_it_says_how_far_it_is(long, sign_in):
    client, seen = sign_in(long.lea), []
    way = asked(client)["Location"]
    tell = making.Wanted.tell

    def telling(document, stage, **more):
        tell(document, stage, **more)
        seen.append((stage, more, client.get(way, headers={"HX-Request": "true"})))

    with mock.patch.object(making.Wanted, "tell", telling):
        work_off()
    rows = len(client.get(address("detail", SLUG), {"on": DAY}).context["rows"])
    assert [(stage, more) for stage, more, _page in seen] == [
        (Stage.SETTING, {"done": rows, "of": rows}),
        (Stage.MADE, {}),
    ]
    first, last = (page.content.decode() for _stage, _more, page in seen)
    assert "mises en page" in first
    assert "every 2s" in first
    assert "every 2s" not in last
    assert "<html" not in first  # the part that changes, alone


def test_whoever_asks_again_meanwhile_asks_for_the_same(long, sign_in):
    client = sign_in(long.lea)
    asked(client)
    asked(client)
    with mock.patch.object(files, "document", return_value=b"%PDF") as made:
        work_off()
    assert made.call_count == 1


def test_the_register_may_change_while_it_is_made(long, sign_in):
    client = sign_in(long.lea)
    way = asked(client)["Location"]
    change(long)
    work_off()
    page = client.get(way).content.decode()
    assert "Le document est prêt" in page
    assert "revision=" in page
    # Who asks afresh asks for what the register says by now.
    assert client.get(FILE, {"on": DAY}).status_code == 302


def test_nobody_asks_for_a_revision_to_come(long, sign_in):
    client = sign_in(long.lea)
    client.post(f"{PAGE}?on={DAY}&revision=999999999")
    work_off()
    change(long)
    assert client.get(FILE, {"on": DAY, "revision": "999999999"}).status_code == 302


def test_nobody_keeps_the_worker_from_the_mail_of_others(long, sign_in):
    client = sign_in(long.lea)
    ways = [f"{PAGE}?on=2023-09-{day:02}" for day in range(1, 12)]
    answers = [client.post(way).status_code for way in ways]
    assert answers == [302] * making.MOST_WAITING + [503] * 3
    assert client.post(ways[0]).status_code == 302  # it is on its way already
    with mock.patch.object(files, "document", return_value=b"%PDF"):
        work_off()
    assert client.post(ways[-1]).status_code == 302


def test_why_it_could_not_be_made_is_said_and_it_can_be_asked_for_again(long, sign_in):
    client = sign_in(long.lea)
    way = asked(client)["Location"]
    with mock.patch.object(files, "document", side_effect=Refused("Trop de lettres.")):
        work_off()
    page = client.get(way).content.decode()
    assert "Trop de lettres." in page
    assert "Produire le document" in page
    asked(client)
    work_off()
    assert client.get(FILE, {"on": DAY}).status_code == 200


def test_who_may_not_read_it_any_more_is_made_nothing(long, sign_in):
    way = asked(sign_in(long.lea))["Location"]
    Membership.objects.filter(user=long.lea).delete()
    work_off()
    assert sign_in(long.lea).get(way).status_code == 403
    assert not any(":file" in key for key in caches["documents"]._cache)


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda one: one.code)
def test_what_is_too_long_for_paper_is_a_spreadsheet(
    answer, register, sign_in, monkeypatch
):
    slug = answer.slug_fr
    page, file = address("document", slug), address("pdf", slug)
    monkeypatch.setattr(making, "AT_ONCE", 0)
    monkeypatch.setattr(paper, "AT_MOST", 0)
    client = sign_in(register.lea)
    for where in (address("detail", slug), page):
        said = client.get(where, {"on": DAY}).content.decode()
        assert "des centaines de pages" in said
        assert address("xlsx", slug) in said
        assert file not in said
    assert client.post(f"{page}?on={DAY}").status_code == 409


def test_rows_are_counted_and_not_what_they_are_of(register, sign_in, monkeypatch):
    """Of one municipality an answer may say much."""
    slug = "signatures"
    [answer] = [one for one in ANSWERS if one.code == slug]
    sheet = answer.sheet(register.lea, date.fromisoformat(DAY))
    for day in range(10, 15):
        make.step("council", f"2021-11-{day}", agreement=register.signed)
    monkeypatch.setattr(paper, "AT_MOST", len(sheet.keys))
    answered = sign_in(register.lea).get(address("pdf", answer.slug_fr), {"on": DAY})
    assert answered.status_code == 409
    assert "des centaines de pages" in answered.content.decode()


def test_what_is_on_its_way_costs_the_register_nothing(
    long, sign_in, django_assert_max_num_queries
):
    client = sign_in(long.lea)
    way = asked(client)["Location"]
    with django_assert_max_num_queries(6):  # session, person, parts, revision, counts
        client.get(way, headers={"HX-Request": "true"})
