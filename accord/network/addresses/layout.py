"""The columns of a list of addresses; their headings are read in either language."""

from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from accord.incoming.cells import Holds, address_of, line_of, telephone_of
from accord.incoming.lists import Column, pair
from accord.lib.errors import Refused
from accord.lib.naming import plain

SHEET = "adresses – adressen"
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


def _languages(text: str) -> str:
    if plain(text) not in LANGUAGES:
        raise Refused(
            _("“%(word)s” is no language we know: write fr, nl or fr+nl.")
            % {"word": text[:40]}
        )
    return LANGUAGES[plain(text)]


def _days(text: str) -> int:
    is_short = text.isascii() and text.isdecimal() and len(text) <= 6
    if not is_short or not 0 < int(text) < 1000:
        raise Refused(
            _("“%(text)s” is no number of days from 1 to 999.") % {"text": text[:40]}
        )
    return int(text)


_of_service = partial(Column, of="service")
_of_contact = partial(Column, of="contact")
_short = partial(line_of, most=160)
_telephone: Any = {"read": telephone_of, "holds": Holds.IDENTIFIER}

COLUMNS = (
    Column("organisation", "Organisation", "Organisatie"),
    *pair("service", "Service", "Dienst", read=_short),
    *pair(
        *("competences", "Compétences", "Bevoegdheden"),
        of="service",
        read=partial(line_of, most=4000),
    ),
    _of_service(
        "languages", "Langue (fr, nl, fr+nl)", "Taal (fr, nl, fr+nl)", read=_languages
    ),
    _of_service(
        *("promised_days", "Délai (jours ouvrables)", "Termijn (werkdagen)"),
        read=_days,
        holds=Holds.NUMBER,
    ),
    _of_service(
        *("mailbox", "Boîte e-mail partagée", "Gedeelde mailbox"),
        read=address_of,
        also=("Boîte commune", "Courriel du service", "E-mail van de dienst"),
    ),
    _of_service(
        *("telephone", "Téléphone du service", "Telefoon van de dienst"),
        **_telephone,
    ),
    Column("name", "Contact", "Contactpersoon", read=partial(line_of, most=120)),
    *pair("function", "Fonction", "Functie", of="contact", read=_short),
    _of_contact(
        *("email", "E-mail du contact", "E-mail van de contactpersoon"),
        read=address_of,
        also=("Courriel du contact",),
    ),
    _of_contact(
        *("contact_telephone", "Téléphone du contact"),
        "Telefoon van de contactpersoon",
        **_telephone,
    ),
)
