"""The life of a text on one page: what was done, what comes next, what one may do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accord.accounts.models import User
from accord.directory.needs import NeedKind, Side
from accord.instruments import policies
from accord.instruments.actions import deciding, opening, signing
from accord.instruments.models import Instrument, Signatory, Signature
from accord.instruments.reading.steps import (
    Passed,
    signatures_of,
    steps_of,
)
from accord.instruments.workflow import (
    CONFIRMING,
    IN_WRITING,
    LIFE,
    TO_BE_CONFIRMED,
    TO_CONFIRM,
    State,
    words_for,
)
from accord.workflow import Action, Offer

# Every page that brings a text further, in the order of its life.
PAGES: dict[str, Action[Any, Any]] = {
    "text_submit": deciding.submit_text,
    "text_send_back": deciding.send_back,
    "text_agree": deciding.agree_text,
    "college_record": deciding.record_college,
    "council_record": deciding.record_council,
    "signature_hand_in": signing.sign_electronically,
    "signature_on_paper": signing.sign_on_paper,
    "instrument_publish": deciding.publish_instrument,
    "amendment_open": opening.open_amendment,
    "instrument_resume": deciding.resume_instrument,
    "instrument_suspend": deciding.suspend_instrument,
    "instrument_terminate": deciding.terminate_instrument,
    "text_reopen": deciding.reopen_text,
    "draft_abandon": deciding.abandon_draft,
}
SIGNING = {"signature_hand_in", "signature_on_paper"}
RECORDING = {"college_record", "council_record"}
# Only on the version that is the last one signed, and no next one being made.
OF_THE_LAST = {"amendment_open", "instrument_suspend", "instrument_terminate"}


@dataclass(frozen=True)
class LifeShown:
    """All that ``parts/decide.html`` shows."""

    word: str | Promise
    mark: str
    said: str | Promise
    next: str | Promise
    steps: list[Passed]
    offers: list[Offer]


def life_of(instrument: Instrument, user: User) -> LifeShown:
    """For one reader; no query while the text is written, some four after that."""
    frozen = instrument.state not in IN_WRITING and instrument.content is not None
    # audience: whoever sees the text
    signatories = list(Signatory.objects.of(instrument)) if frozen else []
    signatures = signatures_of(instrument) if frozen else []
    waits = instrument.decision_by_id or any(one.waits for one in signatures)
    phase = instrument.phase_on(timezone.localdate())
    side = policies.side_of(user, instrument)
    words = words_for(instrument.state, side, phase) if side else None
    steps = list(steps_of(instrument, signatories, signatures, user))
    if words and waits:
        acts = (offer for step in steps if step.waits for offer in step.offers)
        may = any(offer.is_primary for offer in acts)
        words = TO_CONFIRM if may else TO_BE_CONFIRMED
    return LifeShown(
        word=phase.label if phase else instrument.get_state_display(),
        mark=phase.value if phase else instrument.state,
        said=words.said if words else "",
        next=words.next if words else "",
        steps=steps,
        offers=LIFE.offers(
            user,
            instrument,
            PAGES,
            makes_sense=lambda page: makes_sense(page, instrument, user),
        ),
    )


# What one may do


def makes_sense(name: str, instrument: Instrument, user: User) -> bool:
    """Whether an act leads anywhere now; the action itself has the last word."""
    if name in SIGNING:
        # audience: whoever sees the text
        turn = Signatory.objects.next_of(instrument)
        # audience: whoever sees the text
        waits = Signature.objects.of(instrument).waiting().exists()
        return turn is not None and not waits and policies.can_sign(user, turn)
    if name in RECORDING:
        return instrument.decision_by_id is None
    if name == "instrument_publish":
        return not instrument.why_not_published
    if name == "amendment_open":
        return instrument.state == State.SIGNED and not _has_later(instrument)
    if name in OF_THE_LAST:
        return not _is_overtaken(instrument)
    return True


def _is_overtaken(instrument: Instrument) -> bool:
    """After ``with_next``: a later version is signed."""
    return getattr(instrument, "replaced_on", None) is not None


def _has_later(instrument: Instrument) -> bool:
    if _is_overtaken(instrument):
        return True
    # audience: whoever sees one text of it
    same = Instrument.objects.of_agreement(instrument.agreement_id)
    return same.in_the_making().exists()


# What waits


def turns_of(texts: Iterable[Instrument]) -> Iterator[tuple[Instrument, NeedKind, str]]:
    """The texts that wait for someone, what they need and of whom: ``with_signer``."""
    for text in texts:
        confirms = getattr(text, "confirms", None)
        kind = CONFIRMING[Side(confirms)] if confirms else LIFE.needed(text)
        if kind is None:
            continue
        town = text.agreement.municipality.name
        other = _("The Region") if kind.side == Side.REGION else town
        yield text, kind, getattr(text, "signer", None) or other
