"""What people are told about, how often, and how long a refused message waits."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Topic(TextChoices):
    """What a person chooses a rhythm for."""

    TEXTS = "texts", _("Texts of agreements")
    RESULTS = "results", _("Results")
    POSTS = "posts", _("Posts and referents")
    STAKES = "stakes", _("Parts in commitments and actions")
    PLATFORM = "platform", _("The platform")


class Rhythm(TextChoices):
    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    NONE = "none", _("Never")


DEFAULT = Rhythm.DAILY  # of whoever has not chosen
# Whose digest leaves. ``at_once`` is among them: what waited for another rhythm, or
# through a pause. The weekly one takes the day's along: one message, not two.
EVERY_DAY = (Rhythm.AT_ONCE, Rhythm.DAILY)
EVERY_WEEK = (*EVERY_DAY, Rhythm.WEEKLY)


def next_attempt(attempts: int, now: datetime, waits: Sequence[int]) -> datetime | None:
    """When to try again after that many attempts; ``None``: it is given up.

    ``waits``: minutes after the first refusal, after the second, and so on.
    """
    if attempts > len(waits):
        return None
    return now + timedelta(minutes=waits[attempts - 1])
