"""What the privacy page says of who installed the site: said by them, never guessed."""

from typing import Any

from django.conf import settings

from accord.lib.bilingual import active_language

ASKED = (
    "CONTROLLER_FR",
    "CONTROLLER_NL",
    "DPO_EMAIL",
    "PROCESSORS_FR",
    "PROCESSORS_NL",
)


def unsaid() -> list[str]:
    """The variables of the environment that the page still waits for."""
    return [name for name in ASKED if not getattr(settings, name)]


def said() -> dict[str, Any]:
    """For the page, in the reader's language; what is empty is said to be missing."""
    language = active_language().upper()
    return {
        "controller": getattr(settings, f"CONTROLLER_{language}"),
        "processors": getattr(settings, f"PROCESSORS_{language}"),
        "dpo": settings.DPO_EMAIL,
        "mail_days": settings.MAIL_KEEP_DAYS,
        "session_hours": settings.SESSION_COOKIE_AGE // 3600,
    }
