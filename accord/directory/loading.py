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
from accord.lib.sheets import Row, Sheet
from accord.sources.loading import codes

NAMED = ("name_fr", "name_nl", "sort_fr", "sort_nl", "slug_fr", "slug_nl")


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


def _organisation(row: Row) -> dict:
    return {
        "code": row.required("code"),
        "kind": row.choice("kind", Kind),
        **row.texts("name", "sort", "slug", "role"),
        # A body may be known by an abbreviation in one language alone.
        "abbreviation_fr": row.text("abbreviation_fr"),
        "abbreviation_nl": row.text("abbreviation_nl"),
        "website": row.text("website"),
        "source_id": row.reference("source", "sources"),
    }


def _service(row: Row) -> dict:
    return {
        "organisation_id": row.reference("organisation", "organisations"),
        "name_fr": row.required("name_fr"),
        "name_nl": row.required("name_nl"),
        **row.texts("competences"),
        "languages": row.text("languages") and row.choice("languages", Languages),
        "promised_days": row.number("promised_days"),
        "mailbox": row.text("mailbox"),
        "telephone": row.text("telephone"),
        "source_id": row.reference("source", "sources"),
    }


def _municipality(row: Row) -> dict:
    return {
        "code": row.required("code"),
        "kind": Kind.MUNICIPALITY.value,
        "nis_code": row.required("nis_code"),
        **row.texts("name", "sort", "slug", "map_label"),
        "map_column": row.number("map_column"),
        "map_row": row.number("map_row"),
        "source_id": row.reference("source", "sources"),
    }


def _postal_code(row: Row) -> dict:
    return {
        "municipality_id": row.reference("nis_code", "municipalities"),
        "postal_code": row.required("postal_code"),
        "source_id": row.reference("source", "sources"),
    }


def _neighbour(row: Row) -> dict:
    return {
        "municipality_id": row.reference("nis_code", "municipalities"),
        "neighbour_id": row.reference("neighbour_nis_code", "municipalities"),
        "source_id": row.reference("source", "sources"),
    }


def _measurement(row: Row) -> dict:
    return {
        "municipality_id": row.reference("nis_code", "municipalities"),
        "measure": row.choice("measure", Measure),
        "value": row.decimal("value"),
        **row.date("when"),
        "source_id": row.reference("source", "sources"),
        **row.texts("note"),
    }


ORGANISATIONS = Sheet(
    name="organisations",
    model=Organisation,
    columns=(
        *("code", "kind", *NAMED, "abbreviation_fr", "abbreviation_nl"),
        *("role_fr", "role_nl", "website", "source"),
    ),
    key=("code",),
    read=_organisation,
    known=_with_sources,
)
MUNICIPALITIES = Sheet(
    name="municipalities",
    model=Organisation,
    columns=(
        *("nis_code", "code", *NAMED, "map_column", "map_row"),
        *("map_label_fr", "map_label_nl", "source"),
    ),
    key=("code",),
    read=_municipality,
    known=_with_sources,
)
SERVICES = Sheet(
    name="services",
    model=Service,
    columns=(
        *("organisation", "name_fr", "name_nl", "competences_fr", "competences_nl"),
        *("languages", "promised_days", "mailbox", "telephone", "source"),
    ),
    key=("organisation_id", "name_fr"),
    read=_service,
    known=_with_organisations,
)
POSTAL_CODES = Sheet(
    name="postal_codes",
    model=PostalCode,
    columns=("nis_code", "postal_code", "source"),
    key=("municipality_id", "postal_code"),
    read=_postal_code,
    known=_with_municipalities,
)
NEIGHBOURS = Sheet(
    name="neighbours",
    model=Neighbour,
    columns=("nis_code", "neighbour_nis_code", "source"),
    key=("municipality_id", "neighbour_id"),
    read=_neighbour,
    known=_with_municipalities,
)
MEASUREMENTS = Sheet(
    name="measurements",
    model=Measurement,
    columns=("nis_code", "measure", "value", "when", "source", "note_fr", "note_nl"),
    key=("municipality_id", "measure", "when", "source_id"),
    read=_measurement,
    known=_with_municipalities,
)

SHEETS = (
    ORGANISATIONS,
    MUNICIPALITIES,
    SERVICES,
    POSTAL_CODES,
    NEIGHBOURS,
    MEASUREMENTS,
)
