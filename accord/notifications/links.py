"""Addresses in a mail that do one thing for its reader, who need not sign in.

An address is signed with the secret key, says whose it is and what it does, and ends
after a while. Opening it only shows what it would do; a button, or the mail program's
own (RFC 8058), does it.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

SALT = "accord.notifications.links"


class Act(TextChoices):
    SEEN = "seen", _("Mark as read")
    PAUSE = "pause", _("No mail about this for a week")
    STOP = "stop", _("No more mail about this topic")
    STOP_ALL = "stop_all", _("No more mail, but what is required")


@dataclass(frozen=True)
class Link:
    """``about``: the number of a notification, or a topic."""

    act: Act
    person: int
    about: str = ""


def address_of(link: Link) -> str:
    """Whole, in the active language."""
    token = signing.dumps([link.act, link.person, link.about], salt=SALT)
    path = reverse("notifications_account:link_follow", args=[token])
    return f"{settings.BASE_URL}{path}"


def opened(token: str) -> Link | None:
    """What it does; ``None`` once it has ended, or if it was never given."""
    try:
        act, person, about = signing.loads(
            token, salt=SALT, max_age=timedelta(days=settings.MAIL_LINK_DAYS)
        )
        return Link(Act(act), int(person), str(about))
    except (signing.BadSignature, ValueError, TypeError):
        return None
