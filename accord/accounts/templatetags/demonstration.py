"""What the sign-in page says of the demonstration."""

from typing import Any

from django import template
from django.conf import settings

from accord.accounts.demonstration import CAST, PASSWORD
from accord.accounts.models import User

register = template.Library()


@register.simple_tag
def demonstration_cast() -> list[dict[str, Any]]:
    """Who can be played, and their part; nobody, unless the demonstration runs."""
    if not settings.DEMO:
        return []
    emails = {one.email: one for one in CAST}
    memberships = User._meta.apps.get_model("directory", "Membership")
    # audience: invented people, whom everyone may play
    theirs = memberships.objects.filter(user__email__in=emails, ends_on=None)
    parts = {one.user_id: one for one in theirs.select_related("organisation")}
    # audience: the same
    people = User.objects.filter(email__in=emails).order_by("pk")
    return [{"person": one, "part": parts.get(one.pk)} for one in people]


@register.simple_tag
def demonstration_password() -> str:
    return PASSWORD if settings.DEMO else ""
