"""The columns of the workbook, and its words, each in French and in Dutch."""

from collections.abc import Iterable
from decimal import Decimal
from enum import IntEnum
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import override

from accord.framework.models import IndicatorDefinition, ValueKind
from accord.monitoring import wording
from accord.monitoring.models import NoData

SHEET = "results"
LISTS = "lists"
EXPLAINED = "lisez-moi – lees mij"
MOST_ROWS = 100_000
LONGEST = 4_000  # characters, as on the pages
LARGEST = Decimal(10) ** 14  # what the columns hold before their decimals


class Col(IntEnum):
    ID = 0
    NAME_FR = 1
    NAME_NL = 2
    UNIT = 3
    COUNTING = 4
    TARGET = 5
    STATE = 6
    VALUE = 7
    NUMERATOR = 8
    DENOMINATOR = 9
    CHOICE = 10
    TEXT_FR = 11
    TEXT_NL = 12
    NO_DATA = 13
    AS_OF = 14
    REMARK = 15
    LANGUAGE = 16
    REASON = 17
    KEY = 18


HEADINGS = {
    Col.ID: "Identifiant / Identificatie",
    Col.NAME_FR: "Indicateur (français) / Indicator (Frans)",
    Col.NAME_NL: "Indicateur (néerlandais) / Indicator (Nederlands)",
    Col.UNIT: "Unité / Eenheid",
    Col.COUNTING: "Façon de compter / Telwijze",
    Col.TARGET: "Objectif de la période / Doelstelling van de periode",
    Col.STATE: "État / Stand",
    Col.VALUE: "Chiffre / Cijfer",
    Col.NUMERATOR: "Numérateur / Teller",
    Col.DENOMINATOR: "Dénominateur / Noemer",
    Col.CHOICE: "Oui-non ou degré / Ja-neen of graad",
    Col.TEXT_FR: "Texte français / Franse tekst",
    Col.TEXT_NL: "Texte néerlandais / Nederlandse tekst",
    Col.NO_DATA: "Pas de chiffre, car / Geen cijfer, want",
    Col.AS_OF: "Situation au / Toestand op",
    Col.REMARK: "Remarque / Opmerking",
    Col.LANGUAGE: "Langue de la remarque / Taal van de opmerking",
    Col.REASON: "Motif d’une baisse ou correction / Reden van daling of verbetering",
    Col.KEY: "Version (ne pas modifier) / Versie (niet wijzigen)",
}
FILLED = tuple(range(Col.VALUE, Col.KEY))  # what people fill in
# Which columns take the figure of each kind of value.
OF_KIND: dict[str, tuple[Col, ...]] = {
    ValueKind.COUNT: (Col.VALUE,),
    ValueKind.AMOUNT: (Col.VALUE,),
    ValueKind.RATIO: (Col.NUMERATOR, Col.DENOMINATOR),
    ValueKind.YES_NO: (Col.CHOICE,),
    ValueKind.SCALE: (Col.CHOICE,),
    ValueKind.NARRATIVE: (Col.TEXT_FR, Col.TEXT_NL),
}
FIGURES = (*range(Col.VALUE, Col.NO_DATA),)
YES_NO = ("non / neen", "oui / ja")
LANGUAGES = {"fr": "français / Frans", "nl": "néerlandais / Nederlands"}

EXPLANATION: tuple[tuple[str, str], ...] = (
    (
        "Remplissez les cellules claires de la feuille « results ».",
        "Vul de lichte cellen van het blad “results” in.",
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
        "Vul een tekst in het Frans en in het Nederlands in. Een opmerking is in één "
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
        "Au chargement, tout changement et toute ligne fautive sont montrés d’abord ; "
        "ensuite tout est repris, ou rien.",
        "Bij het opladen ziet u eerst elke wijziging en elke foute rij; daarna wordt "
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


def meant(pairs: Iterable[tuple[Any, Iterable[str]]]) -> dict[str, Any]:
    """What each word means, in small letters; one that could mean two is left out."""
    found: dict[str, Any] = {}
    unclear = set()
    for value, words in pairs:
        for word in {word.strip().casefold() for word in words}:
            if found.setdefault(word, value) != value:
                unclear.add(word)
    return {word: value for word, value in found.items() if word not in unclear}


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
