import csv
import gzip
import io
import json
import re
import tracemalloc
from datetime import UTC, date, datetime, timedelta
from zipfile import ZipFile

import pytest
import time_machine
from django.template.loader import render_to_string
from django.test import override_settings

from accord.agreements import actions
from accord.agreements.exports.steps import AGREEMENT_STEPS, step_rows
from accord.agreements.models import Agreement, Note, ReferentName, Step
from accord.directory.models import Measurement, PostalCode
from accord.lib import tablefiles
from accord.lib.imprecise import ImpreciseDate, columns
from accord.lib.tabular import Type
from accord.opendata.datasets import DATASETS
from tests import make

NAMES = [
    "municipalities",
    "agreements",
    "agreement-steps",
    "agreement-missions",
    "referents",
    "commitments",
    "targets",
    "results",
    "plan-actions",
    "indicators",
    "sources",
]
ALL = [f"/data/{name}.{kind}" for name in NAMES for kind in ("csv", "json", "xlsx")]


@pytest.fixture
def register(cast):
    """Ixelles signed in a month and took one mission on; Schaerbeek by a month."""
    model = make.model_agreement(code="model-2021", date="2021-03")
    mission = make.mission(
        model=model,
        code="vacancy",
        title_fr="Logements inoccupés",
        title_nl="Leegstand",
        conditions_subsidy=True,
    )
    make.mission(model=model, code="social", conditions_subsidy=False, rank=99)
    ixelles = make.agreement(municipality=cast.ixelles, model=model)
    schaerbeek = make.agreement(municipality=cast.schaerbeek, model=model)
    make.step("signature", "2021-11", agreement=ixelles)
    make.step("concluded", "[..2022-12]", agreement=schaerbeek)
    make.choice(agreement=ixelles, mission=mission)
    make.plan_action(title_fr="Contrats logement", title_nl="Overeenkomsten")
    make.definition(mission=mission)
    cast.model, cast.mission = model, mission
    cast.agreement, cast.other_agreement = ixelles, schaerbeek
    return cast


def only(rows, **values):
    return [
        row for row in rows if all(row[name] == value for name, value in values.items())
    ]


def test_the_names_are_those_we_promised():
    assert list(DATASETS) == NAMES


def test_every_file_answers_anyone(fetch, register):
    for address in ALL:
        answer, body = fetch(address)
        assert answer.status_code == 200
        assert body
        assert address.split("/")[-1] in answer["Content-Disposition"]


def test_there_is_no_other_file(client, db):
    for name in ("notes", "people", "users", "agreement_steps"):
        for kind in ("csv", "json", "xlsx", "csv-metadata.json"):
            assert client.get(f"/data/{name}.{kind}").status_code == 404


def test_a_municipality_has_the_same_three_columns_everywhere(rows, register):
    names = ["nis_code", "municipality_fr", "municipality_nl"]
    for name in NAMES[:4]:
        found = rows(name)[0]
        assert list(found)[:3] == names
        assert [found[one] for one in names] == ["21009", "Ixelles", "Elsene"]


def test_each_dataset_has_its_rows(rows, register):
    lengths = {name: len(rows(name)) for name in NAMES if name != "sources"}
    assert lengths == {
        "municipalities": 2,
        "agreements": 2,
        "agreement-steps": 2,
        "agreement-missions": 4,  # two missions of two agreements, known or not
        "commitments": 0,  # tests/opendata/test_followed.py
        "targets": 0,
        "results": 0,
        "plan-actions": 1,
        "indicators": 1,
        "referents": 2,  # concluded, and no post known: tests/referents/test_public.py
    }


def test_a_definition_is_told_with_how_it_adds_up(rows, register):
    first = make.definition(mission=register.mission, code="homes", reported_as="stock")
    make.definition(
        mission=register.mission,
        code="homes",
        version=2,
        supersedes=first,
        is_comparable=True,
    )
    make.definition(mission=register.mission, code="secret", is_public=False)

    found = only(rows("indicators"), code="homes")

    assert [row["version"] for row in found] == [2, 1]
    assert [row["supersedes"] for row in found] == [1, None]
    assert [row["is_comparable"] for row in found] == [True, False]
    assert [row["time_rollup"] for row in found] == ["sum", "last"]
    assert {row["mission"] for row in found} == {"vacancy"}
    assert only(rows("indicators"), code="secret") == []


# As it stood

OCTOBER, NEW_YEAR = "2022-10-01", "2022-12-31"


@pytest.mark.parametrize(
    ("on", "state", "at_least", "concluded"),
    [
        ("2020-01-01", "none", "none", "no"),
        (OCTOBER, "unknown", "none", "unknown"),
        (NEW_YEAR, "concluded", "concluded", "yes"),
    ],
)
def test_no_later_than_december_is_open_in_october(
    on, state, at_least, concluded, rows, register
):
    for name in NAMES[:4]:
        found = only(rows(name, on=on), nis_code="21015")
        assert found
        for row in found:
            assert row["on"] == on
            assert row["state"] == state
            assert row["at_least"] == at_least
            assert row["concluded"] == concluded


def test_a_step_was_reached_or_not_or_it_cannot_be_said(rows, register):
    def reached(on):
        return [row["reached"] for row in rows("agreement-steps", on=on)]

    assert reached("2021-10-31") == ["no", "unknown"]
    assert reached("2021-11-15") == ["unknown", "unknown"]
    assert reached(NEW_YEAR) == ["yes", "yes"]


def test_without_a_day_the_file_tells_how_things_stand_today(rows, register):
    with time_machine.travel(datetime(2022, 10, 1, 12, tzinfo=UTC), tick=False):
        assert only(rows("agreements"), concluded="unknown")[0]["on"] == OCTOBER


@pytest.mark.parametrize(
    "on", ["2022-13-01", "20221231", "yesterday", "2022-12", "2022-W01-1", "٢٠٢٢-01-01"]
)
def test_a_bad_date_is_refused_in_both_languages(on, client, db):
    for address in ALL:
        answer = client.get(address, {"on": on})
        assert answer.status_code == 400
        french, dutch = answer.content.decode().splitlines()
        assert french.startswith("« on » n’est pas une date")
        assert dutch.startswith("“on” is geen datum")


def test_a_file_of_a_day_carries_the_day_in_its_name(fetch, register):
    answer, _ = fetch(f"/data/agreements.csv?on={NEW_YEAR}")
    assert 'filename="agreements-2022-12-31.csv"' in answer["Content-Disposition"]


# What the rows say


def test_dates_are_exported_as_what_they_are(rows, register):
    ixelles, schaerbeek = rows("agreement-steps")
    assert ixelles["date"] == "2021-11"
    assert ixelles["date_earliest"] == "2021-11-01"
    assert ixelles["date_latest"] == "2021-11-30"
    assert ixelles["date_precision"] == "month"
    assert ixelles["date_text_fr"] == "en novembre 2021"
    assert ixelles["date_text_nl"] == "in november 2021"
    assert schaerbeek["date"] == "[..2022-12]"
    assert schaerbeek["date_earliest"] is None
    assert schaerbeek["date_latest"] == "2022-12-31"
    assert schaerbeek["date_precision"] == "by"


def test_a_mission_is_chosen_not_chosen_or_not_known(rows, register):
    make.choice(
        "not_chosen", agreement=register.other_agreement, mission=register.mission
    )
    found = {
        (row["municipality_fr"], row["mission"]): (row["answer"], row["together"])
        for row in rows("agreement-missions")
    }
    assert found == {
        ("Ixelles", "vacancy"): ("chosen", "chosen"),
        ("Ixelles", "social"): ("unknown", "unknown"),
        ("Schaerbeek", "vacancy"): ("not_chosen", "not_chosen"),
        ("Schaerbeek", "social"): ("unknown", "unknown"),
    }


def test_two_sources_that_disagree_both_have_a_row(rows, register):
    make.choice("not_chosen", agreement=register.agreement, mission=register.mission)
    found = only(rows("agreement-missions"), nis_code="21009", mission="vacancy")
    assert [row["answer"] for row in found] == ["chosen", "not_chosen"]
    assert {row["together"] for row in found} == {"disputed"}
    assert len({row["source_code"] for row in found}) == 2


def test_the_right_to_the_subsidy_is_told_with_its_reason(rows, register):
    found = {
        row["municipality_fr"]: (row["subsidy"], row["subsidy_reason"])
        for row in rows("agreements")
    }
    assert found == {
        "Ixelles": ("yes", "all_chosen"),
        "Schaerbeek": ("unknown", "not_known"),
    }


def test_a_municipality_has_its_codes_and_the_figure_of_the_day(rows, register):
    source = make.source(code="statbel")
    for code in ("1050", "1000"):
        PostalCode.objects.create(
            municipality=register.ixelles, postal_code=code, source=source
        )
    for when, value in (("2021-01-01", 87_000), ("2023-01-01", 88_521)):
        Measurement.objects.create(
            municipality=register.ixelles,
            measure="population",
            value=value,
            source=source,
            date=when,
        )
    Measurement.objects.create(
        municipality=register.ixelles,
        measure="area_km2",
        value="6.340",
        source=source,
    )
    today, then = rows("municipalities")[0], rows("municipalities", on=OCTOBER)[0]
    assert today["postal_codes"] == "1000 1050"
    assert today["area_km2"] == 6.34
    assert (today["population"], today["population_date"]) == (88_521, "2023-01-01")
    assert (then["population"], then["population_date"]) == (87_000, "2021-01-01")
    assert today["page_nl"].startswith("http://testserver/nl/")
    assert rows("municipalities", on="2019-01-01")[0]["population"] is None


def test_a_municipality_without_agreement_says_that_none_is_known(rows, cast):
    row = rows("municipalities")[0]
    assert (row["state"], row["at_least"], row["concluded"]) == ("none", "none", "no")


def test_of_several_agreements_the_one_that_counts_is_told(rows, register):
    newer = make.model_agreement(date="2024")
    second = make.agreement(municipality=register.ixelles, model=newer)
    make.step("announced", "2024-06", agreement=second)
    assert rows("municipalities", on="2025-01-01")[0]["state"] == "concluded"
    make.step("in_force", "2024-09-01", agreement=second)
    assert rows("municipalities", on="2025-01-01")[0]["state"] == "in_force"
    assert rows("municipalities", on="2023-01-01")[0]["state"] == "concluded"


def test_every_value_is_of_its_declared_type(rows, register):
    kinds = {Type.INTEGER: int, Type.DECIMAL: int | float, Type.BOOLEAN: bool}
    cells = [
        (column, row[column.name])
        for name in NAMES
        for row in rows(name)
        for column in DATASETS[name].table.written
        if row[column.name] is not None
    ]
    for column, value in cells:
        assert isinstance(value, kinds.get(column.type, str)), column.name
        if column.type == Type.DATE:
            date.fromisoformat(value)
        if column.codes:
            assert value in column.codes.values, (column.name, value)


# Private until published

SECRET = "TOPSECRET"


def test_what_is_not_public_is_in_no_file(fetch, register):
    agreement, source = register.agreement, make.source()
    said = {"note_fr": SECRET, "note_nl": SECRET}
    for state in ("draft", "struck"):
        told = {"state": state, "struck_reason": SECRET, **said}
        make.step("college", "2021-05", agreement=agreement, **told)
        make.choice(
            "not_chosen",
            agreement=agreement,
            mission=register.mission,
            source=make.source(),
            **told,
        )
        hidden = make.agreement(
            municipality=make.organisation(name_fr=f"Vide {state}"), **told
        )
        make.step("signature", "2022", agreement=hidden, note_fr=SECRET, note_nl=SECRET)
        make.choice(agreement=hidden, **said)
    Note.objects.create(agreement=agreement, text=SECRET, language="fr")
    ReferentName.objects.create(
        agreement=agreement, name=SECRET, source=source, state="published", date=""
    )
    make.person(email="topsecret@example.org", name=SECRET)
    for address in ALL:
        body = fetch(address)[1]
        if address.endswith("xlsx"):
            body = _unzipped(body)
        assert SECRET.lower().encode() not in body.lower(), address
        assert b"example.org/question" in body or "sources" not in address


def _unzipped(body):
    with ZipFile(io.BytesIO(body)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_a_struck_step_leaves_the_files_at_once(rows, register):
    step = actions.record_step(
        register.agreement,
        kind="in_force",
        date=ImpreciseDate.parse("2022-01-01"),
        source=make.source(),
        by=register.remy,
    )
    assert len(rows("agreement-steps")) == 2
    actions.publish_fact(step, by=register.remy)
    assert only(rows("agreement-steps"), step="in_force")
    assert rows("agreements")[0]["state"] == "in_force"
    actions.strike_fact(step, reason="Mistake", by=register.remy)
    assert not only(rows("agreement-steps"), step="in_force")
    assert rows("agreements")[0]["state"] == "concluded"


def test_a_text_from_the_register_cannot_become_a_formula(fetch, register):
    make.source(code="evil", title_fr='=HYPERLINK("x")', title_nl="@SUM(1)")
    text = fetch("/data/sources.csv")[1].decode("utf-8-sig")
    lines = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    (row,) = [line for line in lines if line["code"] == "evil"]
    assert (row["title_fr"], row["title_nl"]) == ('\'=HYPERLINK("x")', "'@SUM(1)")
    sheet = _unzipped(fetch("/data/sources.xlsx")[1])
    assert b"<f>" not in sheet


# Whose, since when, on what terms


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_page_names_the_sheets_as_the_workbook_does(language):
    page = render_to_string(f"opendata/terms_{language}.html")
    assert tablefiles.COLUMNS in page
    assert tablefiles.ABOUT in page


@pytest.mark.parametrize("guide", ["fr/donnees-ouvertes.md", "nl/open-data.md"])
def test_the_guide_lists_every_dataset(guide, settings):
    said = (settings.BASE_DIR / "docs/use" / guide).read_text(encoding="utf-8")
    assert re.findall(r"^\| `([\w-]+)` \|", said, re.M) == NAMES


def test_the_json_says_what_it_is(fetch, register):
    about = json.loads(fetch("/data/agreements.json?on=2022-12-31")[1])
    about.pop("rows")
    assert about == {
        "name": "agreements",
        "title": {"fr": "Contrats logement", "nl": "Huisvestingsovereenkomsten"},
        "description": about["description"],
        "demonstration": False,
        "as_of": None,
        "revision": 0,
        "on": "2022-12-31",
        "source": {
            "name": "Accord",
            "address": "http://testserver/data/agreements.json",
        },
        "licence": {
            "identifier": "CC-BY-4.0",
            "title": "Creative Commons Attribution 4.0 International",
            "address": "https://creativecommons.org/licenses/by/4.0/",
        },
    }


def test_the_same_register_gives_the_same_bytes_in_either_language(client, register):
    def csv_in(language):
        answer = client.get("/data/sources.csv", headers={"accept-language": language})
        return b"".join(answer)

    assert csv_in("fr") == csv_in("nl")


def test_a_visitor_who_has_the_file_gets_304(fetch, client, register):
    actions.add_note(register.agreement, text="x", language="fr", by=register.remy)
    for address in ALL:
        first, _ = fetch(address)
        assert "public" in first["Cache-Control"]
        by_tag = client.get(address, headers={"if-none-match": first["ETag"]})
        when = first["Last-Modified"]
        by_time = client.get(address, headers={"if-modified-since": when})
        assert by_tag.status_code == by_time.status_code == 304
        assert not by_tag.content
        assert by_tag["ETag"] == first["ETag"]


def test_a_change_of_the_register_changes_the_tag(fetch, register):
    before = fetch("/data/agreements.csv")[0]["ETag"]
    actions.add_note(register.agreement, text="x", language="fr", by=register.remy)
    assert fetch("/data/agreements.csv")[0]["ETag"] != before
    assert fetch("/data/agreements.csv", **{"if-none-match": before})[1]


def test_the_state_of_today_is_another_file_tomorrow(fetch, client, register):
    with time_machine.travel(datetime(2022, 10, 1, 12, tzinfo=UTC), tick=False):
        actions.add_note(register.agreement, text="x", language="fr", by=register.remy)
        today = fetch("/data/agreements.csv")[0]
        plain = fetch("/data/sources.csv")[0]
    with time_machine.travel(datetime(2022, 10, 2, 12, tzinfo=UTC), tick=False):
        tomorrow = fetch("/data/agreements.csv")[0]
        assert tomorrow["ETag"] != today["ETag"]
        assert tomorrow["Last-Modified"] != today["Last-Modified"]
        assert fetch("/data/sources.csv")[0]["ETag"] == plain["ETag"]


def test_head_gives_the_headers_alone(client, fetch, register):
    actions.add_note(register.agreement, text="x", language="fr", by=register.remy)
    for address in ALL:
        answer, (whole, body) = client.head(address), fetch(address)
        for close in answer._resource_closers:
            close()  # of files; the test keeps its connection
        assert answer.status_code == 200
        assert b"".join(answer) == b""
        assert answer["ETag"]
        assert answer.get("Content-Length") == whole.get("Content-Length")
        if address.endswith("xlsx"):
            assert answer["Content-Length"] == str(len(body))


def test_a_file_is_compressed_where_that_pays(client, fetch, register):
    for address in ALL:
        _, plain = fetch(address)
        answer, sent = fetch(address, **{"accept-encoding": "gzip"})
        assert answer["Vary"] == "Accept-Encoding"
        if address.endswith("xlsx"):
            assert (sent[:2], "Content-Encoding" in answer) == (b"PK", False)
        elif answer.get("Content-Encoding") == "gzip":
            assert gzip.decompress(sent) == plain
            assert (
                client.get(
                    address,
                    headers={
                        "accept-encoding": "gzip",
                        "if-none-match": answer["ETag"],
                    },
                ).status_code
                == 304
            )
        else:
            assert len(plain) < 200


def test_another_sites_page_may_ask_with_what_it_knows(client, register):
    for address in [*ALL, "/data/catalogue.jsonld"]:
        asked = client.options(
            address,
            headers={
                "origin": "https://example.org",
                "access-control-request-method": "GET",
                "access-control-request-headers": "if-none-match",
            },
        )
        assert asked.status_code == 204
        assert asked["Access-Control-Allow-Origin"] == "*"
        assert "If-None-Match" in asked["Access-Control-Allow-Headers"]


# Demonstration


def test_a_demonstration_is_marked_in_every_file(fetch, rows, register):
    with override_settings(DEMO=True):
        for address in ALL:
            answer, _ = fetch(address)
            name = address.removeprefix("/data/")
            assert f'"demonstration-{name}"' in answer["Content-Disposition"]
            assert answer["Accord-Demonstration"] == "true"
        for name in NAMES:
            assert json.loads(fetch(f"/data/{name}.json")[1])["demonstration"] is True
            for row in rows(name):
                assert next(iter(row)) == "demonstration"
                assert row["demonstration"] is True
    assert "demonstration" not in rows("sources")[0]


# Documented


@pytest.mark.parametrize("name", NAMES)
def test_every_column_is_explained_in_both_languages(name):
    table = DATASETS[name].table
    assert len(set(table.names)) == len(table.names)
    for column in table.written:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", column.name)
        assert len(column.description_fr) > 5
        assert len(column.description_nl) > 5
        assert column.description_fr != column.description_nl
        assert column.description_fr.rstrip().endswith((".", "?"))


@pytest.mark.parametrize("name", NAMES)
def test_every_code_a_column_can_hold_is_explained_with_it(name):
    for column in DATASETS[name].table.written:
        for code in column.codes.values if column.codes else ():
            if column.name != "at_least":  # it points to the column beside it
                assert code in column.description_fr, (column.name, code)
                assert code in column.description_nl, (column.name, code)


# What a file costs


def test_a_file_costs_a_handful_of_queries(
    fetch, register, django_assert_max_num_queries
):
    for address in ALL:
        with django_assert_max_num_queries(7):
            fetch(address)


@pytest.mark.slow
def test_a_long_file_takes_no_more_memory_than_a_short_one(register):
    def peak(how_many):
        rows = step_rows(
            Step.objects.public().in_file_order()[:how_many].iterator(500),
            Agreement.objects.public().as_of(date(2023, 1, 1)).for_table(),
            date(2023, 1, 1),
        )
        tracemalloc.start()
        try:
            written = sum(
                block.count(b"\n") for block in tablefiles.csv(AGREEMENT_STEPS, rows)
            )
            return written - 1, tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    source, first = make.source(), date(2022, 1, 1)
    Step.objects.bulk_create(
        Step(
            agreement=agreement,
            kind="announced",
            source=source,
            state="published",
            **columns(ImpreciseDate.parse(str(first + timedelta(days=day)))),
        )
        for agreement in (register.agreement, register.other_agreement)
        for day in range(5000)
    )
    peak(100)  # what is read once and kept
    (few, small), (many, large) = peak(1000), peak(6000)
    assert (few, many) == (1000, 6000)
    assert large < small * 1.3
