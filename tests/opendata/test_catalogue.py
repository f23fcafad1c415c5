import json
import re

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accord.agreements import actions
from accord.lib.register import current
from accord.lib.tabular import Type
from accord.opendata.catalogue import CSVW_TYPES
from accord.opendata.datasets import DATASETS, records_behind
from tests import make

LIST = {"fr": "/fr/donnees/", "nl": "/nl/data/"}


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_short_address_leads_to_the_catalogue_in_the_visitors_language(
    language, client, db
):
    answer = client.get("/data/", headers={"accept-language": language})
    assert (answer.status_code, answer["Location"]) == (302, LIST[language])


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_catalogue_offers_every_file(language, client, db):
    page = client.get(LIST[language]).content.decode()
    for name in DATASETS:
        for kind in ("csv", "xlsx", "json"):
            assert f'href="/data/{name}.{kind}"' in page
    assert "CC BY 4.0" in page
    assert "Excel" in page
    assert "/data/catalogue.jsonld" in page


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize("name", list(DATASETS))
def test_the_page_of_a_dataset_explains_each_column(name, language, client, db):
    page = client.get(f"{LIST[language]}{name}/")
    with override(language):
        for column in DATASETS[name].table.written:
            cell = f"<td>{column.description}</td>"
            assert column.name in page.content.decode()
            assert cell in page.content.decode().replace("&#x27;", "'")
    assert client.get(f"{LIST[language]}nothing/").status_code == 404


def test_the_catalogue_counts_what_is_public(client, cast):
    agreement = make.agreement(municipality=cast.ixelles)
    make.step(agreement=agreement)
    make.step("college", "2021", agreement=agreement, state="draft")
    found = records_behind(DATASETS.values(), timezone.localdate())
    assert found["agreement-steps"] == 1
    assert found["municipalities"] == 2
    assert found["plan-actions"] == 0
    assert list(found) == list(DATASETS)


@pytest.mark.parametrize("who", [None, "ines", "remy", "ada"])
@pytest.mark.parametrize("length", [1, 200])
def test_the_catalogue_costs_the_same_for_everyone(
    who, length, sign_in, client, cast, django_assert_max_num_queries
):
    for _ in range(length):
        make.source()
    if who:
        sign_in(getattr(cast, who))
    client.get(LIST["fr"])
    with django_assert_max_num_queries(8):
        page = client.get(LIST["nl"])
    assert len(page.content) < 40_000
    with django_assert_max_num_queries(8):
        client.get("/fr/donnees/agreements/")


def nodes(found):
    if isinstance(found, dict):
        yield found
        for value in found.values():
            yield from nodes(value)
    elif isinstance(found, list):
        for value in found:
            yield from nodes(value)


def test_the_catalogue_is_a_dcat_record(client, cast):
    answer = client.get("/data/catalogue.jsonld")
    assert answer["Content-Type"] == "application/ld+json"
    record = json.loads(answer.content)
    prefixes = set(record["@context"])
    for node in nodes(record):
        for name in node:
            assert (
                name.startswith("@")
                or name.split(":")[0] in prefixes
                or (node is record["@context"])
            )
        if "@id" in node:
            assert re.match(r"(https?://|mailto:)", node["@id"])
    assert record["@type"] == "dcat:Catalog"
    assert record["dct:publisher"]["foaf:name"][0]["@value"] == "Bruxelles Logement"
    assert [one["dct:identifier"] for one in record["dcat:dataset"]] == list(DATASETS)
    for dataset in record["dcat:dataset"]:
        assert [text["@language"] for text in dataset["dct:title"]] == ["fr", "nl"]
        for file in dataset["dcat:distribution"]:
            address = file["dcat:downloadURL"]["@id"]
            there = client.head(address)
            for close in there._resource_closers:
                close()  # of files; the test keeps its connection
            assert there.status_code == 200
            assert file["dct:license"]["@id"].endswith("CC_BY_4_0")


def test_the_record_says_where_since_when_and_how_it_is_read(client, cast):
    agreement = make.agreement()
    make.step("signature", "2021-11", agreement=agreement)
    actions.add_note(agreement, text="x", language="fr", by=cast.remy)
    answer = client.get("/data/catalogue.jsonld")
    record = json.loads(answer.content)

    named = {one["dct:identifier"] for one in record["dct:spatial"]}
    assert cast.ixelles.nis_code in named
    assert record["dct:temporal"]["dcat:startDate"]["@value"] == "2021-11-30"
    assert record["dct:issued"]["@value"] <= record["dct:modified"]["@value"]
    for dataset in record["dcat:dataset"]:
        pages = [page["@id"] for page in dataset["dcat:landingPage"]]
        assert len(pages) == 2
        for page in pages:
            there = page.removeprefix("http://testserver")
            assert client.get(there).status_code == 200
        csv = dataset["dcat:distribution"][0]
        schema = csv["dct:conformsTo"]["@id"].removeprefix("http://testserver")
        assert client.get(schema).status_code == 200
    known = {"if-none-match": answer["ETag"]}
    assert client.get("/data/catalogue.jsonld", headers=known).status_code == 304


def test_the_record_names_who_publishes_as_the_register_says(client, nobody, settings):
    record = json.loads(client.get("/data/catalogue.jsonld").content)
    said = current().publisher
    names = {
        one["@language"]: one["@value"] for one in record["dct:publisher"]["foaf:name"]
    }
    assert names == vars(said.name)
    assert {one["@id"] for one in record["dct:publisher"]["foaf:homepage"]} == {
        said.website.fr,
        said.website.nl,
    }
    assert "dct:modified" not in record


def test_the_contact_is_the_one_set(client, db):
    with override_settings(CONTACT_EMAIL="data@example.org"):
        record = json.loads(client.get("/data/catalogue.jsonld").content)
    contact = record["dcat:dataset"][0]["dcat:contactPoint"]
    assert contact["vcard:hasEmail"] == {"@id": "mailto:data@example.org"}


def test_a_demonstration_says_so_in_the_record(client, db):
    with override_settings(DEMO=True):
        record = json.loads(client.get("/data/catalogue.jsonld").content)
        columns = json.loads(client.get("/data/sources.csv-metadata.json").content)
    for one in (record, *record["dcat:dataset"], columns):
        assert one["dct:title"][0]["@value"].startswith("DÉMONSTRATION")
        assert one["dct:title"][1]["@value"].startswith("DEMONSTRATIE")


@pytest.mark.parametrize("name", list(DATASETS))
def test_the_columns_of_a_csv_file_are_described_beside_it(name, client, db):
    answer = client.get(reverse("data:dataset_columns", args=[name]))
    record = json.loads(answer.content)
    assert answer["Content-Type"] == "application/csvm+json"
    assert record["dialect"]["delimiter"] == ";"
    described = [one["name"] for one in record["tableSchema"]["columns"]]
    assert described == DATASETS[name].table.names


@pytest.mark.parametrize("name", list(DATASETS))
def test_french_signs_never_begin_a_line_alone(name):
    table = DATASETS[name].table
    texts = [table.title_fr, table.description_fr]
    texts += [column.description_fr for column in table.written]
    for text in texts:
        assert not re.search(r" [:;?!»]|[«\w)»][:;?!](?!\w)|« |«\S", text), text


def test_every_type_is_known_to_programs():
    in_files = set(Type) - {Type.PAIR, Type.TOGETHER}  # which are written as texts
    assert set(CSVW_TYPES) == in_files
