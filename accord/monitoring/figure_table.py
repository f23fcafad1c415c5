"""The results of one indicator as a table, for a file."""

from typing import Any

from accord.lib.tabular import Column, Table, Type
from accord.monitoring.rules import Verdict
from accord.monitoring.workflow import State


def _part(name: str, part: str) -> Any:
    """A number of a figure that may not be known."""

    def read(result: Any) -> Any:
        figure = getattr(result, name)
        return getattr(figure, part) if figure else None

    return read


def _numbers(name: str, prefix: str, fr: str, nl: str) -> tuple[Column, ...]:
    said = {
        "value": ("", ""),
        "numerator": (" Numérateur d’un ratio.", " Teller van een verhouding."),
        "denominator": (" Dénominateur d’un ratio.", " Noemer van een verhouding."),
    }
    return tuple(
        Column(
            f"{prefix}{part}",
            fr + more_fr,
            nl + more_nl,
            _part(name, part),
            Type.DECIMAL,
        )
        for part, (more_fr, more_nl) in said.items()
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
        Column(
            "nis_code",
            "Code INS de la commune.",
            "NIS-code van de gemeente.",
            "series.agreement.municipality.nis_code",
        ),
        Column(
            "municipality",
            "Nom de la commune.",
            "Naam van de gemeente.",
            "series.agreement.municipality.name",
            Type.PAIR,
        ),
        Column(
            "indicator",
            "Code de l’indicateur.",
            "Code van de indicator.",
            "series.definition.code",
        ),
        Column(
            "version",
            "Version de sa définition.",
            "Versie van zijn definitie.",
            "series.definition.version",
            Type.INTEGER,
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
        *_numbers(
            "counted",
            "",
            "Résultat qui compte : celui de la vérification s’il a été corrigé.",
            "Resultaat dat telt: dat van wie verifieerde, als het verbeterd werd.",
        ),
        Column(
            "no_data_reason",
            "Pourquoi il n’y a pas de chiffre.",
            "Waarom er geen cijfer is.",
        ),
        *_numbers(
            "target",
            "target_",
            "Objectif de la période.",
            "Doelstelling van de periode.",
        ),
        Column(
            "progress",
            "Part du chemin parcourue vers l’objectif ; 1 est l’objectif.",
            "Deel van de weg naar de doelstelling; 1 is de doelstelling.",
            type=Type.DECIMAL,
        ),
        Column(
            "verdict",
            "Ce que le résultat dit de l’objectif.",
            "Wat het resultaat van de doelstelling zegt.",
            codes=Verdict,
        ),
        Column("state", "État du résultat.", "Stand van het resultaat.", codes=State),
        Column(
            "submitted_on", "Jour de la remise.", "Dag van indiening.", type=Type.DATE
        ),
    ),
)
