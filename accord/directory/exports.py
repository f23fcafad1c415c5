"""Municipalities as a table, and the columns that name one in every table."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import override

from accord.directory.models import Measure, Measurement, Organisation, PostalCode
from accord.lib.batches import batches
from accord.lib.tabular import Column, Table, Type, date_columns


def municipality_columns(path: str = "") -> tuple[Column, ...]:
    """A municipality is these three columns in every file."""
    start = f"{path}." if path else ""
    return (
        Column(
            "nis_code",
            "Code INS de la commune (Statbel).",
            "NIS-code van de gemeente (Statbel).",
            f"{start}nis_code",
        ),
        Column(
            "municipality",
            "Nom de la commune.",
            "Naam van de gemeente.",
            f"{start}name",
            Type.PAIR,
        ),
    )


def _page(language: str) -> Any:
    def address(municipality: Organisation) -> str:
        with override(language):
            return settings.BASE_URL + municipality.get_absolute_url()

    return address


MUNICIPALITIES = Table(
    name="municipalities",
    title_fr="Communes",
    title_nl="Gemeenten",
    description_fr="Une ligne par commune : ses noms, ses codes, ses chiffres datés et "
    "l’état de son contrat logement au jour demandé.",
    description_nl="Eén rij per gemeente: haar namen, codes en gedateerde cijfers en "
    "de status van haar huisvestingsovereenkomst op de gevraagde dag.",
    columns=(
        *municipality_columns(),
        Column(
            "legal_name",
            "Nom officiel de la commune, sous lequel elle signe.",
            "Officiële naam van de gemeente, waaronder ze ondertekent.",
            type=Type.PAIR,
        ),
        Column(
            "postal_codes",
            "Codes postaux, séparés par une espace.",
            "Postcodes, gescheiden door een spatie.",
        ),
        Column(
            "area_km2",
            "Superficie en kilomètres carrés.",
            "Oppervlakte in vierkante kilometer.",
            "area_km2.value",
            Type.DECIMAL,
        ),
        Column(
            "area_source_code",
            "Code de la source de la superficie.",
            "Code van de bron van de oppervlakte.",
            "area_km2.source.code",
        ),
        Column(
            "population",
            "Nombre d’habitants : le chiffre le plus récent au jour demandé.",
            "Aantal inwoners: het meest recente cijfer op de gevraagde dag.",
            "population.value",
            Type.INTEGER,
        ),
        *date_columns(
            name="population_date",
            path="population",
            fr="Date de la population.",
            nl="Datum van het inwonertal.",
        ),
        Column(
            "population_source_code",
            "Code de la source de la population.",
            "Code van de bron van het inwonertal.",
            "population.source.code",
        ),
        Column(
            "page_fr",
            "Page de la commune en français.",
            "Pagina van de gemeente in het Frans.",
            _page("fr"),
            Type.ADDRESS,
        ),
        Column(
            "page_nl",
            "Page de la commune en néerlandais.",
            "Pagina van de gemeente in het Nederlands.",
            _page("nl"),
            Type.ADDRESS,
        ),
    ),
)


def municipality_rows(
    municipalities: Iterable[Organisation], day: date
) -> Iterator[Any]:
    """Each with its postal codes and the figures known on ``day``."""
    for batch in batches(municipalities):
        codes = _postal_codes(batch)
        figures = _figures(batch, day)
        for municipality in batch:
            row: Any = municipality
            row.on = day
            row.postal_codes = " ".join(codes.get(municipality.pk, ()))
            for measure in Measure:
                setattr(row, measure, figures.get((municipality.pk, measure)))
            yield row


def _postal_codes(municipalities: list[Organisation]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    codes = PostalCode.objects.public().filter(municipality__in=municipalities)
    for code in codes.order_by("postal_code"):
        found.setdefault(code.municipality_id, []).append(code.postal_code)
    return found


def _figures(
    municipalities: list[Organisation], day: date
) -> dict[tuple[int, str], Measurement]:
    """The latest of each measure; on one date, an official source goes first."""
    measurements = (
        Measurement.objects.public()
        .filter(municipality__in=municipalities)
        .exclude(earliest_on__gt=day)
        .select_related("source")
        .order_by("pk")
    )
    found: dict[tuple[int, str], Measurement] = {}
    for measurement in measurements:
        key = (measurement.municipality_id, measurement.measure)
        if key not in found or _weight(measurement) > _weight(found[key]):
            found[key] = measurement
    return found


def _weight(measurement: Measurement) -> tuple[date, bool]:
    known = measurement.latest_on or measurement.earliest_on or date.min
    return known, measurement.source.kind == "official"
