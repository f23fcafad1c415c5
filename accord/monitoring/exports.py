"""Results as a table: for everyone those verified and published, for the house more.

The internal table has the same columns and a few more, never a person's name nor a text
that may hold one.
"""

from dataclasses import replace
from typing import Any

from accord.agreements.exports.columns import agreement_columns
from accord.framework.exports import mission_columns
from accord.instruments.exports import ON, indicator_columns, numbers, period_columns
from accord.lib.tabular import Column, Table, Type
from accord.monitoring.models import NoData, Origin
from accord.monitoring.rules.progress import Reason, Verdict
from accord.monitoring.rules.rollup import FIGURE
from accord.monitoring.workflow import State


def _has_public_past(row: Any) -> bool:
    """Whether what came before may be told: in the house it always may."""
    return not getattr(row, "waits", False)


def _has_public_text(row: Any) -> bool:
    """Whether the text that its target follows from is one that everyone may read."""
    return getattr(row, "text_published_at", True) is not None


def _is_judged(row: Any) -> bool:
    return _has_public_past(row) and _has_public_text(row)


# Columns derived from more than the result itself, and when they may be told.
DERIVED = {
    **dict.fromkeys((f"to_date_{part}" for part in FIGURE), _has_public_past),
    **dict.fromkeys((f"target_{part}" for part in FIGURE), _has_public_text),
    **dict.fromkeys(("progress", "verdict", "unsaid"), _is_judged),
}


def _kept_back(column: Column) -> Column:
    """The column, empty where it would tell what is not public."""
    may_tell, name = DERIVED.get(column.name), column.name
    if may_tell is None:
        return column
    return replace(
        column, value=lambda row: getattr(row, name) if may_tell(row) else None
    )


RESULTS = Table(
    name="results",
    title_fr="Résultats des contrats logement",
    title_nl="Resultaten van de huisvestingsovereenkomsten",
    description_fr="Une ligne par indicateur d’un contrat et par période : les "
    "résultats vérifiés dont les chiffres étaient publiés au jour demandé. Une ligne "
    "absente n’est pas un zéro : le chiffre n’est pas connu, ou n’est pas publié.",
    description_nl="Eén rij per indicator van een overeenkomst en per periode: de "
    "geverifieerde resultaten waarvan de cijfers op de gevraagde dag bekendgemaakt "
    "waren. Een rij die er niet is, is geen nul: het cijfer is niet bekend of niet "
    "bekendgemaakt.",
    columns=(
        *agreement_columns("series.agreement"),
        ON,
        *mission_columns("series.definition.mission"),
        *indicator_columns("series.definition"),
        *period_columns(),
        *(
            Column(part, fr, nl, f"counted.{part}", Type.DECIMAL)
            for part, fr, nl in (
                (
                    "value",
                    "Résultat vérifié. Zéro est un chiffre ; vide pour un ratio, un "
                    "texte, ou s’il n’y en a pas.",
                    "Geverifieerd resultaat. Nul is een cijfer; leeg voor een "
                    "verhouding, een tekst, of als er geen is.",
                ),
                (
                    "numerator",
                    "Numérateur, si le résultat est un ratio.",
                    "Teller, als het resultaat een verhouding is.",
                ),
                (
                    "denominator",
                    "Dénominateur, si le résultat est un ratio.",
                    "Noemer, als het resultaat een verhouding is.",
                ),
            )
        ),
        Column(
            "text",
            "Résultat sous forme de texte.",
            "Resultaat in woorden.",
            type=Type.PAIR,
        ),
        Column(
            "no_data_reason",
            "Pourquoi il n’y a pas de chiffre : not_measured (non mesuré), not_yet "
            "(pas encore disponible), not_applicable (sans objet) ou not_possible "
            "(non mesurable).",
            "Waarom er geen cijfer is: not_measured (niet gemeten), not_yet (nog niet "
            "beschikbaar), not_applicable (niet van toepassing) of not_possible (niet "
            "meetbaar).",
            codes=NoData,
        ),
        *numbers(
            "to_date_",
            "Résultat depuis le début, cette période comprise ; vide tant qu’une "
            "période antérieure n’est pas publiée.",
            "Resultaat sinds het begin, deze periode inbegrepen; leeg zolang een "
            "eerdere periode niet is bekendgemaakt.",
            "to_date_",
        ),
        *numbers(
            "target_",
            "Objectif de la période, selon le texte en vigueur à sa fin.",
            "Doelstelling van de periode, volgens de tekst die gold toen ze afliep.",
            "target_",
        ),
        Column(
            "progress",
            "Part du chemin parcourue de la situation de départ à l’objectif : 1 "
            "est l’objectif.",
            "Afgelegd deel van de weg van uitgangssituatie tot doelstelling: 1 is "
            "de doelstelling.",
            type=Type.DECIMAL,
        ),
        Column(
            "verdict",
            "Constat : achieved (objectif atteint), on_track (en bonne voie), behind "
            "(en retard sur l’objectif) ou not_known (on ne peut le dire).",
            "Vaststelling: achieved (bereikt), on_track (op schema), behind (achter op "
            "schema) of not_known (niet te zeggen).",
            codes=Verdict,
        ),
        Column(
            "unsaid",
            "Pourquoi rien ne peut être dit : narrative (texte), no_direction (sans "
            "sens voulu), no_target (sans objectif), not_ended (période non terminée), "
            "no_result (sans résultat), baseline_pending (situation de départ à "
            "établir), no_baseline (sans situation de départ), target_is_baseline "
            "(l’objectif est la situation de départ), target_not_positive (objectif "
            "nul ou négatif) ou against_direction (objectif contraire au sens voulu).",
            "Waarom niets te zeggen is: narrative (in woorden), no_direction (zonder "
            "gewenste richting), no_target (zonder doelstelling), not_ended (periode "
            "niet afgelopen), no_result (zonder resultaat), baseline_pending "
            "(uitgangssituatie te bepalen), no_baseline (zonder uitgangssituatie), "
            "target_is_baseline (de doelstelling is de uitgangssituatie), "
            "target_not_positive (doelstelling nul of negatief) of against_direction "
            "(doelstelling tegen de gewenste richting in).",
            codes=Reason,
        ),
    ),
)
RESULTS = replace(RESULTS, columns=tuple(map(_kept_back, RESULTS.columns)))
RESULTS_INTERNAL = replace(
    RESULTS,
    name="results-internal",
    columns=(
        *RESULTS.columns,
        Column(
            "state",
            "Interne. État : submitted (remis), returned (renvoyé) ou verified "
            "(vérifié).",
            "Intern. Stand: submitted (ingediend), returned (teruggestuurd) of "
            "verified (geverifieerd).",
            codes=State,
        ),
        Column(
            "revision",
            "Interne. Numéro de la version du résultat : 1, puis les corrections.",
            "Intern. Nummer van de versie van het resultaat: 1, daarna de "
            "verbeteringen.",
            type=Type.INTEGER,
        ),
        Column(
            "is_current",
            "Interne. Vrai : c’est la version qui compte aujourd’hui.",
            "Intern. Waar: dit is de versie die vandaag telt.",
            type=Type.BOOLEAN,
        ),
        Column(
            "organisation",
            "Interne. Organisation qui a communiqué le résultat.",
            "Intern. Organisatie die rapporteerde.",
            "organisation.name",
            Type.PAIR,
        ),
        Column(
            "submitted_on",
            "Interne. Jour de la remise la plus récente.",
            "Intern. Dag van de recentste indiening.",
            type=Type.DATE,
        ),
        Column(
            "origin",
            "Interne. manual (encodé) ou import (repris d’un classeur).",
            "Intern. manual (ingevoerd) of import (uit een werkmap).",
            codes=Origin,
        ),
        *numbers(
            "reported_",
            "Interne. Ce qui avait été remis, avant une correction à la vérification.",
            "Intern. Wat de auteur indiende, vóór een verbetering bij de verificatie.",
        ),
    ),
)
INDICATOR_FIGURES = Table(
    name="indicator-figures",
    title_fr="Résultats d’un indicateur",
    title_nl="Resultaten van een indicator",
    description_fr="Une ligne par commune et période : le résultat remis et "
    "l’objectif.",
    description_nl="Eén rij per gemeente en periode: het ingediende resultaat en de "
    "doelstelling.",
    columns=(
        *RESULTS_INTERNAL.only(
            "nis_code", "municipality_fr", "municipality_nl", "indicator"
        ),
        Column(
            "version",
            "Version de sa définition.",
            "Versie van zijn definitie.",
            "series.definition.version",
            Type.INTEGER,
        ),
        *RESULTS_INTERNAL.only(
            "period_starts_on",
            "period_ends_on",
            *FIGURE,
            "no_data_reason",
            *(f"target_{part}" for part in FIGURE),
            "progress",
            "verdict",
            "state",
            "submitted_on",
        ),
    ),
)


def result_rows(results: Any) -> Any:
    """With what the table reads, in the order of published files."""
    return (
        results.select_related(
            "series__definition__mission",
            "series__agreement__municipality",
            "series__agreement__model",
            "period",
            "organisation",
        )
        .defer("series__agreement__municipality__outline", "remark", "reason")
        .order_by(
            "series__agreement__municipality__nis_code",
            "series__definition__mission__rank",
            "series__definition__code",
            "series",
            "period__starts_on",
            "revision",
        )
    )
