"""A post is funded, filled, vacated and filled again: all that is told of it agrees.

Read on many days, by the desk, the list, the file, the public page, the page of the
municipality and the open data.
"""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from django.core.cache import caches

from accord.directory.needs import read, united
from accord.referents import needs
from accord.referents.actions import posts as actions
from accord.referents.actions.profiles import return_profile
from accord.referents.models import Occupancy
from accord.referents.rules import days_vacant
from tests import make
from tests.referents import story

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FUNDED, FILLED = date(2025, 2, 1), date(2025, 3, 15)
LEFT, AGAIN = date(2025, 9, 30), date(2025, 12, 1)
# On a day: what the post is, and how many days this vacancy has lasted.
TOLD = {
    FUNDED - DAY: ("to_come", None),
    FUNDED: ("vacant", 1),
    FILLED - DAY: ("vacant", 42),
    FILLED: ("filled", None),
    LEFT: ("filled", None),
    LEFT + DAY: ("vacant", 1),
    AGAIN - DAY: ("vacant", 61),
    AGAIN: ("filled", None),
}


@pytest.fixture
def post(cast):
    """As it happened, each act by who does it in life."""
    agreement = make.agreement(municipality=cast.ixelles)
    make.step("signature", "2024-12", agreement=agreement)
    made = story.post(cast, agreement=agreement, funded_from=FUNDED)
    first = actions.appoint(made, name="Paul", fte=1, starts_on=FILLED, by=cast.ines)
    actions.end_occupancy(first, ends_on=LEFT, reason="retirement", by=cast.ines)
    successor = story.referent(cast, account=cast.ines)
    actions.appoint(made, referent=successor, fte=1, starts_on=AGAIN, by=cast.remy)
    story.published(cast, story.profile_of(successor))
    return made


def workspace(client, day):
    page = client.get("/fr/espace/referents/postes/", {"on": str(day)})
    [(row, held)] = page.context["rows"]
    return row.standing.situation, row.days_vacant, [one.referent.name for one in held]


def table(client, day):
    given = {"on": str(day)}
    answer = client.get("/fr/espace/referents/postes/exporter/csv/", given)
    text = b"".join(answer).decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text), delimiter=";")
    return row


def public(client, address, day):
    caches["pages"].clear()  # a kept page has no context
    return client.get(address, {"on": str(day)}).context


@pytest.mark.parametrize("day", TOLD, ids=str)
def test_every_place_tells_the_same_of_a_post(day, post, cast, client, sign_in):
    situation, days = TOLD[day]
    shown = situation != "to_come"

    # What everyone reads
    listed = public(client, "/fr/referents/", day)
    [town] = [one for one in listed["page"] if one.municipality == cast.ixelles]
    own = public(client, "/fr/communes/ixelles/", day)["page"].posts
    for posts in (town.posts, own):
        found = [(one.standing.situation, one.days_vacant) for one in posts]
        assert found == ([(situation, days)] if shown else [])
    cards = [card.publication.name for card in listed["cards"]]
    assert cards == (["Ines"] if day >= AGAIN else [])
    answer = client.get("/data/referents.json", {"on": str(day)})
    [told] = json.loads(b"".join(answer))["rows"]
    assert (told["situation"], told["days_vacant"]) == (situation, days)
    assert told["referent"] == ("Ines" if day >= AGAIN else None)

    # What the two sides read
    holder = {FILLED: ["Paul"], LEFT: ["Paul"], AGAIN: ["Ines"]}.get(day, [])
    for who in (cast.lea, cast.marc):
        visitor = sign_in(who)
        assert workspace(visitor, day) == (situation, days, holder)
        row = table(visitor, day)
        assert (row["situation"], row["referents"]) == (situation, "".join(holder))
        assert row["days_vacant"] == str(days or "")
        assert int(row["days_vacant_in_all"]) == told["days_vacant_in_all"]

    # What needs someone
    waiting = [one.kind for one in read(united(needs.rows(cast.remy, day)))]
    assert waiting == (["referents.vacant"] if situation == "vacant" else [])


def test_the_days_vacant_are_those_of_both_vacancies(post, cast, sign_in):
    held = [one.stretch for one in Occupancy.objects.of(post)]
    expected = (FILLED - FUNDED).days + (AGAIN - LEFT - DAY).days

    assert days_vacant(post.stretch, held, FUNDED, AGAIN) == expected
    page = sign_in(cast.lea).get(post.get_absolute_url()).context["page"]
    assert page.days_vacant == expected
    kinds = [one.occupancy and one.occupancy.referent.name for one in page.passages]
    assert kinds == [None, "Paul", None, "Ines"]
    assert [one.days for one in page.passages] == [42, None, 61, None]


def desk(sign_in, who):
    """The kinds of what stands on someone's desk, and where each leads."""
    page = sign_in(who).get("/fr/espace/")
    lines = [line for group in page.context["groups"] for line in group.lines]
    return {line.need.kind: line.url for line in lines}


def test_the_desk_asks_for_what_is_missing_until_it_is_done(cast, sign_in):
    post = story.post(cast)
    appoint = f"/fr/espace/referents/postes/{post.pk}/designer/"
    assert desk(sign_in, cast.remy)["referents.vacant"] == appoint

    person = story.referent(cast, account=cast.ines)
    story.held(cast, post, referent=person)
    assert "referents.vacant" not in desk(sign_in, cast.remy)
    assert "referents.incomplete" in desk(sign_in, cast.ines)

    profile = story.offered(cast, story.profile_of(person))
    found = desk(sign_in, cast.rita)
    assert found["referents.offered"] == profile.get_absolute_url()
    return_profile(profile, reason="Plus court", by=cast.rita)
    assert "referents.returned" in desk(sign_in, cast.ines)
    assert "referents.offered" not in desk(sign_in, cast.rita)
