"""The life of a text on one page: what was done, what comes next, what one may do."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.accounts.models import User
from accord.directory.needs import NeedKind, Side
from accord.documents.checked import Checked
from accord.instruments import policies
from accord.instruments.actions import deciding, opening
from accord.instruments.models import Instrument, Signatory, Signature
from accord.instruments.rules import Method
from accord.instruments.workflow import IN_WRITING, LIFE, Phase, State, words_for
from accord.workflow import Action, Offer

# Every page that brings a text further, in the order of its life.
PAGES: dict[str, Action[Any, Any]] = {
    "text_submit": deciding.submit_text,
    "text_send_back": deciding.send_back,
    "text_agree": deciding.agree_text,
    "college_record": deciding.record_college,
    "council_record": deciding.record_council,
    "signature_hand_in": deciding.sign_electronically,
    "signature_on_paper": deciding.sign_on_paper,
    "instrument_publish": deciding.publish_instrument,
    "amendment_open": opening.open_amendment,
    "instrument_resume": deciding.resume_instrument,
    "instrument_suspend": deciding.suspend_instrument,
    "instrument_terminate": deciding.terminate_instrument,
    "text_reopen": deciding.reopen_text,
    "draft_abandon": deciding.abandon_draft,
}
SIGNING = {"signature_hand_in", "signature_on_paper"}
# Only on the version that is the last one signed, and no next one being made.
OF_THE_LAST = {"amendment_open", "instrument_suspend", "instrument_terminate"}

DONE, NEXT, LATER = "done", "next", "later"


@dataclass(frozen=True)
class Passed:
    """One step of the life: done on a day, awaited from someone, or still far."""

    label: str | Promise
    standing: str
    day: date | None = None
    number: str = ""
    who: str | Promise = ""  # from whom it is awaited
    sentences: Sequence[str | Promise] = ()
    file: str = ""  # the address of what proves it
    file_name: str | Promise = ""


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
    signatures = signatures_by_signatory(instrument) if frozen else {}
    phase = instrument.phase_on(timezone.localdate())
    side = policies.side_of(user, instrument)
    words = words_for(instrument.state, side, phase) if side else None
    return LifeShown(
        word=phase.label if phase else instrument.get_state_display(),
        mark=phase.value if phase else instrument.state,
        said=words.said if words else "",
        next=words.next if words else "",
        steps=list(_steps(instrument, signatories, signatures)),
        offers=LIFE.offers(
            user,
            instrument,
            PAGES,
            makes_sense=lambda page: makes_sense(page, instrument, user),
        ),
    )


def signatures_by_signatory(instrument: Instrument) -> dict[int, Signature]:
    # audience: whoever sees the text
    found = Signature.objects.of(instrument)
    return {one.signatory_id: one for one in found}


def words_of(signature: Signature) -> list[str]:
    """What is known of a signature, in sentences, in the reader's language."""
    if signature.method == Method.ELECTRONIC:
        return Checked.read(signature.report).said()
    return [
        _("Signed on paper; the scan is kept."),
        _("%(who)s states: “%(statement)s”")
        % {"who": signature.recorded_by, "statement": signature.statement},
    ]


# What one may do


def makes_sense(name: str, instrument: Instrument, user: User) -> bool:
    """Whether an act leads anywhere now; the action itself has the last word."""
    if name in SIGNING:
        # audience: whoever sees the text
        turn = Signatory.objects.next_of(instrument)
        return turn is not None and policies.can_sign(user, turn)
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


# What happened


def _steps(
    instrument: Instrument,
    signatories: list[Signatory],
    signatures: dict[int, Signature],
) -> Iterator[Passed]:
    """In their order; the first that is not done is the next, unless it all ended."""
    has_ended = instrument.state in (State.ABANDONED, State.TERMINATED)
    is_next = True
    for step in _all_steps(instrument, signatories, signatures):
        if step.standing == DONE:
            yield step
        elif not has_ended:
            yield replace(step, standing=NEXT if is_next else LATER)
            is_next = False


def _all_steps(
    instrument: Instrument,
    signatories: list[Signatory],
    signatures: dict[int, Signature],
) -> Iterator[Passed]:
    one, town = instrument, instrument.agreement.municipality.name
    written = _("Text written together")
    if one.state == State.DRAFTING:
        yield Passed(written, LATER, who=town)
    else:
        yield Passed(written, DONE)
    agreed_on = one.agreed_at and timezone.localdate(one.agreed_at)
    number = str(one.document or "")
    yield _decided(_("Text agreed"), gettext_lazy("the Region"), agreed_on, number)
    college = _("Decision of the College")
    yield _decided(college, town, one.college_on, one.college_number)
    council = _("Decision of the municipal council")
    file = _file("deliberation_download", one.pk) if one.deliberation_id else ""
    told = one.deliberation.told if one.deliberation else []
    yield _decided(council, town, one.council_on, one.council_number, file, told)
    for signatory in signatories:
        yield _signing(instrument, signatory, signatures.get(signatory.pk))
    if not signatories:
        yield Passed(_("Signatures, in their order"), LATER)
    yield from _afterwards(instrument)


def _decided(
    label: str,
    who: Any,
    day: date | None,
    number: str,
    file: str = "",
    told: Sequence[str | Promise] = (),
) -> Passed:
    if day is None:
        return Passed(label, LATER, who=who)
    name = gettext_lazy("Deliberation")
    return Passed(label, DONE, day, number, file=file, file_name=name, sentences=told)


def _signing(
    instrument: Instrument, signatory: Signatory, signature: Signature | None
) -> Passed:
    label = _("Signature of %(who)s") % {"who": signatory}
    if signature is None:
        is_town = signatory.side == Side.MUNICIPALITY
        town = instrument.agreement.municipality.name
        return Passed(label, LATER, who=town if is_town else gettext_lazy("the Region"))
    return Passed(
        label,
        DONE,
        day=signature.signed_on,
        sentences=[*words_of(signature), *signature.file.told],
        file=_file("signature_download", signature.pk),
        file_name=gettext_lazy("Signed file")
        if signature.method == Method.ELECTRONIC
        else gettext_lazy("Scan"),
    )


def _afterwards(instrument: Instrument) -> Iterator[Passed]:
    today = timezone.localdate()
    if begins := instrument.in_force_on:
        yield Passed(_("In force"), DONE if begins <= today else LATER, begins)
    else:
        yield Passed(_("In force"), LATER)
    if instrument.published_at:
        day = timezone.localdate(instrument.published_at)
        yield Passed(_("Published"), DONE, day)
    closings = {
        _("Suspended"): instrument.suspended_on,
        _("Terminated"): instrument.terminated_on,
    }
    for label, closed in closings.items():
        if closed:
            yield Passed(label, DONE, closed, sentences=[instrument.closing_reason])
    if instrument.state == State.ABANDONED:
        yield Passed(_("Abandoned"), DONE, sentences=[instrument.closing_reason])
    phase = instrument.phase_on(today)
    if phase is None:
        return
    if replaced := getattr(instrument, "replaced_on", None):
        done = DONE if phase == Phase.REPLACED else LATER
        yield Passed(_("Replaced by a later version"), done, replaced)
    elif instrument.ends_on:
        done = DONE if phase == Phase.ENDED else LATER
        yield Passed(_("Last day"), done, instrument.ends_on)


def _file(name: str, pk: int) -> str:
    return reverse(f"instruments:{name}", args=[pk])


# What waits


def turns_of(texts: Iterable[Instrument]) -> Iterator[tuple[Instrument, NeedKind, str]]:
    """The texts that wait for someone, what they need and of whom: ``with_signer``."""
    for text in texts:
        kind = LIFE.needed(text)
        if kind is None:
            continue
        town = text.agreement.municipality.name
        other = _("The Region") if kind.side == Side.REGION else town
        yield text, kind, getattr(text, "signer", None) or other
