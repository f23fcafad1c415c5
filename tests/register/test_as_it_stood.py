"""The register on a day: the list, the map and the file say the same of it."""

import csv
import io
import re
from collections import Counter

import pytest

from accord.directory.models import Organisation
from tests.lib.test_register import LEAST
from tests.register.conftest import Files

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.engine,  # a day is compared by each engine
    pytest.mark.usefixtures("nobody"),
]

OCTOBER, NEW_YEAR = "2022-10-01", "2022-12-31"
FOUR = {"Etterbeek", "Ixelles", "Molenbeek-Saint-Jean", "Saint-Gilles"}
# Concluded "no later than December 2022", says the answer to question no. 1219.
BY_DECEMBER = {
    "Auderghem",
    "Berchem-Sainte-Agathe",
    "Ville de Bruxelles",
    "Evere",
    "Forest",
    "Ganshoren",
    "Jette",
    "Koekelberg",
    "Saint-Josse-ten-Noode",
}
NEVER = {"Watermael-Boitsfort", "Woluwe-Saint-Lambert", "Woluwe-Saint-Pierre"}
ADOPTED_IN_DECEMBER = {"Anderlecht", "Schaerbeek"}


@pytest.fixture
def on(client):
    """``on(day)``: all that the register says of that day, by municipality."""

    def read(day):
        return AsItStood(client, day)

    return read


class AsItStood:
    def __init__(self, client, day):
        self.client, self.day = client, day
        self.page = client.get("/fr/communes/", {"on": day})
        self.html = self.page.content.decode()

    def rows(self, name):
        answer = self.client.get(f"/data/{name}.csv", {"on": self.day})
        text = b"".join(answer).decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))

    def told(self, name, column):
        return {row["municipality_fr"]: row[column] for row in self.rows(name)}

    @property
    def on_the_map(self):
        """A place is said by what its shape shows, then by its name."""
        found = re.findall(
            r'<a class="(\w+)"\s+href="[^"]+"\s+aria-label="([^:"]+)\u00a0: ', self.html
        )
        towns = Organisation.objects.filter(kind="municipality")
        names = towns.values_list("name_fr", flat=True)
        return {
            name: state
            for state, said in found
            for name in names
            if said.endswith(name)
        }

    @property
    def in_the_list(self):
        return dict(
            re.findall(
                r'<th scope="row">\s*<a href="[^"]+">([^<]+)</a>\s*</th>\s*'
                r'<td>\s*<span class="pill" data-state="(\w+)">',
                self.html,
            )
        )

    @property
    def legend(self):
        found = re.findall(r'<i data-state="(\w+)"></i>[^<(]+\((\d+)\)</li>', self.html)
        return {state: int(count) for state, count in found}


def having(answer, told):
    return {name for name, said in told.items() if said == answer}


@pytest.mark.parametrize(
    "day", ["2021-01-01", "2021-11-15", OCTOBER, NEW_YEAR, "2023-09-08"]
)
def test_the_list_the_map_and_the_files_say_the_same(day, brussels, on):
    brussels.load()
    stood = on(day)

    states = stood.told("municipalities", "state")
    assert len(states) == 19
    assert stood.on_the_map == states
    assert stood.in_the_list == stood.told("agreements", "state")
    assert len(stood.in_the_list) == 16
    assert stood.in_the_list == {
        name: state for name, state in states.items() if name not in NEVER
    }
    assert stood.legend == Counter(states.values())


@pytest.mark.parametrize(
    ("day", "yes", "unknown"),
    [
        ("2021-02-28", set(), set()),
        (OCTOBER, FOUR, BY_DECEMBER),
        (NEW_YEAR, FOUR | BY_DECEMBER, ADOPTED_IN_DECEMBER),
        ("2023-09-08", FOUR | BY_DECEMBER | ADOPTED_IN_DECEMBER | {"Uccle"}, set()),
    ],
)
def test_three_answers_add_up_to_all_nineteen(day, yes, unknown, brussels, on):
    brussels.load()
    stood = on(day)

    told = stood.told("municipalities", "concluded")
    assert having("yes", told) == yes
    assert having("unknown", told) == unknown
    assert len(having("no", told)) == 19 - len(yes) - len(unknown)
    assert NEVER <= having("no", told)

    counted = stood.page.context["concluded"]
    assert (counted.yes, counted.unknown, counted.of) == (len(yes), len(unknown), 19)
    home = stood.client.get("/nl/", {"on": day}).context["concluded"]
    assert home == counted
    assert sum(stood.legend.values()) == 19


def test_what_is_certain_is_told_where_the_state_cannot_be(brussels, on):
    brussels.load()
    stood = on(NEW_YEAR)

    state = stood.told("agreements", "state")
    at_least = stood.told("agreements", "at_least")
    for name in ADOPTED_IN_DECEMBER:
        assert (state[name], at_least[name]) == ("unknown", "adopted")
    assert (state["Uccle"], at_least["Uccle"]) == ("announced", "announced")
    # In October the three announced before 8 September are certain of that alone.
    assert having("announced", on(OCTOBER).told("agreements", "at_least")) == {
        "Berchem-Sainte-Agathe",
        "Evere",
        "Jette",
    }


def test_the_filter_by_state_shows_exactly_those_of_the_file(brussels, on, client):
    brussels.load()
    states = on(OCTOBER).told("agreements", "state")
    for state in set(states.values()):
        page = client.get("/fr/communes/", {"on": OCTOBER, "state": state})
        shown = {row.municipality.name_fr for row in page.context["page"].object_list}
        assert shown == having(state, states)


def test_the_right_to_the_subsidy_follows_on_each_day(brussels, on):
    """The four that kept all nine missions have the right once concluded."""
    brussels.load()

    told = on(OCTOBER).told("agreements", "subsidy")
    assert having("yes", told) == FOUR
    assert having("unknown", told) == BY_DECEMBER
    assert having("no", told) == ADOPTED_IN_DECEMBER | {"Uccle"}
    before = on("2021-11-15").told("agreements", "subsidy_reason")
    assert before["Ixelles"] == "may_be_concluded"
    assert having("yes", on("2023-09-08").told("agreements", "subsidy")) == FOUR


# Another region, from other files

TEXTS = {"note_fr": "", "note_nl": ""}


def pair(name, fr, nl=None):
    return {f"{name}_fr": fr, f"{name}_nl": nl or fr}


def demonstration(folder) -> Files:
    """An invented region of two municipalities, with no word about Brussels."""
    files = Files(folder / "demonstration")
    files.folder.mkdir()
    (files.folder / "register.toml").write_text(LEAST)
    said = {"source": "demo"}
    files.write(
        "sources",
        [
            {
                "code": "demo",
                "kind": "demonstration",
                **pair("publisher", "Démonstration", "Demonstratie"),
                **pair("title", "Données inventées", "Verzonnen gegevens"),
                "address": "",
                "address_nl": "",
                "when": "2024",
                "consulted": "",
                "language": "both",
                **TEXTS,
            }
        ],
    )
    files.write(
        "organisations",
        [
            {
                **{"code": "keeper", "kind": "region"},
                **pair("name", "Logement des Collines", "Wonen in de Heuvels"),
                **pair("sort", "logement", "wonen"),
                **pair("slug", "logement", "wonen"),
                **pair("abbreviation", "", ""),
                **pair("role", "", ""),
                "website": "",
                **said,
            }
        ],
    )
    towns = [("Val-Dormant", "Slaapdal"), ("Mont-Éveillé", "Waakberg")]
    files.write(
        "municipalities",
        [
            {
                "nis_code": f"9999{number}",
                "code": nl.lower(),
                **pair("name", fr, nl),
                **pair("legal_name", f"Ville de {fr}", f"Stad {nl}"),
                **pair("sort", fr.lower(), nl.lower()),
                **pair("slug", f"ville-{number}", f"stad-{number}"),
                "map_column": number,
                "map_row": 1,
                **pair("map_label", fr, nl),
                **said,
            }
            for number, (fr, nl) in enumerate(towns, start=1)
        ],
    )
    files.write(
        "model_agreements",
        [
            {
                "code": "model-demo",
                **pair("title", "Modèle", "Model"),
                "when": "2024-02",
                "plan": "",
                "plan_action": "",
                **said,
                **TEXTS,
            }
        ],
    )
    about = {"nis_code": "99991", "model": "model-demo"}
    files.write("agreements", [{**about, **said, **TEXTS}])
    step = {**about, "kind": "signature", "when": "[..2024-06]", **said, **TEXTS}
    files.write("steps", [step])
    return files


def test_another_region_is_loaded_from_other_files(tmp_path, on, client):
    told = demonstration(tmp_path).load()

    assert told == [
        "sources: 1 created, 0 updated, 0 unchanged",
        "organisations: 1 created, 0 updated, 0 unchanged",
        "municipalities: 2 created, 0 updated, 0 unchanged",
        "model_agreements: 1 created, 0 updated, 0 unchanged",
        "agreements: 1 created, 0 updated, 0 unchanged",
        "steps: 1 created, 0 updated, 0 unchanged",
    ]
    assert on("2024-01-31").told("municipalities", "concluded") == {
        "Val-Dormant": "no",
        "Mont-Éveillé": "no",
    }
    assert on("2024-05-01").on_the_map == {
        "Val-Dormant": "unknown",
        "Mont-Éveillé": "none",
    }
    assert on("2024-06-30").in_the_list == {"Val-Dormant": "concluded"}
    dutch = client.get("/nl/gemeenten/stad-1/")
    assert "Slaapdal" in dutch.text
    assert "Verzonnen gegevens" in dutch.text
    for address in ("/fr/", "/nl/opdrachten/", "/fr/plans/", "/nl/referenten/"):
        assert client.get(address).status_code == 200
