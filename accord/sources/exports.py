"""Sources as a table, and the columns that name the source of a fact."""

from accord.lib.tabular import Column, Table, Type, date_columns
from accord.sources.models import Kind


def source_columns(path: str = "source") -> tuple[Column, ...]:
    """Who says it: for any row that has a source at ``path``."""
    return (
        Column(
            "source_code",
            "Code de la source, à retrouver dans le fichier « sources ».",
            "Code van de bron, terug te vinden in het bestand “sources”.",
            f"{path}.code",
        ),
        Column(
            "source_kind",
            "Nature de la source : official (officielle), press (presse), computed "
            "(calculée) ou demonstration (démonstration).",
            "Aard van de bron: official (officieel), press (pers), computed "
            "(berekend) of demonstration (demonstratie).",
            f"{path}.kind",
            codes=Kind,
        ),
        Column(
            "source_publisher_fr",
            "Qui le dit, en français.",
            "Wie het zegt, in het Frans.",
            f"{path}.publisher_fr",
        ),
        Column(
            "source_publisher_nl",
            "Qui le dit, en néerlandais.",
            "Wie het zegt, in het Nederlands.",
            f"{path}.publisher_nl",
        ),
        Column(
            "source_address",
            "Adresse où la source peut être lue.",
            "Adres waar de bron te lezen is.",
            f"{path}.address",
            Type.ADDRESS,
        ),
    )


def note_columns(path: str = "") -> tuple[Column, ...]:
    """What the register adds to a fact, in both languages."""
    start = f"{path}." if path else ""
    return (
        Column(
            "note_fr",
            "Remarque publique sur ce fait, en français.",
            "Openbare opmerking bij dit feit, in het Frans.",
            f"{start}note_fr",
        ),
        Column(
            "note_nl",
            "Remarque publique sur ce fait, en néerlandais.",
            "Openbare opmerking bij dit feit, in het Nederlands.",
            f"{start}note_nl",
        ),
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
            "code",
        ),
        Column(
            "kind",
            "Nature : official (officielle), press (presse), computed (calculée) ou "
            "demonstration (démonstration).",
            "Aard: official (officieel), press (pers), computed (berekend) of "
            "demonstration (demonstratie).",
            "kind",
            codes=Kind,
        ),
        Column(
            "publisher_fr",
            "Qui publie, en français.",
            "Wie publiceert, in het Frans.",
            "publisher_fr",
        ),
        Column(
            "publisher_nl",
            "Qui publie, en néerlandais.",
            "Wie publiceert, in het Nederlands.",
            "publisher_nl",
        ),
        Column("title_fr", "Titre en français.", "Titel in het Frans.", "title_fr"),
        Column(
            "title_nl", "Titre en néerlandais.", "Titel in het Nederlands.", "title_nl"
        ),
        Column(
            "language",
            "Langue de la source : fr, nl ou both (les deux).",
            "Taal van de bron: fr, nl of both (beide).",
            "language",
        ),
        Column(
            "address",
            "Adresse où la source peut être lue. Vide : aucune adresse connue.",
            "Adres waar de bron te lezen is. Leeg: geen adres bekend.",
            "address",
            Type.ADDRESS,
        ),
        *date_columns(fr="Date de publication.", nl="Datum van publicatie."),
        Column(
            "consulted",
            "Date à laquelle la source a été consultée, au format EDTF.",
            "Datum waarop de bron werd geraadpleegd, in EDTF.",
            "consulted",
            Type.IMPRECISE,
        ),
        *note_columns(),
    ),
)
