"""Signatures: recorded, confirmed by a second person, struck before they are public."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.attachments.keeping import keep
from accord.documents import apart
from accord.documents.checked import Checked
from accord.instruments import notices, policies, workflow
from accord.instruments.models import Instrument, Signatory, Signature
from accord.instruments.requiring import require_nothing_waits
from accord.instruments.rules import Method, counts_at_once, in_force_from
from accord.instruments.workflow import State
from accord.lib.errors import Refused, require_past
from accord.lib.naming import names
from accord.lib.saving import save
from accord.workflow import action

# Acts on what is signed and may still be struck.
BEFORE_IT_IS_PUBLIC = (State.COUNCIL, State.SIGNING, State.SIGNED)


@action(
    allowed=policies.can_record_decision,
    label=_("Hand in the signed file"),
    told=_("handed in an electronic signature"),
    moves=workflow.SIGN,
    tells=[notices.TO_CONFIRM, notices.TURN, notices.SIGNED],
    submit=_("Check and keep the signature"),
    done=_("The signature is checked and kept."),
)
def sign_electronically(
    instrument: Instrument,
    *,
    signatory: Signatory,
    file: File,
    is_theirs: bool = False,
    place: str = "",
    by: User,
) -> Signature:
    """Take the document back with one more signature on it, once it is checked.

    What is refused, and why: see ``documents.signatures``. One by another name, or that
    no authority vouches for, is taken from who says that it ``is_theirs`` all the same.
    """
    _require_turn(instrument, signatory, by)
    last = _checked(instrument, file)
    despite = _doubts(last, signatory)
    if despite and not is_theirs:
        raise Refused(_question(despite, last, signatory))
    file.seek(0)
    return _signed(
        instrument,
        by,
        proves_itself=not despite,
        signatory=signatory,
        method=Method.ELECTRONIC,
        file=keep(file, by=by),
        signed_on=timezone.localdate(last.signed_at or timezone.now()),
        place=place or last.place,
        signer=last.name,
        report=asdict(last),
        is_trusted=last.trusted,
        despite=despite,
    )


def _checked(instrument: Instrument, file: File) -> Checked:
    """The signature that this file adds to those that count."""
    uploaded = b"".join(file.chunks())
    before = Signature.objects.of(instrument).counting()
    signed = list(before.filter(method=Method.ELECTRONIC))
    found = apart.examine(
        uploaded,
        issued=instrument.document.file.content,  # type: ignore[union-attr] # agreed
        others_follow=Signatory.objects.of(instrument).still_to_sign().count() > 1,
    )
    if found.refusals:
        raise Refused(" ".join(str(one) for one in found.refusals))
    if signed and not uploaded.startswith(signed[-1].file.content):
        raise Refused(_("The earlier signatures are not on this file: sign that one."))
    if len(found.signatures) != len(signed) + 1:
        raise Refused(
            _("One more signature is expected on this file, it has %(count)d in all.")
            % {"count": len(found.signatures)}
        )
    return found.signatures[-1]


def _doubts(last: Checked, signatory: Signatory) -> list[str]:
    """What the check finds that only a person can answer for."""
    found = {
        "name": not names(last.name, signatory.name),
        "trust": not last.trusted,
    }
    return [code for code, is_so in found.items() if is_so]


def _question(doubts: list[str], last: Checked, signatory: Signatory) -> str:
    words = {"found": last.name, "name": signatory.name}
    said = {
        "name": _("The certificate names “%(found)s”, not %(name)s.") % words,
        "trust": last.why_not_trusted,
    }
    return " ".join(
        [
            *(str(said[code]) for code in doubts),
            str(
                _(
                    "If it is their signature all the same, choose the file again, "
                    "tick that it is theirs, and send it."
                )
            ),
        ]
    )


@action(
    allowed=policies.can_record_decision,
    label=_("Record a signature on paper"),
    told=_("recorded a signature on paper"),
    moves=workflow.SIGN,
    tells=[notices.TO_CONFIRM, notices.TURN, notices.SIGNED],
    done=_("The signature is recorded."),
)
def sign_on_paper(
    instrument: Instrument,
    *,
    signatory: Signatory,
    file: File,
    signed_on: date,
    statement: str,
    place: str = "",
    by: User,
) -> Signature:
    """The scan of a page signed by hand, and what the recorder states they saw."""
    _require_turn(instrument, signatory, by)
    require_past(signed_on)
    return _signed(
        instrument,
        by,
        proves_itself=False,
        signatory=signatory,
        method=Method.PAPER,
        file=keep(file, by=by),
        signed_on=signed_on,
        place=place,
        signer=signatory.name,
        statement=statement,
    )


@action(
    allowed=policies.can_confirm,
    label=_("Confirm the signature"),
    told=_("confirmed a signature that was recorded"),
    tells=[notices.TURN, notices.SIGNED],
    lede=_(
        "Look at the file, and at who signed, on which day. From then on the signature "
        "counts; with the last one the text binds both sides."
    ),
    done=_("The signature is confirmed."),
)
def confirm_signature(signature: Signature, *, by: User) -> None:
    """What somebody else recorded counts from here on."""
    if not signature.waits:
        raise Refused(_("This signature does not wait to be confirmed any more."))
    instrument = _held(signature)
    save(signature, confirmed_by=by, confirmed_at=timezone.now())
    _follow(instrument)


@action(
    allowed=policies.can_strike,
    label=_("Strike this signature"),
    told=_("struck a signature"),
    tells=[notices.STRUCK, notices.TURN],
    lede=_(
        "It no longer counts, and its signatory signs again. It stays in the file, "
        "with the reason."
    ),
    done=_("The signature is struck."),
    is_grave=True,
)
def strike_signature(signature: Signature, *, reason: str, by: User) -> None:
    """While the text is not public; the last one first: it is set on the others."""
    instrument = _held(signature)
    if signature.struck_at:
        raise Refused(_("This signature is struck already."))
    if instrument.published_at or instrument.state not in BEFORE_IT_IS_PUBLIC:
        raise Refused(
            _("A signature is struck only while the text is not public and not ended.")
        )
    later = Signature.objects.of(instrument).standing().last()
    if later and later.pk != signature.pk:
        raise Refused(
            _("%(name)s signed after: strike that signature first.")
            % {"name": later.signatory.name}
        )
    texts = Instrument.objects.of_agreement(instrument.agreement_id)
    if texts.in_the_making().filter(number__gt=instrument.number).exists():
        raise Refused(
            _("A later version is being made of this text: abandon it first.")
        )
    save(signature, struck_at=timezone.now(), struck_by=by, struck_reason=reason)
    _follow(instrument)


def _require_turn(instrument: Instrument, signatory: Signatory, by: User) -> None:
    if not policies.can_sign(by, signatory):
        raise PermissionDenied("instruments.sign")
    require_nothing_waits(instrument)
    turn = Signatory.objects.next_of(instrument)
    if turn is None or turn.pk != signatory.pk:
        raise Refused(_("It is not their turn: %(name)s signs first.") % {"name": turn})


def _signed(
    instrument: Instrument, by: User, *, proves_itself: bool, **columns: Any
) -> Signature:
    """Keep a signature; it counts at once where nobody needs to confirm it."""
    side = policies.writing_side(by, instrument)
    is_own = side == columns["signatory"].side
    at_once = counts_at_once(is_own=is_own, proves_itself=proves_itself)
    signature = save(
        Signature(
            recorded_by=by,
            side=side or "",
            confirmed_at=timezone.now() if at_once else None,
            **columns,
        )
    )
    _follow(instrument)
    return signature


def _held(signature: Signature) -> Instrument:
    """Its text, locked: its state follows from all its signatures."""
    # audience: whoever may act on the signature
    rows = Instrument.objects.select_for_update(no_key=True)
    return rows.get(pk=signature.signatory.instrument_id)


def _follow(instrument: Instrument) -> None:
    """The state follows from the signatures that count: with the last one it binds.

    From the day that the text says.
    """
    counting = Signature.objects.of(instrument).counting()
    if Signatory.objects.next_of(instrument) is not None:
        state = State.SIGNING if counting.exists() else State.COUNCIL
        save(instrument, state=state, signed_on=None, in_force_on=None)
        return
    last = counting.order_by().aggregate(last=Max("signed_on"))["last"]
    effective_on, is_first = instrument.effective_on, instrument.number == 0
    since = in_force_from(signed_on=last, effective_on=effective_on, is_first=is_first)
    save(instrument, state=State.SIGNED, signed_on=last, in_force_on=since)
