"""What the sign-in page says of the demonstration."""

from django import template
from django.conf import settings

from accord.accounts.demonstration import CAST, PASSWORD, Played

register = template.Library()


@register.simple_tag
def demonstration_cast() -> tuple[Played, ...]:
    """Who can be played; nobody, unless the demonstration runs."""
    return CAST if settings.DEMO else ()


@register.simple_tag
def demonstration_password() -> str:
    return PASSWORD if settings.DEMO else ""
