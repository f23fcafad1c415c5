"""What is said as the platform starts, when its settings do not go together."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.security)
def proxies_are_told(**_: Any) -> list[CheckMessage]:
    """Over HTTPS there is a proxy in front; untold, all visitors have its address."""
    if not settings.SESSION_COOKIE_SECURE or settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        return []
    return [
        Warning(
            "SECURE is set and TRUSTED_PROXIES is 0: every visitor seems to come from "
            "the reverse proxy, and shares its limits of attempts to sign in.",
            hint="Set TRUSTED_PROXIES to the number of proxies in front, mostly 1.",
            id="config.W001",
        )
    ]
