"""The people of the demonstration: invented, and only there when it runs.

Their password is no secret, hence it opens nothing unless ``DEMO`` is set: see
``backends``. They need no second factor, which nobody could share.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

DOMAIN = "demonstration.invalid"
PASSWORD = "Accord-demonstration"  # noqa: S105 - of the demonstration alone


@dataclass(frozen=True)
class Played:
    """One of the cast: a name, an address, and where they work in which role."""

    name: str
    language: str
    at: str = ""  # which part the organisation plays
    role: str = ""
    is_administrator: bool = False

    @property
    def email(self) -> str:
        return f"{self.name.lower()}@{DOMAIN}"


CAST = (
    Played("Rita", "fr", "authority", "approver"),
    Played("Remy", "nl", "authority", "editor"),
    Played("Lea", "fr", "authority", "reader"),
    Played("Ines", "fr", "amended", "editor"),
    Played("Marc", "fr", "amended", "reader"),
    Played("Nora", "nl", "in_review", "editor"),
    Played("Sam", "fr", "builder", "reader"),
    Played("Zoe", "nl"),
    Played("Ada", "fr", is_administrator=True),
)


def is_played(user: Any) -> bool:
    return bool(user.email.endswith(f"@{DOMAIN}"))


def may_enter(user: Any) -> bool:
    """Whether this person is real, or the demonstration runs."""
    return settings.DEMO or not is_played(user)
