"""Sources as a table, and the columns that name the source of a fact."""

from accord.lib.tabular import Column, Table, Type, date_columns
from accord.sources.models import Kind


def source_columns() -> tuple[Column, ...]:
    """Who says it: for any row that has a source."""
    return (
        Column(
            "source_code",
            "Code de la source, à retrouver dans le fichier « sources ».",
            "Code van de bron, terug te vinden in het bestand “sources”.",
            "source.code",
        ),
        Column(
            "source_kind",
            "Nature de la source : official (officielle), press (presse), computed "
            "(calculée) ou demonstration (démonstration).",
            "Aard van de bron: official (officieel), press (pers), computed "
            "(berekend) of demonstration (demonstratie).",
            "source.kind",
            codes=Kind,
        ),
        Column(
            "source_publisher",
            "Qui le dit.",
            "Wie het zegt.",
            "source.publisher",
            Type.PAIR,
        ),
        Column(
            "source_address",
            "Adresse où la source peut être lue.",
            "Adres waar de bron te lezen is.",
            "source.address",
            Type.ADDRESS,
        ),
    )


# What the register adds to a fact.
NOTE = Column(
    "note",
    "Remarque publique sur ce fait.",
    "Openbare toelichting bij dit feit.",
    type=Type.PAIR,
)

SOURCES = Table(
    name="sources",
    title_fr="Sources",
    title_nl="Bronnen",
    description_fr="Une ligne par source : qui établit les faits du registre, où et "
    "quand.",
    description_nl="Eén rij per bron: op wie de feiten van het register steunen, waar "
    "en wanneer.",
    columns=(
        Column(
            "code",
            "Code stable de la source, repris dans les autres fichiers.",
            "Vaste code van de bron, gebruikt in de andere bestanden.",
        ),
        Column(
            "kind",
            "Nature : official (officielle), press (presse), computed (calculée) ou "
            "demonstration (démonstration).",
            "Aard: official (officieel), press (pers), computed (berekend) of "
            "demonstration (demonstratie).",
            codes=Kind,
        ),
        Column("publisher", "Qui publie.", "Wie ze uitgeeft.", type=Type.PAIR),
        Column("title", "Titre.", "Titel.", type=Type.PAIR),
        Column(
            "language",
            "Langue de la source : fr, nl ou both (les deux).",
            "Taal van de bron: fr, nl of both (beide).",
        ),
        Column(
            "address",
            "Adresse où la source peut être lue. Vide : aucune adresse connue.",
            "Adres waar de bron te lezen is. Leeg: geen adres bekend.",
            type=Type.ADDRESS,
        ),
        Column(
            "address_nl",
            "Adresse de la même page en néerlandais. Vide : la page est la même.",
            "Adres van dezelfde pagina in het Nederlands. Leeg: dezelfde pagina.",
            type=Type.ADDRESS,
        ),
        *date_columns(fr="Date de publication.", nl="Datum van publicatie."),
        Column(
            "consulted",
            "Date à laquelle la source a été consultée, au format EDTF.",
            "Datum waarop de bron werd geraadpleegd, in EDTF.",
            type=Type.IMPRECISE,
        ),
        NOTE,
    ),
)
