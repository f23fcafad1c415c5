"""The matrix of one agreement, and what is missing over all, as files."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from accord.directory.exports import municipality_columns
from accord.directory.models import Organisation
from accord.lib.coded import spelled
from accord.lib.tabular import Column, Table, Type
from accord.network.nodes import Node
from accord.network.reading.holding import Entry
from accord.network.reading.holding import Table as Parts
from accord.network.rules import Gap, NodeKind, Part


@dataclass(frozen=True)
class PartRow:
    """One part, or a node where nobody has one."""

    municipality: Organisation
    node: Node
    gaps: str
    entry: Entry | None = None

    @property
    def origin(self) -> str | None:
        if self.entry is None:
            return None
        return "recorded" if self.entry.stake else "text"

    @property
    def text_fr(self) -> str:
        return self._text("fr")

    @property
    def text_nl(self) -> str:
        return self._text("nl")

    def _text(self, code: str) -> str:
        name = "text" if self.node.kind == NodeKind.COMMITMENT else "title"
        return getattr(self.node.record, f"{name}_{code}")


def part_rows(table: Parts) -> Iterator[PartRow]:
    town = table.text.agreement.municipality
    for line in table.lines:
        entries: list[Any] = list(line.entries) or [None]
        gaps = " ".join(sorted(set(line.gaps)))
        for entry in entries:
            yield PartRow(town, line.node, gaps, entry)


PARTS = Table(
    name="parts",
    title_fr="Rôles des parties prenantes",
    title_nl="Rollen van de betrokkenen",
    description_fr="Une ligne par engagement ou action et par partie prenante ; une "
    "ligne sans organisation : personne n’y a de rôle.",
    description_nl="Eén rij per verbintenis of actie en per betrokkene; een rij zonder "
    "organisatie: niemand heeft er een rol in.",
    columns=(
        *municipality_columns("municipality"),
        Column(
            "node_kind",
            "commitments : engagement ; actions : action.",
            "commitments: verbintenis; actions: actie.",
            "node.kind",
            codes=NodeKind,
        ),
        Column("number", "Numéro dans le texte.", "Nummer in de tekst.", "node.number"),
        Column("text", "Texte.", "Tekst.", type=Type.PAIR),
        Column(
            "part",
            "Rôle : responsible (responsable), approves (approbation), "
            "contributes (contribution), consulted (consultation), informed "
            "(information).",
            "Rol: responsible (verantwoordelijke), approves (goedkeuring), "
            "contributes (bijdrage), consulted (raadpleging), informed (informatie).",
            "entry.part",
            codes=Part,
        ),
        spelled(Column("part", "Rôle.", "Rol.", "entry.part", codes=Part)),
        Column(
            "origin",
            "text : le texte le dit ; recorded : enregistré depuis.",
            "text: de tekst zegt het; recorded: later geregistreerd.",
        ),
        *(
            Column(name, f"{fr}.", f"{nl}.", f"entry.{name}.name", Type.PAIR)
            for name, fr, nl in (
                ("organisation", "Organisation", "Organisatie"),
                ("service", "Service", "Dienst"),
            )
        ),
        Column(
            "contact", "Personne de contact.", "Contactpersoon.", "entry.contact.name"
        ),
        Column("note", "Remarque.", "Toelichting.", "entry.stake.note", Type.PAIR),
        Column(
            "since",
            "Depuis ce jour, si le rôle a été enregistré.",
            "Sinds die dag, als de rol geregistreerd is.",
            "entry.stake.starts_on",
            Type.DATE,
        ),
        Column(
            "gaps",
            "Ce qui manque, séparé par une espace : no_responsible, service_left, "
            "contact_left.",
            "Wat ontbreekt, gescheiden door een spatie: no_responsible, service_left, "
            "contact_left.",
        ),
    ),
)

GAPS = Table(
    name="gaps",
    title_fr="Ce qui manque",
    title_nl="Wat ontbreekt",
    description_fr="Une ligne par manque dans les textes en vigueur : personne n’est "
    "responsable, un service a fermé, une personne de contact est partie.",
    description_nl="Eén rij per gebrek in de geldende teksten: niemand is "
    "verantwoordelijk, een dienst is gesloten, een contactpersoon is vertrokken.",
    columns=(
        Column(
            "nis_code",
            "Code INS de la commune (Statbel).",
            "NIS-code van de gemeente (Statbel).",
            "nis",
        ),
        Column(
            "municipality",
            "Nom de la commune.",
            "Naam van de gemeente.",
            "town",
            Type.PAIR,
        ),
        Column(
            "gap",
            "no_responsible : personne n’est responsable ; service_left : le service a "
            "fermé ; contact_left : la personne de contact est partie.",
            "no_responsible: niemand is verantwoordelijk; service_left: de dienst is "
            "gesloten; contact_left: de contactpersoon is vertrokken.",
            codes=Gap,
        ),
        spelled(Column("gap", "Ce qui manque.", "Wat ontbreekt.", codes=Gap)),
        Column("text", "Texte.", "Tekst.", "what", Type.PAIR),
        Column(
            "who", "Service ou organisation.", "Dienst of organisatie.", type=Type.PAIR
        ),
        Column("contact", "Personne de contact partie.", "Vertrokken contactpersoon."),
        Column(
            "since",
            "Depuis ce jour ; vide : non connu.",
            "Sinds die dag; leeg: niet bekend.",
            type=Type.DATE,
        ),
    ),
)
