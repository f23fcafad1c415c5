"""The files of organisations and municipalities."""

from accord.directory.models import (
    Kind,
    Languages,
    Measure,
    Measurement,
    Neighbour,
    Organisation,
    PostalCode,
    Service,
)
from accord.lib.sheets import (
    Sheet,
    always,
    choice,
    dated,
    decimal,
    number,
    refers,
    required,
    text,
    texts,
)
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


CODE = required("code")
TOWN = refers("nis_code", "municipalities", into="municipality")

ORGANISATIONS = Sheet(
    "organisations",
    Organisation,
    ("code",),
    (
        CODE,
        choice("kind", Kind),
        texts("name", "sort", "slug", "role"),
        # A body may be known by an abbreviation in one language alone.
        text("abbreviation_fr"),
        text("abbreviation_nl"),
        text("website"),
        SOURCE,
    ),
    _with_sources,
)
MUNICIPALITIES = Sheet(
    "municipalities",
    Organisation,
    ("code",),
    (
        CODE,
        always(kind=Kind.MUNICIPALITY.value),
        required("nis_code"),
        texts("name", "sort", "slug", "map_label"),
        number("map_column"),
        number("map_row"),
        SOURCE,
    ),
    _with_sources,
)
SERVICES = Sheet(
    "services",
    Service,
    ("organisation_id", "name_fr"),
    (
        refers("organisation", "organisations"),
        required("name_fr"),
        required("name_nl"),
        texts("competences"),
        choice("languages", Languages, optional=True),
        number("promised_days"),
        text("mailbox"),
        text("telephone"),
        SOURCE,
    ),
    _with_organisations,
)
POSTAL_CODES = Sheet(
    "postal_codes",
    PostalCode,
    ("municipality_id", "postal_code"),
    (TOWN, required("postal_code"), SOURCE),
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
    (TOWN, choice("measure", Measure), decimal("value"), dated(), SOURCE, NOTE),
    _with_municipalities,
)

SHEETS = (
    ORGANISATIONS,
    MUNICIPALITIES,
    SERVICES,
    POSTAL_CODES,
    NEIGHBOURS,
    MEASUREMENTS,
)
