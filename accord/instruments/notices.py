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


def _once_decided(state: State) -> events.Audience:
    """The other side, once the decision counts."""

    def to(about: events.About, by: User) -> list[User]:
        text = about.record
        is_so = text.state == state and text.decision_by_id is None
        return events.other_side(about, by) if is_so else []

    to.__doc__ = _once_decided.__doc__
    return to


def _while_it_waits(about: events.About, by: User) -> list[User]:
    """Both sides, where a second person must confirm what was recorded."""
    text = about.record
    # audience: whoever hears of it
    signatures = Signature.objects.of(text).waiting()
    is_so = text.decision_by_id is not None or signatures.exists()
    return events.both_sides(about, by) if is_so else []


def _once_all_signed(about: events.About, by: User) -> list[User]:
    """Both sides, with the last signature."""
    return events.both_sides(about, by) if about.record.state == State.SIGNED else []


# What asks its readers to do something: it is over once the text has gone on.
ASKING = tuple(
    f"instruments.{word}"
    for word in ("submitted", "sent_back", "agreed", "reopened", "to_confirm", "turn")
)
_event = partial(events.Event, topic=Topic.TEXTS, about=_text, ends=ASKING)

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
    ends=(),
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
    to=_once_decided(State.COLLEGE),
    subject=_("Decision of the College: %(town)s"),
    body=_("The decision of the College on the text of %(town)s is recorded."),
)
DECIDED_BY_COUNCIL = replace(  # what is said of the College's gives way to it
    DECIDED_BY_COLLEGE,
    to=_once_decided(State.COUNCIL),
    subject=_("Decision of the council: %(town)s"),
    body=_("The municipal council adopted the text of %(town)s."),
)
TO_CONFIRM = _event(
    "instruments.to_confirm",
    label=_("A second person must confirm what was recorded"),
    to=_while_it_waits,
    subject=_("To be confirmed: %(town)s"),
    body=_(
        "%(who)s recorded a decision or a signature on the text of %(town)s. It counts "
        "once the other side or an approver has confirmed it."
    ),
)
STRUCK = _event(
    "instruments.struck",
    label=_("A decision or a signature is struck"),
    to=events.both_sides,
    subject=_("Struck: %(town)s"),
    body=_(
        "%(who)s struck a decision or a signature on the text of %(town)s; the reason "
        "is with the text."
    ),
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
