"""What the Region asks for, as tables."""

from collections.abc import Iterator

from accord.framework.models import (
    Direction,
    Level,
    ReportedAs,
    TargetsStatedAs,
    TerritoryRollup,
    ValueKind,
)
from accord.lib.tabular import Column, Table, Type
from accord.sources.exports import note_columns, source_columns

PLAN_ACTIONS = Table(
    name="plan-actions",
    title_fr="Actions du plan",
    title_nl="Acties van het plan",
    description_fr="Une ligne par action connue des plans régionaux pour le logement, "
    "avec son axe. Une action dont le numéro n’est pas connu n’y figure pas.",
    description_nl="Eén rij per bekende actie van de gewestelijke plannen voor "
    "huisvesting, met haar actieterrein. Een actie waarvan het nummer niet bekend is, "
    "staat er niet in.",
    columns=(
        Column("plan", "Code du plan.", "Code van het plan.", "plan.code"),
        Column(
            "plan_fr",
            "Titre du plan en français.",
            "Titel van het plan in het Frans.",
            "plan.title_fr",
        ),
        Column(
            "plan_nl",
            "Titre du plan en néerlandais.",
            "Titel van het plan in het Nederlands.",
            "plan.title_nl",
        ),
        Column(
            "number",
            "Numéro de l’action dans le plan.",
            "Nummer van de actie in het plan.",
            "number",
            Type.INTEGER,
        ),
        Column(
            "title_fr",
            "Titre de l’action en français.",
            "Titel van de actie in het Frans.",
            "title_fr",
        ),
        Column(
            "title_nl",
            "Titre de l’action en néerlandais.",
            "Titel van de actie in het Nederlands.",
            "title_nl",
        ),
        Column(
            "axis",
            "Numéro de l’axe. Vide : non connu.",
            "Nummer van het actieterrein. Leeg: niet bekend.",
            "axis.number",
            Type.INTEGER,
        ),
        Column(
            "axis_fr",
            "Titre de l’axe en français.",
            "Titel van het actieterrein in het Frans.",
            "axis.title_fr",
        ),
        Column(
            "axis_nl",
            "Titre de l’axe en néerlandais.",
            "Titel van het actieterrein in het Nederlands.",
            "axis.title_nl",
        ),
        *note_columns(),
        *source_columns(),
    ),
)


def _both(name: str, fr: str, nl: str) -> Iterator[Column]:
    """A text in each language."""
    yield Column(
        f"{name}_fr", f"{fr}, en français.", f"{nl}, in het Frans.", f"{name}_fr"
    )
    yield Column(
        f"{name}_nl",
        f"{fr}, en néerlandais.",
        f"{nl}, in het Nederlands.",
        f"{name}_nl",
    )


INDICATORS = Table(
    name="indicators",
    title_fr="Indicateurs",
    title_nl="Indicatoren",
    description_fr="Une ligne par version de la définition d’un indicateur : ce qui "
    "est compté sous chaque mission du contrat-type, comment, et comment les chiffres "
    "s’additionnent.",
    description_nl="Eén rij per versie van de definitie van een indicator: wat onder "
    "elke opdracht van de modelovereenkomst wordt geteld, hoe, en hoe de cijfers "
    "worden opgeteld.",
    columns=(
        Column(
            "model",
            "Code du contrat-type.",
            "Code van de modelovereenkomst.",
            "mission.model.code",
        ),
        Column(
            "mission", "Code de la mission.", "Code van de opdracht.", "mission.code"
        ),
        Column(
            "mission_fr",
            "Titre de la mission en français.",
            "Titel van de opdracht in het Frans.",
            "mission.title_fr",
        ),
        Column(
            "mission_nl",
            "Titre de la mission en néerlandais.",
            "Titel van de opdracht in het Nederlands.",
            "mission.title_nl",
        ),
        Column(
            "code",
            "Code de l’indicateur, le même pour toutes ses versions.",
            "Code van de indicator, dezelfde voor al zijn versies.",
            "code",
        ),
        Column(
            "version",
            "Numéro de la version.",
            "Nummer van de versie.",
            "version",
            Type.INTEGER,
        ),
        *_both("name", "Nom", "Naam"),
        *_both("definition", "Définition", "Definitie"),
        Column(
            "level",
            "Place dans la chaîne des résultats : means (moyens), output "
            "(réalisations), outcome (effets) ou impact (impact à long terme).",
            "Plaats in de resultatenketen: means (middelen), output (realisaties), "
            "outcome (effecten) of impact (impact op lange termijn).",
            "level",
            codes=Level,
        ),
        Column(
            "value_kind",
            "Nature de la valeur : count (nombre), amount (montant en euros), ratio "
            "(part d’un tout), scale (échelle), yes_no (oui ou non) ou narrative "
            "(texte).",
            "Aard van de waarde: count (aantal), amount (bedrag in euro), ratio "
            "(verhouding), scale (schaal), yes_no (ja of neen) of narrative (tekst).",
            "value_kind",
            codes=ValueKind,
        ),
        *_both("unit", "Unité", "Eenheid"),
        *_both("numerator_label", "Numérateur d’un ratio", "Teller van een verhouding"),
        *_both(
            "denominator_label", "Dénominateur d’un ratio", "Noemer van een verhouding"
        ),
        *_both(
            "scale",
            "Degrés de l’échelle, un par ligne, le plus bas d’abord",
            "Graden van de schaal, één per regel, de laagste eerst",
        ),
        Column(
            "direction",
            "Sens voulu : increase (plus il y en a, mieux c’est), decrease (moins il "
            "y en a, mieux c’est), maintain (à maintenir) ou none (aucun).",
            "Gewenste richting: increase (hoe meer, hoe beter), decrease (hoe minder, "
            "hoe beter), maintain (te behouden) of none (geen).",
            "direction",
            codes=Direction,
        ),
        Column(
            "reported_as",
            "Ce que couvre un chiffre : flow (cette période seule), to_date (depuis "
            "le début) ou stock (la situation au dernier jour).",
            "Wat een cijfer omvat: flow (alleen deze periode), to_date (sinds het "
            "begin) of stock (de toestand op de laatste dag).",
            "reported_as",
            codes=ReportedAs,
        ),
        Column(
            "time_rollup",
            "Total sur plusieurs périodes : sum (leur somme) ou last (la dernière).",
            "Totaal over meerdere periodes: sum (hun som) of last (de laatste).",
            "time_rollup",
        ),
        Column(
            "targets_stated_as",
            "Ce que dit un objectif : per_period (pour chaque période) ou to_date "
            "(depuis le début).",
            "Wat een doelstelling zegt: per_period (voor elke periode) of to_date "
            "(sinds het begin).",
            "targets_stated_as",
            codes=TargetsStatedAs,
        ),
        Column(
            "territory_rollup",
            "Total sur les communes : sum (somme), ratio_of_sums (ratio des sommes), "
            "mean (moyenne), min (le plus bas), max (le plus haut), list (liste) ou "
            "none (aucun).",
            "Totaal over de gemeenten: sum (som), ratio_of_sums (verhouding van de "
            "sommen), mean (gemiddelde), min (het laagste), max (het hoogste), list "
            "(lijst) of none (geen).",
            "territory_rollup",
            codes=TerritoryRollup,
        ),
        *_both("verification", "Moyens de vérification", "Wijze van verificatie"),
        *_both("method", "Méthode", "Methode"),
        Column(
            "evidence_required",
            "Vrai : un chiffre demande une pièce justificative.",
            "Waar: een cijfer vraagt een bewijsstuk.",
            "evidence_required",
            Type.BOOLEAN,
        ),
        Column(
            "valid_from",
            "Premier jour de validité. Vide : non connu.",
            "Eerste dag van geldigheid. Leeg: niet bekend.",
            "valid_from",
            Type.DATE,
        ),
        Column(
            "valid_to",
            "Dernier jour de validité. Vide : non connu.",
            "Laatste dag van geldigheid. Leeg: niet bekend.",
            "valid_to",
            Type.DATE,
        ),
        Column(
            "supersedes",
            "Numéro de la version remplacée. Vide : aucune.",
            "Nummer van de vervangen versie. Leeg: geen.",
            "supersedes.version",
            Type.INTEGER,
        ),
        Column(
            "is_comparable",
            "Vrai : ses chiffres s’additionnent à ceux de la version remplacée.",
            "Waar: de cijfers ervan worden opgeteld bij die van de vervangen versie.",
            "is_comparable",
            Type.BOOLEAN,
        ),
        *source_columns(),
    ),
)
