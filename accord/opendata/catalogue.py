"""The catalogue for machines: DCAT-AP in JSON-LD, and the columns as CSV on the Web.

It does not say how large a file is: each is made when it is asked for.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Min
from django.urls import reverse

from accord import outlets
from accord.agreements.models import Step
from accord.directory.models import Organisation
from accord.journal.models import first_moment, revision
from accord.lib import register
from accord.lib.authority import in_both_own_words
from accord.lib.bilingual import in_each
from accord.lib.tabular import Column, Type
from accord.opendata import licence
from accord.opendata.datasets import DATASETS, Dataset

EUROPE = "http://publications.europa.eu/resource/authority"
MEDIA = "https://www.iana.org/assignments/media-types"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TITLE = (
    "Données ouvertes des contrats logement",
    "Open data van de huisvestingsovereenkomsten",
)
DESCRIPTION = in_both_own_words(
    "Le registre public des contrats logement entre la Région et ses communes : "
    "états, étapes, missions, plan et sources.",
    "Het openbare register van de huisvestingsovereenkomsten tussen het Gewest en "
    "zijn gemeenten: standen, stappen, opdrachten, plan en bronnen.",
)
KEYWORDS = {
    "fr": ["logement", "communes", "contrat logement"],
    "nl": ["huisvesting", "gemeenten", "huisvestingsovereenkomst"],
}
CSVW_TYPES: dict[Type, Any] = {
    Type.TEXT: "string",
    Type.IMPRECISE: "string",
    Type.INTEGER: "integer",
    Type.DECIMAL: {"base": "decimal", "format": {"decimalChar": ","}},
    Type.DATE: {"base": "date", "format": "yyyy-MM-dd"},
    Type.BOOLEAN: {"base": "boolean", "format": "true|false"},
    Type.ADDRESS: "anyURI",
}


def graph() -> dict[str, Any]:
    """The catalogue as a DCAT-AP record."""
    moment = revision()[1]
    common: dict[str, Any] = {
        "dct:publisher": _publisher(),
        "dct:license": {"@id": licence.AUTHORITY},
        "dct:language": [
            {"@id": f"{EUROPE}/language/{code}"} for code in ("FRA", "NLD")
        ],
    }
    if moment:
        common["dct:modified"] = _moment(moment)
        common["dct:issued"] = _moment(first_moment())
    return {
        "@context": CONTEXT,
        "@id": _address("data:catalogue_graph"),
        "@type": "dcat:Catalog",
        "dct:title": _texts(*TITLE, is_title=True),
        "dct:description": _texts(*DESCRIPTION.values()),
        "foaf:homepage": {"@id": _address("data:catalogue_redirect")},
        "dcat:themeTaxonomy": {"@id": f"{EUROPE}/data-theme"},
        "dct:spatial": _places(),
        **_time(),
        **common,
        "dcat:dataset": [_dataset(dataset, common) for dataset in DATASETS.values()],
    }


def _dataset(dataset: Dataset, common: dict[str, Any]) -> dict[str, Any]:
    table = dataset.table
    record: dict[str, Any] = {
        "@id": f"{_address('data:catalogue_redirect')}#{dataset.name}",
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.name,
        "dct:title": _texts(table.title_fr, table.title_nl, is_title=True),
        "dct:description": _texts(table.description_fr, table.description_nl),
        "dcat:landingPage": [
            {"@id": address}
            for address in in_each(
                lambda: _address("opendata:dataset_detail", dataset.name)
            ).values()
        ],
        "dcat:theme": [
            {"@id": f"{EUROPE}/data-theme/{theme}"} for theme in ("GOVE", "SOCI")
        ],
        "dcat:keyword": [
            {"@language": language, "@value": word}
            for language, words in KEYWORDS.items()
            for word in words
        ],
        "dct:accessRights": {"@id": f"{EUROPE}/access-right/PUBLIC"},
        "dct:accrualPeriodicity": {"@id": f"{EUROPE}/frequency/CONT"},
        **common,
        "dcat:distribution": [_distribution(dataset, kind) for kind in outlets.TABLES],
    }
    if settings.CONTACT_EMAIL:
        record["dcat:contactPoint"] = {
            "@type": "vcard:Organization",
            "vcard:hasEmail": {"@id": f"mailto:{settings.CONTACT_EMAIL}"},
        }
    return record


def _distribution(dataset: Dataset, kind: str) -> dict[str, Any]:
    format_, media = kind.upper(), outlets.CONTENT_TYPES[kind].partition(";")[0]
    address = _address("data:dataset_file", dataset.name, kind)
    schema = {"@id": _address("data:dataset_columns", dataset.name)}
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        **({"dct:conformsTo": schema} if kind == "csv" else {}),
        "dct:title": _texts(
            f"{dataset.table.title_fr} ({format_})",
            f"{dataset.table.title_nl} ({format_})",
        ),
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"{MEDIA}/{media}"},
        "dct:format": {"@id": f"{EUROPE}/file-type/{format_}"},
        "dct:license": {"@id": licence.AUTHORITY},
    }


def _places() -> list[dict[str, Any]]:
    """The municipalities, by name and number: what all of it is about."""
    return [
        {
            "@type": "dct:Location",
            "dct:identifier": town.nis_code,
            "skos:prefLabel": _texts(town.name_fr, town.name_nl),
        }
        for town in Organisation.objects.public().municipalities().order_by("nis_code")
    ]


def _time() -> dict[str, Any]:
    """From the first step that is known on; nothing while none is."""
    first = Step.objects.public().aggregate(first=Min("latest_on"))["first"]
    if first is None:
        return {}
    start = {"@type": "xsd:date", "@value": first.isoformat()}
    return {"dct:temporal": {"@type": "dct:PeriodOfTime", "dcat:startDate": start}}


def _moment(moment: datetime) -> dict[str, str]:
    return {"@type": "xsd:dateTime", "@value": moment.isoformat()}


def columns(dataset: Dataset) -> dict[str, Any]:
    """How to read the CSV file: CSV on the Web, where its readers look for it."""
    table = outlets.marked(dataset.table)
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "fr"}],
        "url": _address("data:dataset_file", dataset.name, "csv"),
        "dct:title": _texts(table.title_fr, table.title_nl, is_title=True),
        "dct:license": {"@id": licence.ADDRESS},
        "dialect": {"delimiter": ";", "encoding": "utf-8", "header": True},
        "tableSchema": {"columns": [_column(column) for column in table.written]},
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": column.name,
        "datatype": CSVW_TYPES[column.type],
        "dct:description": _texts(column.description_fr, column.description_nl),
    }


def _publisher() -> dict[str, Any]:
    """Who publishes the site, as the register says."""
    publisher = register.current().publisher
    if publisher is None:
        return {"@type": "foaf:Agent", "foaf:name": "Accord"}
    names = _texts(publisher.name.fr, publisher.name.nl)
    agent: dict[str, Any] = {"@type": "foaf:Agent", "foaf:name": names}
    if publisher.website:
        pages = vars(publisher.website).values()
        agent["foaf:homepage"] = [{"@id": one} for one in dict.fromkeys(pages)]
    return agent


def _address(name: str, *args: str) -> str:
    return settings.BASE_URL + reverse(name, args=args)


def _texts(fr: str, nl: str, *, is_title: bool = False) -> list[dict[str, str]]:
    if is_title and settings.DEMO:
        fr, nl = f"DÉMONSTRATION – {fr}", f"DEMONSTRATIE – {nl}"
    return [{"@language": "fr", "@value": fr}, {"@language": "nl", "@value": nl}]
