"""What the Region asks for, as tables."""

from accord.framework.models import (
    Direction,
    Level,
    ReportedAs,
    TargetsStatedAs,
    TerritoryRollup,
    ValueKind,
)
from accord.lib.tabular import Column, Table, Type
from accord.sources.exports import NOTE, source_columns

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
            "plan", "Titre du plan.", "Titel van het plan.", "plan.title", Type.PAIR
        ),
        Column(
            "number",
            "Numéro de l’action dans le plan.",
            "Nummer van de actie in het plan.",
            type=Type.INTEGER,
        ),
        Column("title", "Titre de l’action.", "Titel van de actie.", type=Type.PAIR),
        Column(
            "axis",
            "Numéro de l’axe. Vide : non connu.",
            "Nummer van het actieterrein. Leeg: niet bekend.",
            "axis.number",
            Type.INTEGER,
        ),
        Column(
            "axis",
            "Titre de l’axe.",
            "Titel van het actieterrein.",
            "axis.title",
            Type.PAIR,
        ),
        NOTE,
        *source_columns(),
    ),
)


def mission_columns(path: str) -> tuple[Column, ...]:
    return (
        Column(
            "mission", "Code de la mission.", "Code van de opdracht.", f"{path}.code"
        ),
        Column(
            "mission",
            "Titre de la mission.",
            "Titel van de opdracht.",
            f"{path}.title",
            Type.PAIR,
        ),
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
        *mission_columns("mission"),
        Column(
            "code",
            "Code de l’indicateur, le même pour toutes ses versions.",
            "Code van de indicator, dezelfde voor al zijn versies.",
        ),
        Column(
            "version",
            "Numéro de la version.",
            "Nummer van de versie.",
            type=Type.INTEGER,
        ),
        Column("name", "Nom.", "Naam.", type=Type.PAIR),
        Column("definition", "Définition.", "Definitie.", type=Type.PAIR),
        Column(
            "level",
            "Place dans la chaîne des résultats : means (moyens), output "
            "(réalisations), outcome (effets) ou impact (impact à long terme).",
            "Plaats in de resultatenketen: means (middelen), output (realisaties), "
            "outcome (effecten) of impact (impact op lange termijn).",
            codes=Level,
        ),
        Column(
            "value_kind",
            "Nature de la valeur : count (nombre), amount (montant en euros), ratio "
            "(part d’un tout), scale (échelle), yes_no (oui ou non) ou narrative "
            "(texte).",
            "Aard van de waarde: count (aantal), amount (bedrag in euro), ratio "
            "(verhouding), scale (schaal), yes_no (ja of neen) of narrative (tekst).",
            codes=ValueKind,
        ),
        Column("unit", "Unité.", "Eenheid.", type=Type.PAIR),
        Column(
            "unit_one",
            "Unité, au singulier. Vide : la même.",
            "Eenheid, in het enkelvoud. Leeg: dezelfde.",
            type=Type.PAIR,
        ),
        Column(
            "numerator_label",
            "Numérateur d’un ratio.",
            "Teller van een verhouding.",
            type=Type.PAIR,
        ),
        Column(
            "denominator_label",
            "Dénominateur d’un ratio.",
            "Noemer van een verhouding.",
            type=Type.PAIR,
        ),
        Column(
            "scale",
            "Degrés de l’échelle, un par ligne, le plus bas d’abord.",
            "Graden van de schaal, één per regel, de laagste eerst.",
            type=Type.PAIR,
        ),
        Column(
            "direction",
            "Sens voulu : increase (plus il y en a, mieux c’est), decrease (moins il "
            "y en a, mieux c’est), maintain (à maintenir) ou none (aucun).",
            "Gewenste richting: increase (hoe meer, hoe beter), decrease (hoe minder, "
            "hoe beter), maintain (te behouden) of none (geen).",
            codes=Direction,
        ),
        Column(
            "reported_as",
            "Ce que couvre un chiffre : flow (cette période seule), to_date (depuis "
            "le début) ou stock (la situation au dernier jour).",
            "Wat een cijfer omvat: flow (alleen deze periode), to_date (sinds het "
            "begin) of stock (de toestand op de laatste dag).",
            codes=ReportedAs,
        ),
        Column(
            "time_rollup",
            "Total sur plusieurs périodes : sum (leur somme) ou last (la dernière).",
            "Totaal over meerdere periodes: sum (hun som) of last (de laatste).",
        ),
        Column(
            "targets_stated_as",
            "Ce que dit un objectif : per_period (pour chaque période) ou to_date "
            "(depuis le début).",
            "Wat een doelstelling zegt: per_period (voor elke periode) of to_date "
            "(sinds het begin).",
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
            codes=TerritoryRollup,
        ),
        Column(
            "verification",
            "Moyens de vérification.",
            "Wijze van verificatie.",
            type=Type.PAIR,
        ),
        Column("method", "Méthode.", "Methode.", type=Type.PAIR),
        Column(
            "evidence_required",
            "Vrai : un chiffre demande une pièce justificative.",
            "Waar: een cijfer vraagt een bewijsstuk.",
            type=Type.BOOLEAN,
        ),
        Column(
            "valid_from",
            "Premier jour de validité. Vide : non connu.",
            "Eerste dag van geldigheid. Leeg: niet bekend.",
            type=Type.DATE,
        ),
        Column(
            "valid_to",
            "Dernier jour de validité. Vide : non connu.",
            "Laatste dag van geldigheid. Leeg: niet bekend.",
            type=Type.DATE,
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
            type=Type.BOOLEAN,
        ),
        *source_columns(),
    ),
)
