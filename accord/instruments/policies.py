"""Who may do what with the text of an agreement: each policy answers one question."""

from typing import Any

from django.utils.translation import gettext as _

from accord.accounts.models import User
from accord.directory.models import Organisation, Role
from accord.directory.needs import Side
from accord.directory.standing import standing_of
from accord.instruments.models import Instrument, Node, Signatory, Signature
from accord.instruments.rules import may_write
from accord.lib.errors import Refused
from accord.threads.models import Remark


def instrument_of(subject: Any) -> Instrument:
    return subject if isinstance(subject, Instrument) else subject.instrument


def side_of(user: User, instrument: Instrument) -> Side | None:
    """The side a person reads for; the Region first where they act for both."""
    standing = standing_of(user)
    if standing.is_regional:
        return Side.REGION
    if instrument.agreement.municipality_id in standing.organisation_ids:
        return Side.MUNICIPALITY
    return None


def writing_side(user: User, instrument: Instrument) -> Side | None:
    """The side for which a person may write at all: its editors."""
    standing = standing_of(user)
    if standing.holds_regional(Role.EDITOR):
        return Side.REGION
    if standing.holds(Role.EDITOR, instrument.agreement.municipality):
        return Side.MUNICIPALITY
    return None


def organisation_for(
    user: User, instrument: Instrument, side: str | None = None
) -> Organisation:
    """For whom a person speaks and names who signs: their side, else the Region."""
    side = side or writing_side(user, instrument)
    if side == Side.MUNICIPALITY:
        return instrument.agreement.municipality
    regional = Organisation.objects.filter(kind="region")
    own = regional.filter(pk__in=standing_of(user).organisation_ids)
    found = own.first() or regional.order_by("pk").first()
    if found is None:
        raise Refused(_("The Region is not among the organisations yet."))
    return found


def can_open(user: User, subject: Any) -> bool:
    """Editors at the Region open a draft."""
    return standing_of(user).holds_regional(Role.EDITOR)


def can_draft(user: User, instrument: Instrument) -> bool:
    """Both sides write while the text is drafted."""
    side = writing_side(user, instrument)
    return may_write(instrument.state, side, is_open=True, has_open_comment=False)


def can_write(user: User, subject: Any) -> bool:
    """Whether this node may be changed by this person now."""
    instrument = instrument_of(subject)
    side = writing_side(user, instrument)
    if not isinstance(subject, Node):
        return can_draft(user, instrument)
    if may_write(
        instrument.state, side, is_open=subject.is_open, has_open_comment=False
    ):
        return True
    remarks = Remark.objects.on(instrument).still_open().of_the_region()
    return may_write(
        instrument.state,
        side,
        is_open=subject.is_open,
        has_open_comment=remarks.filter(place=subject.lineage).exists(),
    )


def can_comment(user: User, subject: Any) -> bool:
    """Editors of either side, until the text is agreed."""
    instrument = instrument_of(subject)
    return instrument.is_in_writing and writing_side(user, instrument) is not None


def can_submit(user: User, instrument: Instrument) -> bool:
    """The municipality says when its text is ready."""
    return writing_side(user, instrument) == Side.MUNICIPALITY


def can_agree(user: User, instrument: Instrument) -> bool:
    """Approvers bind the Region."""
    return standing_of(user).holds_regional(Role.APPROVER)


def can_record_decision(user: User, instrument: Instrument) -> bool:
    """Either side's editors: some municipalities send their decisions by post."""
    return writing_side(user, instrument) is not None


def can_sign(user: User, signatory: Signatory) -> bool:
    """Editors of the side that signs; the Region for paper that reached it."""
    side = writing_side(user, signatory.instrument)
    return side == Side.REGION or side == signatory.side


def is_second_person(
    user: User, instrument: Instrument, *, recorder: int | None, side: str
) -> bool:
    """Who may confirm what somebody recorded for ``side``, never that person.

    Editors of the other side, or approvers of the recorder's own.
    """
    own = writing_side(user, instrument)
    if own is None or user.pk == recorder:
        return False
    return own != side or approves_for(user, instrument, own)


def approves_for(user: User, instrument: Instrument, side: str) -> bool:
    standing = standing_of(user)
    if side == Side.REGION:
        return standing.holds_regional(Role.APPROVER)
    return standing.holds(Role.APPROVER, instrument.agreement.municipality)


def can_confirm_decision(user: User, instrument: Instrument) -> bool:
    """What the Region recorded for the municipality: see ``is_second_person``."""
    recorder = instrument.decision_by_id
    return is_second_person(user, instrument, recorder=recorder, side=Side.REGION)


def can_strike_decision(user: User, instrument: Instrument) -> bool:
    """Who may confirm it, and who recorded it."""
    is_own = instrument.decision_by_id == user.pk
    return is_own or can_confirm_decision(user, instrument)


def can_confirm(user: User, signature: Signature) -> bool:
    """A second person: see ``is_second_person``."""
    recorder, side = signature.recorded_by_id, signature.side
    text = signature.instrument
    return is_second_person(user, text, recorder=recorder, side=side)


def can_strike(user: User, signature: Signature) -> bool:
    """One that waits: who recorded it, and who may confirm it.

    One that counts: an approver of the side that signed, or of the Region.
    """
    text, side = signature.instrument, signature.signatory.side
    if signature.waits:
        if signature.recorded_by_id == user.pk:
            return can_record_decision(user, text)
        return can_confirm(user, signature)
    return any(approves_for(user, text, one) for one in {side, Side.REGION})


def can_amend(user: User, instrument: Instrument) -> bool:
    return writing_side(user, instrument) is not None


def can_abandon(user: User, instrument: Instrument) -> bool:
    """The Region, which opened it."""
    return standing_of(user).holds_regional(Role.EDITOR)
