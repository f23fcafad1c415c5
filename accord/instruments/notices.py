"""Who is told what, as the text of an agreement moves on."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.directory.needs import Side
from accord.instruments.models import Instrument, Signatory, Signature
from accord.instruments.workflow import State
from accord.notifications import events
from accord.notifications.rules import Topic


def _text(record: Any, by: User) -> events.About:
    """A text, a comment on it, or a signature under it."""
    if isinstance(record, Signature):
        record = record.signatory
    text = record if isinstance(record, Instrument) else record.instrument
    return events.About(text, text.agreement.municipality)


def _next_to_sign(about: events.About, by: User) -> list[User]:
    """The side of whoever signs next."""
    turn = Signatory.objects.next_of(about.record)
    if turn is None:
        return []
    side = events.region if turn.side == Side.REGION else events.town
    return side(about, by)


def _once_all_signed(about: events.About, by: User) -> list[User]:
    """Both sides, with the last signature."""
    return events.both_sides(about, by) if about.record.state == State.SIGNED else []


_event = partial(events.Event, topic=Topic.TEXTS, about=_text)

SUBMITTED = _event(
    "instruments.submitted",
    label=_("A text is submitted for review"),
    to=events.region,
    subject=_("Text to review: %(town)s"),
    body=_("%(who)s submitted the text of %(town)s for review."),
)
SENT_BACK = _event(
    "instruments.sent_back",
    label=_("A text is sent back"),
    to=events.town,
    subject=_("Text sent back: %(town)s"),
    body=_("%(who)s sent the text of %(town)s back; the reason is with the text."),
)
COMMENTED = _event(
    "instruments.commented",
    label=_("A text is commented on"),
    to=events.other_side,
    subject=_("Comment on the text: %(town)s"),
    body=_("%(who)s commented on the text of %(town)s."),
)
AGREED = _event(
    "instruments.agreed",
    label=_("A text is agreed on"),
    to=events.town,
    subject=_("Text agreed: %(town)s"),
    body=_("The Region agreed on the text of %(town)s. The College decides next."),
)
REOPENED = _event(
    "instruments.reopened",
    label=_("An agreed text is opened again"),
    to=events.town,
    subject=_("Text opened again: %(town)s"),
    body=_("%(who)s opened the agreed text of %(town)s again; the reason is with it."),
)
DECIDED_BY_COLLEGE = _event(
    "instruments.decided",
    label=_("A decision on a text is recorded"),
    to=events.other_side,
    subject=_("Decision of the College: %(town)s"),
    body=_("The decision of the College on the text of %(town)s is recorded."),
)
DECIDED_BY_COUNCIL = replace(  # what is said of the College's gives way to it
    DECIDED_BY_COLLEGE,
    subject=_("Decision of the council: %(town)s"),
    body=_("The municipal council adopted the text of %(town)s."),
)
TURN = _event(
    "instruments.turn",
    label=_("It is your side’s turn to sign"),
    to=_next_to_sign,
    subject=_("Your turn to sign: %(town)s"),
    body=_("The text of %(town)s awaits a signature of your side."),
)
SIGNED = _event(
    "instruments.signed",
    label=_("Everyone has signed"),
    to=_once_all_signed,
    subject=_("Signed by everyone: %(town)s"),
    body=_("Everyone has signed the text of %(town)s."),
)
