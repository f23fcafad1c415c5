"""The columns of the workbook, and its words, each in French and in Dutch."""

from decimal import Decimal
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import override

from accord.framework.models import IndicatorDefinition, ValueKind
from accord.incoming.cells import Holds, meant
from accord.incoming.lists import Column, pair
from accord.monitoring import wording
from accord.monitoring.models import NoData

SHEET = "résultats – resultaten"
LISTS = "listes – lijsten"
EXPLAINED = "lisez-moi – lees mij"
LONGEST = 4_000  # characters, as on the pages
LARGEST = 10**14  # what the columns hold before their decimals


COLUMNS = (
    Column("id", "Identifiant", "Identificatie", holds=Holds.NUMBER),
    *pair("name", "Indicateur", "Indicator"),
    Column("unit", "Unité", "Eenheid"),
    Column("counting", "Mode de comptage", "Wijze van tellen"),
    Column("target", "Objectif de la période", "Doelstelling van de periode"),
    Column("state", "État", "Status"),
    Column("value", "Chiffre", "Cijfer", holds=Holds.NUMBER),
    Column("numerator", "Numérateur", "Teller", holds=Holds.NUMBER),
    Column("denominator", "Dénominateur", "Noemer", holds=Holds.NUMBER),
    Column("choice", "Oui-non ou degré", "Ja-neen of graad", holds=Holds.WORD),
    Column("text_fr", "Texte français", "Franse tekst"),
    Column("text_nl", "Texte néerlandais", "Nederlandse tekst"),
    Column(
        "no_data_reason", "Pas de chiffre, car", "Geen cijfer, want", holds=Holds.WORD
    ),
    Column("as_of_on", "Situation au", "Toestand op", holds=Holds.DAY),
    Column("remark", "Remarque", "Toelichting"),
    Column(
        *("remark_language", "Langue de la remarque", "Taal van de toelichting"),
        holds=Holds.WORD,
    ),
    Column(
        *("reason", "Motif d’une baisse ou correction"),
        "Reden van daling of verbetering",
    ),
    Column(
        "key", "Version (ne pas modifier)", "Versie (niet wijzigen)", is_hidden=True
    ),
)
KEYS = tuple(column.key for column in COLUMNS)
HEADINGS = {column.key: column.heading for column in COLUMNS}
PLACE = {key: place for place, key in enumerate(KEYS)}
FIGURES = KEYS[PLACE["value"] : PLACE["no_data_reason"]]
NUMBERS = ("value", "numerator", "denominator")
TEXTS = ("text_fr", "text_nl", "remark", "reason")
COMMON = KEYS[PLACE["no_data_reason"] : PLACE["key"]]  # what goes with every figure
# Which columns take the figure of each kind of value.
OF_KIND: dict[str, tuple[str, ...]] = {
    ValueKind.COUNT: ("value",),
    ValueKind.AMOUNT: ("value",),
    ValueKind.RATIO: ("numerator", "denominator"),
    ValueKind.YES_NO: ("choice",),
    ValueKind.SCALE: ("choice",),
    ValueKind.NARRATIVE: ("text_fr", "text_nl"),
}
NOT_OF_KIND = {
    kind: tuple(key for key in FIGURES if key not in own)
    for kind, own in OF_KIND.items()
}
YES_NO = ("non / neen", "oui / ja")
LANGUAGES = {"fr": "français / Frans", "nl": "néerlandais / Nederlands"}

EXPLANATION: tuple[tuple[str, str], ...] = (
    (
        f"Remplissez les cellules claires de la feuille « {SHEET} ».",
        f"Vul de lichte cellen van het blad “{SHEET}” in.",
    ),
    (
        "Chaque ligne est un indicateur : un chiffre, ou le motif de son absence, "
        "jamais les deux. Zéro est un chiffre.",
        "Elke rij is een indicator: een cijfer, of de reden waarom er geen is, nooit "
        "allebei. Nul is een cijfer.",
    ),
    (
        "Pour un ratio, indiquez le numérateur et le dénominateur, pas le pourcentage.",
        "Vul van een verhouding de teller en de noemer in, niet het percentage.",
    ),
    (
        "Pour un texte, remplissez le français et le néerlandais. Une remarque est "
        "écrite dans une seule langue, à indiquer.",
        "Vul een tekst in het Frans en in het Nederlands in. Een toelichting is in één "
        "taal geschreven, die u aangeeft.",
    ),
    (
        "Un total depuis le début ne baisse pas : s’il baisse, dites pourquoi.",
        "Een totaal sinds het begin daalt niet: als het daalt, vermeld dan waarom.",
    ),
    (
        "Ce qui est soumis ou vérifié est verrouillé : corrigez-le sur le site.",
        "Wat ingediend of geverifieerd is, is vergrendeld: verbeter het op de site.",
    ),
    (
        "Au dépôt, tout changement et toute ligne erronée sont montrés d’abord ; "
        "ensuite tout est repris, ou rien.",
        "Bij het uploaden ziet u eerst elke wijziging en elke foute rij; daarna wordt "
        "alles overgenomen, of niets.",
    ),
)


def both(fr: Any, nl: Any) -> str:
    """The two words side by side; one where they are the same."""
    return str(fr) if str(fr) == str(nl) else f"{fr} / {nl}"


def labels(choices: type[TextChoices]) -> dict[str, tuple[str, str]]:
    """By code: the label in French and in Dutch."""
    found = []
    for language in ("fr", "nl"):
        with override(language):
            found.append({one.value: str(one.label) for one in choices})
    return {code: (found[0][code], found[1][code]) for code in found[0]}


def said(choices: type[TextChoices]) -> dict[str, str]:
    """By code: the label in both languages."""
    return {code: both(*pair) for code, pair in labels(choices).items()}


def options(definition: IndicatorDefinition) -> list[str]:
    """The words to choose from, in both languages, the lowest first."""
    if definition.value_kind == ValueKind.YES_NO:
        return list(YES_NO)
    pairs = _steps(definition)
    return [both(*pair) for pair in pairs]


def _steps(definition: IndicatorDefinition) -> list[tuple[str, str]]:
    french, dutch = (
        wording.steps_of(text) for text in (definition.scale_fr, definition.scale_nl)
    )
    return list(zip(french, dutch, strict=False))


def choices_of(definition: IndicatorDefinition) -> dict[str, Decimal]:
    """By word: the value that a choice stands for."""
    if definition.value_kind == ValueKind.YES_NO:
        words = (
            ("no", "false", "0", "non", "neen", "nee"),
            ("yes", "true", "1", "oui", "ja"),
        )
        return meant((Decimal(n), (YES_NO[n], *words[n])) for n in (0, 1))
    if definition.value_kind == ValueKind.SCALE:
        pairs = list(enumerate(_steps(definition)))
        exact = meant((Decimal(rank), [both(*pair)]) for rank, pair in pairs)
        return meant((Decimal(rank), pair) for rank, pair in pairs) | exact
    return {}


def reasons() -> dict[str, str]:
    """By word: the code of why there is no figure."""
    found = labels(NoData).items()
    return meant((code, (both(*pair), *pair, code)) for code, pair in found)


def languages() -> dict[str, str]:
    return meant(
        (code, (words, *words.split(" / "), code)) for code, words in LANGUAGES.items()
    )
