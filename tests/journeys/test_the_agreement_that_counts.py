"""Of each municipality one agreement counts, and every place says the same number."""

import csv
import re
from io import StringIO

import pytest
from django.urls import reverse
from django.utils import timezone

from accord.agreements.rules import State
from tests import make
from tests.answers.conftest import Reader

pytestmark = pytest.mark.django_db

DRAFT = "a file that the Region opened, and nothing public in it"
OLD, NEW = "old", "new"
SIGNED = {"signature": "2021-11-18"}
RUNS = {"signature": "2021-11-18", "in_force": "2022-01-01"}
ENDED = {"signature": "2021-11-18", "end": "2024-12-31"}
NEXT = {"signature": "2024-12-01", "in_force": "2025-01-01"}

# Its earlier agreement, the next one (with “without”: not the mission that conditions
# the subsidy); which counts, its state, and whether it gives a right to the subsidy.
CASES = {
    "runs": (RUNS, None, OLD, State.IN_FORCE, True),
    "runs, and a draft": (SIGNED, DRAFT, OLD, State.CONCLUDED, True),
    "runs, and announced": (RUNS, {"announced": "2025"}, OLD, State.IN_FORCE, True),
    "runs, and perhaps": (
        RUNS,
        {"signature": "[2025-01..]"},
        OLD,
        State.IN_FORCE,
        True,
    ),
    "runs until then": (RUNS, {"in_force": "2999-01-01"}, OLD, State.IN_FORCE, True),
    "runs, begins later": (
        *(RUNS, {"signature": "2025-06-01", "in_force": "2999-01-01"}),
        *(OLD, State.IN_FORCE, True),
    ),
    "ended, and runs": (ENDED, SIGNED, NEW, State.CONCLUDED, True),
    "ended, and a draft": (ENDED, DRAFT, OLD, State.ENDED, False),
    "ended, and announced": (ENDED, {"announced": "2025"}, OLD, State.ENDED, False),
    "concluded, and the next": (SIGNED, NEXT, NEW, State.IN_FORCE, True),
    "two concluded": (RUNS, SIGNED, NEW, State.CONCLUDED, True),
    "two concluded, without": (
        *(SIGNED, NEXT | {"without": ""}, NEW, State.IN_FORCE, False),
    ),
    "announced twice": (
        *({"announced": "2021"}, {"announced": "2025"}, NEW, State.ANNOUNCED, False),
    ),
    "a draft alone": (None, DRAFT, NEW, State.NONE, False),
    "nothing": (None, None, None, State.NONE, False),
}
DAY = timezone.localdate().isoformat()
AS_CONCLUDED = (State.CONCLUDED, State.IN_FORCE, State.ENDED)
CONCLUDED = sum(case[3] in AS_CONCLUDED for case in CASES.values())
ENTITLED = sum(case[4] for case in CASES.values())
CLAIMING = sum(case[3] in AS_CONCLUDED[:2] for case in CASES.values())


@pytest.fixture
def towns(cast):
    """A municipality for each case, with its agreements under two models."""
    models = {
        OLD: make.model_agreement(date="2021-03"),
        NEW: make.model_agreement(date="2021-06"),
    }
    missions = {
        which: make.mission(code="social", model=model, conditions_subsidy=True)
        for which, model in models.items()
    }
    make.subsidy_terms(model=models[NEW])
    found = {}
    for number, (name, (*both, counts, _state, _right)) in enumerate(CASES.items()):
        place = {"map_column": number % 4, "map_row": number // 4}
        town = make.organisation(code=f"case-{number}", name_fr=name, **place)
        made = {}
        for which, steps in zip((OLD, NEW), both, strict=True):
            if steps is None:
                continue
            made[which] = one = make.agreement(
                municipality=town,
                model=models[which],
                state="draft" if steps is DRAFT else "published",
            )
            for kind, day in {} if steps is DRAFT else steps.items():
                if day:
                    make.step(kind, day, agreement=one)
            if "without" not in steps and steps is not DRAFT:
                make.choice(agreement=one, mission=missions[which])
        found[name] = town, made.get(counts)
    return found


class Asking:
    """The places that say how agreements stand, as one of the Region finds them."""

    def __init__(self, client):
        self.client, self.reads = client, Reader(client)

    def page(self, name, **asked):
        return self.client.get(reverse(name), asked).context

    def file(self, name):
        answer = self.client.get(f"/data/{name}.csv")
        text = b"".join(answer).decode("utf-8-sig")
        return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))

    def rows(self, slug):
        labels = {str(one.label): one.value for one in State}
        return [
            row | {"state": labels.get(row.get("state"))}
            for row in self.reads.rows(slug, DAY)
        ]


def states(asking):
    """By place: the state of each municipality that it tells of."""
    listed = asking.page("publicsite:agreement_list")["page"].object_list
    matrix = asking.page("dashboards:position")["matrix"].rows
    counting = [row for row in asking.file("agreements") if row["counts"] == "true"]
    pairs = {
        "map": [
            (one.municipality.name, one.state)
            for one in asking.page("publicsite:home")["places"]
        ],
        "list": [(one.municipality.name, one.state_on_day) for one in listed],
        "situation": [(row.municipality.name, row.state) for row in matrix],
        "missions": [(r["municipality"], r["state"]) for r in asking.rows("missions")],
        "subsidy": [(r["municipality"], r["state"]) for r in asking.rows("subside")],
        "municipalities.csv": [
            (row["municipality_fr"], row["state"])
            for row in asking.file("municipalities")
        ],
        "agreements.csv": [(row["municipality_fr"], row["state"]) for row in counting],
    }
    for place, rows in pairs.items():
        assert len({town for town, _state in rows}) == len(rows), place  # once each
    return {place: dict(rows) for place, rows in pairs.items()}


def test_every_place_says_the_same_state_of_each_municipality(sign_in, cast, towns):
    wanted = {name: state.value for name, (*_, state, _right) in CASES.items()}
    known = {name for name, (_town, one) in towns.items() if one and not one.is_draft}
    for place, told in states(Asking(sign_in(cast.lea))).items():
        assert known <= told.keys(), place
        for town, state in told.items():
            assert wanted.get(town, State.NONE) == state, (place, town)


def concluded(asking):
    """By place: how many municipalities have concluded an agreement."""
    rows = asking.file("agreements")
    return {
        "home": asking.page("publicsite:home")["concluded"].yes,
        "list": asking.page("publicsite:agreement_list")["concluded"].yes,
        "referents": asking.page("publicsite:referent_list")["concluded"]["yes"],
        "situation": asking.page("dashboards:position")["position"].concluded,
        "posts": asking.page("referents:post_list")["signed"],
        "signatures": _first_number(asking.reads.page("signatures", DAY)),
        "municipalities.csv": sum(
            row["concluded"] == "yes" for row in asking.file("municipalities")
        ),
        "agreements.csv": sum(
            row["concluded"] == "yes" and row["counts"] == "true" for row in rows
        ),
    }


def _first_number(page):
    """What the short answer counts first."""
    told = page.context["sheet"].summary[0]["fr"]
    return int(re.search(r": (\d+) sur", told)[1])


def entitled(asking):
    """By place: how many have a right to the subsidy."""
    return {
        "home": asking.page("publicsite:home")["exposure"].eligible,
        "situation": asking.page("dashboards:position")["position"].eligible,
        "subsidy": sum(row["answer"] == "oui" for row in asking.rows("subside")),
        "agreements.csv": sum(
            row["subsidy"] == "yes" and row["counts"] == "true"
            for row in asking.file("agreements")
        ),
    }


def ceilings(asking):
    """By place: the most that the subsidies can cost in a year."""
    return {
        "home": asking.page("publicsite:home")["exposure"].if_all_claim,
        "situation": asking.page("dashboards:position")["position"].ceiling,
    }


@pytest.mark.parametrize(
    ("asked", "number"),
    [(concluded, CONCLUDED), (entitled, ENTITLED), (ceilings, CLAIMING * 60_000)],
)
def test_every_place_says_the_same_number(asked, number, sign_in, cast, towns):
    told = asked(Asking(sign_in(cast.lea)))
    assert told == dict.fromkeys(told, number)


def test_what_is_not_known_is_asked_of_the_one_that_counts(sign_in, cast, towns):
    page = Asking(sign_in(cast.remy)).page("dashboards:unknown_list")
    asked = [file.agreement for file in page["files"]]
    assert len(asked) == len({one.municipality_id for one in asked})
    assert {counts for _town, counts in towns.values() if counts} == set(asked)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case[2]])
def test_a_municipality_finds_that_one_first(name, sign_in, cast, towns):
    town, counts = towns[name]
    client = sign_in(make.person("editor", town))
    own = client.get(reverse("dashboards:position")).context["own"]
    if counts.is_draft:
        assert own == []
        return
    assert own[0]["agreement"] == counts
    assert client.get(town.get_absolute_url()).context["page"].place.agreement == counts


def test_an_agreement_says_what_it_succeeds_and_what_replaces_it(sign_in, cast, towns):
    town, _next = towns["concluded, and the next"]
    client = sign_in(cast.lea)
    page = client.get(town.get_absolute_url())
    succeeds = page.context["page"].succeeds
    assert "Succède à" in page.text
    assert "Est remplacé par" in client.get(succeeds.get_absolute_url()).text
    _town, announced = towns["runs, and announced"]
    page = client.get(announced.get_absolute_url()).text
    assert "Le contrat suivant est en préparation" in page
