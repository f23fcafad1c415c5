"""What is said about a text while it is written: on its parts, and on it all."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accord.accounts.models import User
from accord.instruments import notices, policies
from accord.instruments.content import text_of
from accord.instruments.models import Instrument
from accord.instruments.reading.parts import part_at, trail_of
from accord.instruments.rules import why_not_write
from accord.instruments.workflow import IN_WRITING
from accord.threads.owners import holds_thread
from accord.ui.templatetags.accord import either


def registered() -> None:
    holds_thread(
        Instrument,
        may_speak=policies.can_comment,
        speaks_for=policies.organisation_for,
        tells=notices.COMMENTED,
        trail=trail_of,
        words=_words,
        why_not=_why_not,
        town="agreement__municipality",
        waits=Q(state__in=IN_WRITING),
    )


def _words(text: Instrument, place: str) -> Any:
    if not place:
        return _("On the whole text")
    part = part_at(text_of(text), place)
    return f"{part['number']} {either(part['said'])}"


def _why_not(user: User, text: Instrument) -> str:
    side = policies.writing_side(user, text)
    return str(why_not_write(text.state, side, is_open=True)) if side else ""
