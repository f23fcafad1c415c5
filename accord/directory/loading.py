"""The files of organisations and municipalities."""

import re

from accord.directory.models import (
    Body,
    Measurement,
    Neighbour,
    Organisation,
    PostalCode,
    Service,
    UsualName,
)
from accord.lib.register import current
from accord.lib.sheets import Cell, Row, Sheet, always, refers
from accord.sources.loading import NOTE, SOURCE, codes


def nis_codes() -> dict[str, int]:
    """Municipalities by their NIS code."""
    municipalities = Organisation.objects.public().municipalities()
    return dict(municipalities.values_list("nis_code", "pk"))


def _with_sources() -> dict:
    return {"sources": codes()}


def _with_organisations() -> dict:
    organisations = Organisation.objects.public().values_list("code", "pk")
    return {"sources": codes(), "organisations": dict(organisations)}


def _with_municipalities() -> dict:
    return {"sources": codes(), "municipalities": nis_codes()}


def _municipality_code(row: Row) -> dict[str, str]:
    """It tells municipalities apart in every file; the register says how it is made."""
    code, how = row.required("nis_code"), current().municipality_code
    if code and not re.fullmatch(how, code):
        row.faults.append(
            f"nis_code “{code}” is none: municipality_code in register.toml is {how}"
        )
    return {"nis_code": code}


TOWN = refers("nis_code", "municipalities", into="municipality")
NIS_CODE = Cell(("nis_code",), _municipality_code)
_LEGAL = ("legal_name_fr", "legal_name_nl")  # a municipality has one, no other body
LEGAL_NAME = Cell(_LEGAL, lambda row: {name: row.required(name) for name in _LEGAL})

ORGANISATIONS = Sheet(
    "organisations",
    Organisation,
    ("code",),
    ("code", "kind", "name", "sort", "slug", "role", "abbreviation", "website", SOURCE),
    _with_sources,
    told_by={"organisations": ("code",)},
)
MUNICIPALITIES = Sheet(
    "municipalities",
    Organisation,
    ("code",),
    (
        *("code", always(kind=Body.MUNICIPALITY.value), NIS_CODE, "name"),
        *(LEGAL_NAME, "sort", "slug", "map_label", "map_column", "map_row", SOURCE),
    ),
    _with_sources,
    told_by={"municipalities": ("nis_code",), "organisations": ("code",)},
)
SERVICES = Sheet(
    "services",
    Service,
    ("organisation_id", "name_fr"),
    (
        refers("organisation", "organisations"),
        *("name", "competences", "languages", "promised_days"),
        *("mailbox", "telephone", SOURCE),
    ),
    _with_organisations,
)
USUAL_NAMES = Sheet(
    "usual_names",
    UsualName,
    ("organisation_id", "name"),
    (refers("organisation", "organisations"), "name"),
    _with_organisations,
)
POSTAL_CODES = Sheet(
    "postal_codes",
    PostalCode,
    ("municipality_id", "postal_code"),
    (TOWN, "postal_code", SOURCE),
    _with_municipalities,
)
NEIGHBOURS = Sheet(
    "neighbours",
    Neighbour,
    ("municipality_id", "neighbour_id"),
    (TOWN, refers("neighbour_nis_code", "municipalities", into="neighbour"), SOURCE),
    _with_municipalities,
)
MEASUREMENTS = Sheet(
    "measurements",
    Measurement,
    ("municipality_id", "measure", "when", "source_id"),
    (TOWN, "measure", "value", "when", SOURCE, NOTE),
    _with_municipalities,
)

SHEETS = (
    ORGANISATIONS,
    MUNICIPALITIES,
    SERVICES,
    USUAL_NAMES,
    POSTAL_CODES,
    NEIGHBOURS,
    MEASUREMENTS,
)
