"""The people of the demonstration: invented, and only there when it runs.

Their password is no secret, hence it opens nothing unless ``DEMO`` is set: see
``backends``. They need no second factor, which nobody could share.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from accord.lib.bilingual import spoken

DOMAIN = "demonstration.invalid"
PASSWORD = "Accord-demonstration"  # noqa: S105 - of the demonstration alone


# The organisations by their code, as the reader names them.
NAMES = {
    "bruxelles-logement": spoken(fr="Bruxelles Logement", nl="Brussel Huisvesting"),
    "ixelles": spoken(fr="Ixelles", nl="Elsene"),
    "schaerbeek": spoken(fr="Schaerbeek", nl="Schaarbeek"),
    "slrb": spoken(fr="SLRB", nl="BGHM"),
}


@dataclass(frozen=True)
class Played:
    """One of the cast: a name, an address, and where they work in which role."""

    name: str
    language: str
    at: str = ""  # code of the organisation
    role: str = ""
    is_administrator: bool = False

    @property
    def email(self) -> str:
        return f"{self.name.lower()}@{DOMAIN}"

    @property
    def part(self) -> str:
        """Where they work and in which role, for the reader."""
        return f"{NAMES[self.at]}, {gettext(self.role.title()).lower()}"


CAST = (
    Played("Rita", "fr", "bruxelles-logement", "approver"),
    Played("Remy", "nl", "bruxelles-logement", "editor"),
    Played("Lea", "fr", "bruxelles-logement", "reader"),
    Played("Ines", "fr", "ixelles", "editor"),
    Played("Marc", "fr", "ixelles", "reader"),
    Played("Nora", "nl", "schaerbeek", "editor"),
    Played("Sam", "fr", "slrb", "reader"),
    Played("Zoe", "nl"),
    Played("Ada", "fr", is_administrator=True),
)


def is_played(user: Any) -> bool:
    return bool(user.email.endswith(f"@{DOMAIN}"))


def may_enter(user: Any) -> bool:
    """Whether this person is real, or the demonstration runs."""
    return settings.DEMO or not is_played(user)
