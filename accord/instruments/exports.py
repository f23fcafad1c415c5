"""What agreements commit to, as tables: commitments and targets of the text in force.

The public tables hold what is published; the internal ones have the same columns and a
few more, and never a person's name.
"""

from dataclasses import replace
from typing import Any

from django.db.models import F

from accord.agreements.exports.columns import agreement_columns
from accord.framework.exports import mission_columns
from accord.framework.models import ReportedAs, ValueKind
from accord.instruments.rules import Baseline, Kind
from accord.instruments.workflow import State
from accord.lib.tabular import Column, Table, Type


def numbers(prefix: str, fr: str, nl: str, path: str = "") -> tuple[Column, ...]:
    """A figure: a value, or the two parts of a ratio."""
    said = {
        "value": (" Vide pour un ratio.", " Leeg voor een verhouding."),
        "numerator": (" Numérateur d’un ratio.", " Teller van een verhouding."),
        "denominator": (" Dénominateur d’un ratio.", " Noemer van een verhouding."),
    }
    return tuple(
        Column(f"{prefix}{part}", fr + more_fr, nl + more_nl, path + part, Type.DECIMAL)
        for part, (more_fr, more_nl) in said.items()
    )


def indicator_columns(path: str) -> tuple[Column, ...]:
    """Which indicator, in which version, and how it is counted."""
    return (
        Column(
            "indicator",
            "Code de l’indicateur, à retrouver dans le fichier « indicators ».",
            "Code van de indicator, terug te vinden in het bestand “indicators”.",
            f"{path}.code",
        ),
        Column(
            "indicator_version",
            "Version de sa définition.",
            "Versie van zijn definitie.",
            f"{path}.version",
            Type.INTEGER,
        ),
        Column(
            "indicator",
            "Nom de l’indicateur.",
            "Naam van de indicator.",
            f"{path}.name",
            Type.PAIR,
        ),
        Column(
            "definition", "Définition.", "Definitie.", f"{path}.definition", Type.PAIR
        ),
        Column("unit", "Unité.", "Eenheid.", f"{path}.unit", Type.PAIR),
        Column(
            "value_kind",
            "Nature du chiffre : count (nombre), amount (montant), ratio, scale "
            "(échelle), yes_no (1 oui, 0 non) ou narrative (texte).",
            "Aard van het cijfer: count (aantal), amount (bedrag), ratio (verhouding), "
            "scale (schaal), yes_no (1 ja, 0 neen) of narrative (tekst).",
            f"{path}.value_kind",
            codes=ValueKind,
        ),
        Column(
            "reported_as",
            "Ce qu’un chiffre couvre : flow (cette période seule), to_date (depuis le "
            "début) ou stock (la situation au dernier jour).",
            "Wat een cijfer omvat: flow (alleen deze periode), to_date (sinds het "
            "begin) of stock (de toestand op de laatste dag).",
            f"{path}.reported_as",
            codes=ReportedAs,
        ),
    )


def period_columns(empty_fr: str = "", empty_nl: str = "") -> tuple[Column, ...]:
    return (
        Column(
            "period",
            f"Période{empty_fr}.",
            f"Periode{empty_nl}.",
            "period.label",
            Type.PAIR,
        ),
        Column(
            "period_starts_on",
            "Premier jour de la période.",
            "Eerste dag van de periode.",
            "period.starts_on",
            Type.DATE,
        ),
        Column(
            "period_ends_on",
            "Dernier jour de la période.",
            "Laatste dag van de periode.",
            "period.ends_on",
            Type.DATE,
        ),
    )


ON = Column(
    "on",
    "Jour auquel la ligne se rapporte : celui demandé par « ?on= », sinon le jour du "
    "téléchargement.",
    "Dag waarop de rij slaat: die gevraagd met “?on=”, anders de dag van de download.",
    type=Type.DATE,
)


def _text_columns() -> tuple[Column, ...]:
    """Which text says it, and since when."""
    return (
        *agreement_columns("instrument.agreement"),
        ON,
        Column(
            "document",
            "Numéro du document signé, à vérifier sur la page de vérification.",
            "Nummer van het ondertekende document, na te gaan op de verificatiepagina.",
            "instrument.document.number",
        ),
        Column(
            "text_number",
            "Version du texte en vigueur ce jour-là : 0 pour le contrat, puis les "
            "avenants.",
            "Versie van de tekst die op die dag van kracht was: 0 voor de "
            "overeenkomst, daarna de aanhangsels.",
            "instrument.number",
            Type.INTEGER,
        ),
        Column(
            "text_kind",
            "Nature de ce texte : contract (contrat), amendment (avenant) ou renewal "
            "(renouvellement).",
            "Aard van die tekst: contract (overeenkomst), amendment (aanhangsel) of "
            "renewal (hernieuwing).",
            "instrument.kind",
            codes=Kind,
        ),
        Column(
            "in_force_on",
            "Jour où ce texte a pris effet.",
            "Dag waarop die tekst in werking trad.",
            "instrument.in_force_on",
            Type.DATE,
        ),
        Column(
            "ends_on",
            "Dernier jour prévu du contrat. Vide : aucun terme fixé.",
            "Laatste geplande dag van de overeenkomst. Leeg: geen termijn vastgelegd.",
            "instrument.ends_on",
            Type.DATE,
        ),
        Column(
            "set_by",
            "Version du texte qui a fixé cette ligne telle qu’elle est.",
            "Versie van de tekst die deze rij zo vastlegde.",
            "set_by.number",
            Type.INTEGER,
        ),
    )


def _commitment(path: str) -> Column:
    return Column(
        "commitment",
        "Identifiant de l’engagement, le même dans toutes les versions du texte.",
        "Kenmerk van de verbintenis, hetzelfde in alle versies van de tekst.",
        f"{path}lineage",
    )


def _internal() -> tuple[Column, ...]:
    return (
        Column(
            "text_state",
            "Interne. État du texte : signed (signé), suspended (suspendu) ou "
            "terminated (résilié).",
            "Intern. Stand van de tekst: signed (ondertekend), suspended (geschorst) "
            "of terminated (opgezegd).",
            "instrument.state",
            codes=State,
        ),
        Column(
            "is_published",
            "Interne. Vrai : le texte est publié.",
            "Intern. Waar: de tekst is bekendgemaakt.",
            lambda row: row.instrument.published_at is not None,
            Type.BOOLEAN,
        ),
    )


COMMITMENTS = Table(
    name="commitments",
    title_fr="Engagements des contrats logement",
    title_nl="Verbintenissen van de huisvestingsovereenkomsten",
    description_fr="Une ligne par engagement des textes publiés, tels qu’ils étaient "
    "en vigueur au jour demandé.",
    description_nl="Eén rij per verbintenis van de bekendgemaakte teksten, zoals zij "
    "op de gevraagde dag van kracht waren.",
    columns=(
        *_text_columns(),
        *mission_columns("taken.mission"),
        _commitment(""),
        Column(
            "text",
            "Texte de l’engagement.",
            "Tekst van de verbintenis.",
            type=Type.PAIR,
        ),
    ),
)
TARGETS = Table(
    name="targets",
    title_fr="Objectifs des contrats logement",
    title_nl="Doelstellingen van de huisvestingsovereenkomsten",
    description_fr="Une ligne par objectif chiffré des textes publiés, tels qu’ils "
    "étaient en vigueur au jour demandé : par période, ou pour toute la durée.",
    description_nl="Eén rij per becijferde doelstelling van de bekendgemaakte "
    "teksten, zoals zij op de gevraagde dag van kracht waren: per periode, of voor de "
    "hele duur.",
    columns=(
        *_text_columns(),
        *mission_columns("indicator.commitment.taken.mission"),
        _commitment("indicator.commitment."),
        *indicator_columns("indicator.definition"),
        Column(
            "baseline_state",
            "Situation de départ : known (connue), pending (à établir) ou "
            "not_applicable (sans objet).",
            "Uitgangssituatie: known (bekend), pending (te bepalen) of not_applicable "
            "(niet van toepassing).",
            "indicator.baseline_state",
            codes=Baseline,
        ),
        *numbers(
            "baseline_",
            "Situation de départ, si elle est connue.",
            "Uitgangssituatie, als ze bekend is.",
            "indicator.",
        ),
        *period_columns(" ; vide pour toute la durée", "; leeg voor de hele duur"),
        *numbers("target_", "Objectif.", "Doelstelling."),
        Column(
            "reason",
            "Motif donné pour cet objectif.",
            "Opgegeven reden.",
            type=Type.PAIR,
        ),
    ),
)
COMMITMENTS_INTERNAL = replace(
    COMMITMENTS,
    name="commitments-internal",
    columns=(*COMMITMENTS.columns, *_internal()),
)
TARGETS_INTERNAL = replace(
    TARGETS,
    name="targets-internal",
    columns=(
        *TARGETS.columns,
        *_internal(),
        Column(
            "tolerance_pct",
            "Interne. Écart admis sous l’objectif, en pour cent.",
            "Intern. Toegelaten afwijking onder de doelstelling, in procent.",
            "indicator.tolerance_pct",
            Type.DECIMAL,
        ),
        Column(
            "is_public",
            "Interne. Vrai : les chiffres de l’indicateur peuvent être publiés.",
            "Intern. Waar: de cijfers van de indicator mogen bekendgemaakt worden.",
            "indicator.definition.is_public",
            Type.BOOLEAN,
        ),
        Column(
            "reporter",
            "Interne. Organisation qui communique les résultats à la place de la "
            "commune.",
            "Intern. Organisatie die in de plaats van de gemeente rapporteert.",
            "indicator.reporter.name",
            Type.PAIR,
        ),
    ),
)
RELATED = (
    "instrument__agreement__municipality",
    "instrument__agreement__model",
    "instrument__document",
    "set_by",
)
UNREAD = (
    "instrument__content",
    "set_by__content",
    "instrument__agreement__municipality__outline",
)
ORDER = ("instrument__agreement__municipality__nis_code", "instrument__agreement")


def commitment_rows(commitments: Any) -> Any:
    """With what the table reads, in the order of published files."""
    rows = commitments.select_related(*RELATED, "taken__mission").defer(*UNREAD)
    return rows.order_by(*ORDER, "taken__mission__rank", "rank", "pk")


def target_rows(targets: Any) -> Any:
    rows = (
        targets.filter(indicator__is_removed=False)
        .select_related(
            *RELATED,
            "period",
            "indicator__definition",
            "indicator__reporter",
            "indicator__commitment__taken__mission",
        )
        .defer(*UNREAD)
    )
    return rows.order_by(
        *ORDER,
        "indicator__commitment__taken__mission__rank",
        "indicator__definition__code",
        "indicator",
        F("period__starts_on").asc(nulls_last=True),
        "pk",
    )
