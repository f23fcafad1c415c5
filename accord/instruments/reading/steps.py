"""What happened to a text, step by step; what waits, and what may be done with that."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.accounts.models import User
from accord.attachments.models import Attachment
from accord.directory.needs import Side
from accord.documents.checked import Checked
from accord.instruments.actions import deciding, signing
from accord.instruments.models import Instrument, Signatory, Signature
from accord.instruments.rules import Method
from accord.instruments.workflow import Phase, State
from accord.workflow import Action, Offer, offers

DONE, NEXT, LATER = "done", "next", "later"
WAITS = gettext_lazy("It counts once a second person has confirmed it.")

# On a decision that was recorded and waits.
ON_DECISION: dict[str, Action[Any, Any]] = {
    "decision_confirm": deciding.confirm_decision,
    "decision_strike": deciding.strike_decision,
}
# On the last signature.
ON_SIGNATURE: dict[str, Action[Any, Any]] = {
    "signature_confirm": signing.confirm_signature,
    "signature_strike": signing.strike_signature,
}


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
    waits: bool = False  # recorded, to be confirmed by a second person
    offers: list[Offer] = field(default_factory=list)


def signatures_of(instrument: Instrument) -> list[Signature]:
    """All that were recorded, those that were struck among them."""
    # audience: whoever sees the text
    found = list(Signature.objects.of(instrument))
    for one in found:
        one.signatory.instrument = instrument  # whose acts on it are asked
    return found


def words_of(signature: Signature) -> list[str]:
    """What is known of a signature, in sentences, in the reader's language."""
    if signature.method == Method.ELECTRONIC:
        said = Checked.read(signature.report).said()
        if signature.despite:
            said.append(
                _("%(who)s answered that it is the signature of %(name)s.")
                % {"who": signature.recorded_by, "name": signature.signatory.name}
            )
    else:
        said = [
            _("Signed on paper; the scan is kept."),
            _("%(who)s states: “%(statement)s”")
            % {"who": signature.recorded_by, "statement": signature.statement},
        ]
    if signature.place:
        said.append(_("Place: %(place)s.") % {"place": signature.place})
    if signature.waits:
        said.append(_("Recorded by %(who)s.") % {"who": signature.recorded_by})
    if signature.confirmed_by:
        said.append(_("Confirmed by %(who)s.") % {"who": signature.confirmed_by})
    return said


def steps_of(
    instrument: Instrument,
    signatories: list[Signatory],
    signatures: list[Signature],
    user: User,
) -> Iterator[Passed]:
    """In their order; the first that is not done is the next, unless it all ended."""
    has_ended = instrument.state in (State.ABANDONED, State.TERMINATED)
    is_next = True
    for step in _all_steps(instrument, signatories, signatures, user):
        if step.standing == DONE:
            yield step
        elif not has_ended:
            yield replace(step, standing=NEXT if is_next else LATER)
            is_next = False


def _all_steps(
    instrument: Instrument,
    signatories: list[Signatory],
    signatures: list[Signature],
    user: User,
) -> Iterator[Passed]:
    one, town = instrument, instrument.agreement.municipality.name
    written = _("Text written together")
    if one.state == State.DRAFTING:
        yield Passed(written, LATER, who=town)
    else:
        yield Passed(written, DONE)
    agreed_on = one.agreed_at and timezone.localdate(one.agreed_at)
    standing = DONE if agreed_on else LATER
    number = str(one.document or "")
    region = gettext_lazy("the Region")
    yield Passed(_("Text agreed"), standing, agreed_on, number, who=region)
    for decision in decisions_of(one):
        yield replace(decision, offers=_on_decision(decision, one, user))
    last = next((own for own in reversed(signatures) if not own.struck_at), None)
    for signatory in signatories:
        theirs = [own for own in signatures if own.signatory_id == signatory.pk]
        yield from (_struck(own) for own in theirs if own.struck_at)
        signature = next((own for own in theirs if not own.struck_at), None)
        step = _signing(instrument, signatory, signature)
        if signature and signature is last:
            step = replace(step, offers=_on_signature(instrument, signature, user))
        yield step
    if not signatories:
        yield Passed(_("Signatures, in their order"), LATER)
    yield from _afterwards(instrument)


def decisions_of(text: Instrument) -> list[Passed]:
    """Of the College and of the council, as they were recorded."""
    by_college, by_council = text.decided
    college = _decided(
        text,
        _("Decision of the College"),
        by_college,
        text.college_on,
        text.college_number,
        "college_download",
        text.college_file,
    )
    council = _decided(
        text,
        _("Decision of the municipal council"),
        by_council,
        text.council_on,
        text.council_number,
        "deliberation_download",
        text.deliberation,
    )
    struck = text.decision_struck
    if not struck:
        return [college, council]
    said = [_("What was recorded is struck: “%(reason)s”") % {"reason": struck}]
    if by_college:
        return [college, replace(council, sentences=said)]
    return [replace(college, sentences=said), council]


def _decided(
    text: Instrument,
    label: str,
    counts: bool,
    day: date | None,
    number: str,
    page: str,
    file: Attachment | None,
) -> Passed:
    if day is None:
        return Passed(label, LATER, who=text.agreement.municipality.name)
    by = _("Recorded by %(who)s.") % {"who": text.decision_by}
    waits: list[str | Promise] = [] if counts else [by, WAITS]
    return Passed(
        label,
        DONE if counts else LATER,
        day,
        number,
        sentences=[*waits, *(file.told if file else [])],
        file=_file(page, text.pk) if file else "",
        file_name=gettext_lazy("Deliberation"),
        waits=not counts,
    )


def _on_decision(decision: Passed, text: Instrument, user: User) -> list[Offer]:
    if not decision.waits:
        return []
    first = "decision_confirm"
    return offers(user, text, "instruments", ON_DECISION, primary=first)


def _signing(
    instrument: Instrument,
    signatory: Signatory,
    signature: Signature | None,
) -> Passed:
    label = _("Signature of %(who)s") % {"who": signatory}
    if signature is None:
        is_town = signatory.side == Side.MUNICIPALITY
        town = instrument.agreement.municipality.name
        return Passed(label, LATER, who=town if is_town else gettext_lazy("the Region"))
    return Passed(
        label,
        DONE if signature.counts else LATER,
        day=signature.signed_on,
        sentences=[
            *words_of(signature),
            *([] if signature.counts else [WAITS]),
            *signature.file.told,
        ],
        file=_file("signature_download", signature.pk),
        file_name=gettext_lazy("Signed file")
        if signature.method == Method.ELECTRONIC
        else gettext_lazy("Scan"),
        waits=signature.waits,
    )


def _on_signature(text: Instrument, signature: Signature, user: User) -> list[Offer]:
    """What may be done with the last one, while it may still be struck."""
    if text.published_at or text.state not in signing.BEFORE_IT_IS_PUBLIC:
        return []
    return offers(
        user,
        signature,
        "instruments",
        ON_SIGNATURE,
        primary="signature_confirm",
        makes_sense=lambda page: page != "signature_confirm" or signature.waits,
    )


def _struck(signature: Signature) -> Passed:
    """It stays, with the reason: its signatory signs again."""
    words = {"who": signature.signatory}
    return Passed(
        _("Signature of %(who)s, struck") % words,
        DONE,
        day=signature.struck_at and timezone.localdate(signature.struck_at),
        sentences=[signature.struck_reason],
        file=_file("signature_download", signature.pk),
        file_name=gettext_lazy("What was recorded"),
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
