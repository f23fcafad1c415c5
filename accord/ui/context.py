"""What every template may ask for."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accord.lib import register
from accord.ui.pages import canonical, languages


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor; what costs something is worked out only where it is used."""
    return {
        "languages": SimpleLazyObject(lambda: languages(request)),
        "canonical": canonical(request),
        "base_url": settings.BASE_URL,
        "demo": settings.DEMO,
        "unscanned": not settings.CLAMAV,  # files that people give
        "contact": settings.CONTACT_EMAIL,
        "register": register.current(),
    }
