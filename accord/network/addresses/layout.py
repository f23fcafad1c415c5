"""The columns of a list of addresses; their headings are read in either language."""

import re
import unicodedata
from dataclasses import dataclass

SHEET = "adresses – adressen"
MOST_ROWS = 10_000


@dataclass(frozen=True)
class Col:
    """``most``: characters that the column of the table holds; 0 for what is no text.

    ``of``: the record that it is about.
    """

    key: str
    fr: str
    nl: str
    of: str = ""
    most: int = 0

    @property
    def heading(self) -> str:
        return f"{self.fr} / {self.nl}"


COLUMNS = (
    Col("organisation", "Organisation", "Organisatie"),
    Col("service_fr", "Service (français)", "Dienst (Frans)"),
    Col("service_nl", "Service (néerlandais)", "Dienst (Nederlands)"),
    Col(
        "competences_fr",
        "Compétences (français)",
        "Bevoegdheden (Frans)",
        "service",
        4000,
    ),
    Col(
        "competences_nl",
        "Compétences (néerlandais)",
        "Bevoegdheden (Nederlands)",
        "service",
        4000,
    ),
    Col("languages", "Langue (fr, nl, fr+nl)", "Taal (fr, nl, fr+nl)", "service"),
    Col("promised_days", "Délai (jours ouvrables)", "Termijn (werkdagen)", "service"),
    Col("mailbox", "Boîte commune", "Gedeelde mailbox", "service", 254),
    Col("telephone", "Téléphone du service", "Telefoon van de dienst", "service", 40),
    Col("name", "Contact", "Contactpersoon"),
    Col("function_fr", "Fonction (français)", "Functie (Frans)", "contact", 160),
    Col(
        "function_nl", "Fonction (néerlandais)", "Functie (Nederlands)", "contact", 160
    ),
    Col("email", "Courriel du contact", "E-mail van de contactpersoon", "contact", 254),
    Col(
        "contact_telephone",
        "Téléphone du contact",
        "Telefoon van de contactpersoon",
        "contact",
        40,
    ),
)
BY_KEY = {column.key: column for column in COLUMNS}

LANGUAGES = {
    "fr": "fr",
    "francais": "fr",
    "frans": "fr",
    "nl": "nl",
    "neerlandais": "nl",
    "nederlands": "nl",
    "frnl": "both",
    "nlfr": "both",
    "both": "both",
    "bilingue": "both",
    "tweetalig": "both",
}
_APART = re.compile(r"[^a-z0-9]+")


def plain(text: str) -> str:
    """Without accents, capitals, signs or spaces: how two spellings are compared."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(one for one in letters if not unicodedata.combining(one))
    return _APART.sub("", kept.replace("œ", "oe").replace("æ", "ae"))


def _headings() -> dict[str, str]:
    found = {}
    for column in COLUMNS:
        for said in (column.key, column.fr, column.nl, column.heading):
            found[plain(said)] = column.key
    return found


HEADINGS = _headings()
