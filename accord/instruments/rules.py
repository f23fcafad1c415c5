"""What follows from an instrument's columns alone: pure functions, no database."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.directory.needs import Side
from accord.instruments.workflow import IN_WRITING, Phase, State


class Kind(TextChoices):
    CONTRACT = "contract", _("Agreement")
    AMENDMENT = "amendment", _("Amendment")
    RENEWAL = "renewal", _("Renewal")


class MeansKind(TextChoices):
    AMOUNT = "amount", _("Amount in euro")
    FTE = "fte", _("Full-time equivalents")
    IN_KIND = "in_kind", _("In kind")


class Baseline(TextChoices):
    """What is known of where one starts from."""

    KNOWN = "known", _("Known")
    PENDING = "pending", _("To be established")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")


class Method(TextChoices):
    """How a signature was set."""

    ELECTRONIC = "electronic", _("Electronic signature")
    PAPER = "paper", _("Signed on paper")


def may_write(
    state: str, side: Side | None, *, is_open: bool, has_open_comment: bool
) -> bool:
    """Whether a side may change a node of the text.

    While it is drafted both sides write, an amendment only what it opened. In review
    the municipality, whose text it is, changes exactly what has an open comment of the
    Region.
    """
    if side is None or not is_open:
        return False
    if state == State.DRAFTING:
        return True
    return state == State.IN_REVIEW and side == Side.MUNICIPALITY and has_open_comment


def why_not_write(state: str, side: Side | None, *, is_open: bool) -> str | Promise:
    """Why a side may not change a part, in a sentence; empty where nothing is closed.

    For a part without an open comment.
    """
    if state == State.ABANDONED:
        return _("This draft was abandoned.")
    if state not in IN_WRITING:
        return _("The text is agreed: it can no longer change.")
    if side is None:
        return _("You read this text: editors of both sides write it.")
    if not is_open:
        return _("This version leaves that part as it is: it was not opened.")
    if state == State.DRAFTING:
        return ""
    if side == Side.MUNICIPALITY:
        return _("In review you change exactly the parts that have an open comment.")
    return _(
        "In review the municipality changes the text: comment on what must change."
    )


def counts_at_once(*, is_own: bool, proves_itself: bool) -> bool:
    """Whether what somebody records counts without a second person.

    Nobody binds the other side alone, nor their own by their word alone: see decision
    record 38. A region may have set that it does, all the same (``CONFIRM_RECORDS``).
    """
    return (is_own and proves_itself) or not settings.CONFIRM_RECORDS


def in_force_from(
    *, signed_on: date, effective_on: date | None, is_first: bool
) -> date:
    """The day an instrument takes effect.

    A first agreement may name any day. What changes one never reaches back before it
    was signed: figures of the past keep the targets they were reported against.
    """
    if effective_on is None:
        return signed_on
    return effective_on if is_first else max(effective_on, signed_on)


def phase_on(
    day: date,
    *,
    in_force_on: date,
    ends_on: date | None,
    replaced_on: date | None,
    notice_days: int | None,
) -> Phase:
    """What a signed instrument is on ``day``; its last day is still one in force.

    ``notice_days``: how long before its end the model calls it expiring; when that is
    not known, nothing is called so.
    """
    if day < in_force_on:
        return Phase.TO_COME
    if replaced_on and replaced_on <= day:
        return Phase.REPLACED
    if ends_on and ends_on < day:
        return Phase.ENDED
    if ends_on and notice_days and ends_on - timedelta(days=notice_days) <= day:
        return Phase.EXPIRING
    return Phase.IN_FORCE
