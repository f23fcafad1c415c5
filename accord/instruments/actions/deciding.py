"""From a written text to one that binds: agreed, decided, signed, published, ended."""

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
from accord.attachments.models import Attachment
from accord.documents.signatures import examine
from accord.framework.models import IndicatorDefinition
from accord.instruments import completeness, facts, notices, policies, workflow
from accord.instruments.content import drawn_up, fingerprint
from accord.instruments.issuing import issue
from accord.instruments.models import AgreedIndicator, Instrument, Signatory, Signature
from accord.instruments.rules import Method, in_force_from
from accord.instruments.workflow import State
from accord.lib.errors import Refused, require_past
from accord.lib.saving import save
from accord.threads.models import Remark
from accord.threads.speaking import say
from accord.workflow import action, its_file

# What a text is again that is opened once more.
NOTHING_DECIDED: dict[str, Any] = {
    **dict.fromkeys(("content", "agreed_at", "document", "deliberation")),
    **dict.fromkeys(("college_on", "council_on")),
    **dict.fromkeys(("text_hash", "college_number", "council_number"), ""),
}


@action(
    allowed=policies.can_submit,
    label=_("Submit for review"),
    told=_("submitted the text for review"),
    moves=workflow.SUBMIT,
    tells=[notices.SUBMITTED],
    lede=_("The Region reviews it. You then change only what it comments on."),
    done=_("The text is with the Region."),
    sees=its_file,
)
def submit_text(instrument: Instrument, *, by: User) -> None:
    if not drawn_up(instrument).content["missions"]:
        raise Refused(_("Take on a mission first."))


@action(
    allowed=policies.can_agree,
    label=_("Send back"),
    told=_("sent the text back"),
    moves=workflow.SEND_BACK,
    tells=[notices.SENT_BACK],
    lede=_("The municipality can then change the whole text again."),
    done=_("The text is back with the municipality."),
    sees=its_file,
)
def send_back(instrument: Instrument, *, reason: str, by: User) -> None:
    """The municipality writes again; the reason is a comment on the whole text."""
    say(instrument, reason, by=by)


@action(
    allowed=policies.can_agree,
    label=_("Agree on the text"),
    told=_("agreed on the text"),
    moves=workflow.AGREE,
    tells=[notices.AGREED],
    lede=_(
        "From here on nothing in the text changes. Its document is made, with a number "
        "and a fingerprint, for the College, the council and the signatures."
    ),
    done=_("The text is agreed and its document is issued."),
    sees=its_file,
)
def agree_text(instrument: Instrument, *, text_hash: str = "", by: User) -> None:
    """Freeze the text and issue its document: from here on nothing in it changes.

    ``text_hash``: of the text that was read, where somebody read it on a page.
    """
    if Remark.objects.on(instrument).still_open().exists():
        raise Refused(
            _("Comments are still open: the side that asked settles each of them.")
        )
    content = drawn_up(instrument).content
    if text_hash not in ("", fingerprint(content)):
        raise Refused(_("The text changed since you read it: read it again."))
    if missing := completeness.gaps(content):
        raise Refused(
            _("The text is not complete. Missing things: %(count)d.")
            % {"count": len(missing)}
        )
    used = AgreedIndicator.objects.of(instrument).values("definition")
    IndicatorDefinition.objects.filter(pk__in=used, frozen_at=None).update(
        frozen_at=timezone.now()
    )
    instrument.content, instrument.text_hash = content, fingerprint(content)
    instrument.agreed_at = timezone.now().replace(microsecond=0)
    save(instrument, document=issue(instrument, by=by))


@action(
    allowed=policies.can_agree,
    label=_("Reopen the text"),
    told=_("reopened the text"),
    moves=workflow.REOPEN,
    tells=[notices.REOPENED],
    lede=_(
        "The decisions recorded so far no longer count. The document that was issued "
        "stays known by its number, as one that was replaced."
    ),
    done=_("The text is open again."),
    is_grave=True,
)
def reopen_text(instrument: Instrument, *, reason: str, by: User) -> None:
    """Refused by the College or the council, or a mistake found before signature.

    The document that was issued stays known by its number, as one that was replaced.
    """
    save(instrument, **NOTHING_DECIDED)
    say(instrument, reason, by=by)


@action(
    allowed=policies.can_record_decision,
    label=_("Record the decision of the College"),
    told=_("recorded the decision of the College"),
    moves=workflow.DECIDE,
    tells=[notices.DECIDED_BY_COLLEGE],
    lede=_("The College of the mayor and aldermen decides before the council."),
    done=_("The decision of the College is recorded."),
)
def record_college(
    instrument: Instrument, *, college_on: date, college_number: str, by: User
) -> None:
    require_past(college_on)
    save(instrument, college_on=college_on, college_number=college_number)


@action(
    allowed=policies.can_record_decision,
    label=_("Record the decision of the council"),
    told=_("recorded the decision of the municipal council"),
    moves=workflow.ADOPT,
    tells=[notices.DECIDED_BY_COUNCIL, notices.TURN],
    lede=_("Both sides can then sign, in the order that the text declares."),
    done=_("The decision of the council is recorded."),
)
def record_council(
    instrument: Instrument,
    *,
    council_on: date,
    council_number: str,
    deliberation: File | None = None,
    by: User,
) -> None:
    """The council's decision, with its deliberation as a PDF."""
    require_past(council_on)
    if instrument.college_on and council_on < instrument.college_on:
        raise Refused(_("The council decides after the College."))
    if deliberation:
        instrument.deliberation = keep(deliberation, by=by)
    save(instrument, council_on=council_on, council_number=council_number)


@action(
    allowed=policies.can_record_decision,
    label=_("Hand in the signed file"),
    told=_("handed in an electronic signature"),
    moves=workflow.SIGN,
    tells=[notices.TURN, notices.SIGNED],
    submit=_("Check and keep the signature"),
    done=_("The signature is checked and kept."),
)
def sign_electronically(
    instrument: Instrument, *, signatory: Signatory, file: File, by: User
) -> Signature:
    """Take the document back with one more signature on it, once it is checked.

    What is refused, and why: see ``documents.signatures``. A signature whose authority
    is not among the trusted ones is kept, and said to be so.
    """
    _require_turn(instrument, signatory, by)
    uploaded = b"".join(file.chunks())
    before = _signed_so_far(instrument)
    found = examine(
        uploaded,
        issued=_bytes(instrument.document.file),  # type: ignore[union-attr] # agreed
        others_follow=Signatory.objects.of(instrument).still_to_sign().count() > 1,
    )
    if found.refusals:
        raise Refused(" ".join(str(one) for one in found.refusals))
    if before and not uploaded.startswith(_bytes(before[-1].file)):
        raise Refused(_("The earlier signatures are not on this file: sign that one."))
    if len(found.signatures) != len(before) + 1:
        raise Refused(
            _("One more signature is expected on this file, it has %(count)d in all.")
            % {"count": len(found.signatures)}
        )
    last = found.signatures[-1]
    file.seek(0)
    return _signed(
        instrument,
        signatory=signatory,
        method=Method.ELECTRONIC,
        file=keep(file, by=by),
        signed_on=timezone.localdate(last.signed_at or timezone.now()),
        signer=last.name,
        report=asdict(last),
        is_trusted=last.trusted,
        recorded_by=by,
    )


@action(
    allowed=policies.can_record_decision,
    label=_("Record a signature on paper"),
    told=_("recorded a signature on paper"),
    moves=workflow.SIGN,
    tells=[notices.TURN, notices.SIGNED],
    done=_("The signature is recorded."),
)
def sign_on_paper(
    instrument: Instrument,
    *,
    signatory: Signatory,
    file: File,
    signed_on: date,
    statement: str,
    by: User,
) -> Signature:
    """The scan of a page signed by hand, and what the recorder states they saw."""
    _require_turn(instrument, signatory, by)
    require_past(signed_on)
    return _signed(
        instrument,
        signatory=signatory,
        method=Method.PAPER,
        file=keep(file, by=by),
        signed_on=signed_on,
        signer=signatory.name,
        statement=statement,
        recorded_by=by,
    )


@action(
    allowed=policies.can_agree,
    label=_("Publish the agreement"),
    told=_("published the agreement"),
    lede=_(
        "This becomes public, in both languages. It cannot be taken back: people will "
        "have read it."
    ),
    done=_("The agreement is public."),
    sees=its_file,
)
def publish_instrument(instrument: Instrument, *, by: User) -> None:
    """Make a signed text public, and let the register say what it proves."""
    if refusal := instrument.why_not_published:
        raise Refused(refusal)
    source = facts.source_of(instrument, by)
    save(instrument, published_at=timezone.now(), source=source)
    facts.follow(instrument, by)


@action(
    allowed=policies.can_agree,
    label=_("Suspend"),
    told=_("suspended the agreement"),
    moves=workflow.SUSPEND,
    lede=_("It stays public, and is shown as suspended until you resume it."),
    done=_("The agreement is suspended."),
    is_grave=True,
)
def suspend_instrument(
    instrument: Instrument, *, suspended_on: date, reason: str, by: User
) -> None:
    _require_last(instrument)
    save(instrument, suspended_on=suspended_on, closing_reason=reason)


@action(
    allowed=policies.can_agree,
    label=_("Resume"),
    told=_("resumed the agreement"),
    moves=workflow.RESUME,
    lede=_("It holds again, as it was signed."),
    done=_("The agreement is resumed."),
)
def resume_instrument(instrument: Instrument, *, by: User) -> None:
    save(instrument, suspended_on=None, closing_reason="")


@action(
    allowed=policies.can_agree,
    label=_("Terminate"),
    told=_("terminated the agreement"),
    moves=workflow.TERMINATE,
    lede=_("It ends before its day, for good. Results of past periods stay."),
    done=_("The agreement is terminated."),
    is_grave=True,
)
def terminate_instrument(
    instrument: Instrument, *, terminated_on: date, reason: str, by: User
) -> None:
    """End it before its day: ``terminated_on`` is the first day without it."""
    _require_last(instrument)
    if instrument.in_force_on and terminated_on < instrument.in_force_on:
        raise Refused(_("It was not in force yet on that day."))
    save(instrument, terminated_on=terminated_on, closing_reason=reason)
    facts.follow(instrument, by)


@action(
    allowed=policies.can_abandon,
    label=_("Abandon the draft"),
    told=_("abandoned the draft"),
    moves=workflow.ABANDON,
    lede=_("Nothing more can be done with it. It stays in the file, with the reason."),
    done=_("The draft is abandoned."),
    is_grave=True,
    sees=its_file,
)
def abandon_draft(instrument: Instrument, *, reason: str, by: User) -> None:
    save(instrument, closing_reason=reason)


def _require_turn(instrument: Instrument, signatory: Signatory, by: User) -> None:
    if not policies.can_sign(by, signatory):
        raise PermissionDenied("instruments.sign")
    turn = Signatory.objects.next_of(instrument)
    if turn is None or turn.pk != signatory.pk:
        raise Refused(_("It is not their turn: %(name)s signs first.") % {"name": turn})


def _signed_so_far(instrument: Instrument) -> list[Signature]:
    found = Signature.objects.of(instrument).filter(method=Method.ELECTRONIC)
    return list(found)


def _signed(instrument: Instrument, **columns: Any) -> Signature:
    """With the last signature the agreement binds, from the day the text says."""
    signature = Signature.objects.create(**columns)
    if Signatory.objects.next_of(instrument) is None:
        dates = Signature.objects.filter(signatory__instrument=instrument)
        last = dates.aggregate(last=Max("signed_on"))["last"]
        effective_on, is_first = instrument.effective_on, instrument.number == 0
        since = in_force_from(
            signed_on=last, effective_on=effective_on, is_first=is_first
        )
        save(instrument, state=State.SIGNED, signed_on=last, in_force_on=since)
    return signature


def _bytes(attachment: Attachment) -> bytes:
    with attachment.open() as file:
        return file.read()


def _require_last(instrument: Instrument) -> None:
    later = Instrument.objects.of_agreement(instrument.agreement).binding()
    if later.filter(number__gt=instrument.number).exists():
        raise Refused(_("A later version is signed: act on that one."))
