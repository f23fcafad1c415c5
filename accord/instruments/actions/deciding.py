"""From a written text to one that binds: agreed, decided, published, ended.

What is between the council and the last signature: ``signing``.
"""

from datetime import date
from typing import Any

from django.core.files.base import File
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.attachments.keeping import keep
from accord.directory.needs import Side
from accord.framework.models import IndicatorDefinition
from accord.instruments import completeness, facts, notices, policies, workflow
from accord.instruments.content import drawn_up, fingerprint
from accord.instruments.issuing import issue
from accord.instruments.models import AgreedIndicator, Instrument
from accord.instruments.requiring import (
    require_decision_waits,
    require_no_signature_waits,
    require_nothing_waits,
)
from accord.instruments.rules import counts_at_once
from accord.instruments.workflow import State
from accord.lib.errors import Refused, require_past
from accord.lib.saving import save
from accord.threads.models import Remark
from accord.threads.speaking import say
from accord.workflow import action, its_file

# What a text is again whose decision is struck, by the state in which it waited.
STRUCK: dict[str, dict[str, Any]] = {
    State.AGREED: {"college_on": None, "college_number": "", "college_file": None},
    State.COLLEGE: {"council_on": None, "council_number": "", "deliberation": None},
}
# And one that is opened once more.
NOTHING_DECIDED: dict[str, Any] = {
    **dict.fromkeys(("content", "agreed_at", "document", "decision_by")),
    **dict.fromkeys(("text_hash", "decision_struck"), ""),
    **STRUCK[State.AGREED],
    **STRUCK[State.COLLEGE],
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
    require_no_signature_waits(instrument)
    save(instrument, **NOTHING_DECIDED)
    say(instrument, reason, by=by)


@action(
    allowed=policies.can_record_decision,
    label=_("Record the decision of the College"),
    told=_("recorded the decision of the College"),
    moves=workflow.DECIDE,
    tells=[notices.DECIDED_BY_COLLEGE, notices.TO_CONFIRM],
    lede=_("The College of the mayor and aldermen decides before the council."),
    done=_("The decision of the College is recorded."),
)
def record_college(
    instrument: Instrument,
    *,
    college_on: date,
    college_number: str,
    deliberation: File,
    by: User,
) -> None:
    """The College's decision, with its deliberation as a PDF."""
    require_past(college_on)
    _decided(
        instrument,
        State.AGREED,
        by,
        college_on=college_on,
        college_number=college_number,
        college_file=keep(deliberation, by=by),
    )


@action(
    allowed=policies.can_record_decision,
    label=_("Record the decision of the council"),
    told=_("recorded the decision of the municipal council"),
    moves=workflow.ADOPT,
    tells=[notices.DECIDED_BY_COUNCIL, notices.TO_CONFIRM, notices.TURN],
    lede=_("Both sides can then sign, in the order that the text declares."),
    done=_("The decision of the council is recorded."),
)
def record_council(
    instrument: Instrument,
    *,
    council_on: date,
    council_number: str,
    deliberation: File,
    by: User,
) -> None:
    """The council's decision, with its deliberation as a PDF."""
    require_past(council_on)
    if instrument.college_on and council_on < instrument.college_on:
        raise Refused(_("The council decides after the College."))
    _decided(
        instrument,
        State.COLLEGE,
        by,
        council_on=council_on,
        council_number=council_number,
        deliberation=keep(deliberation, by=by),
    )


def _decided(instrument: Instrument, before: State, by: User, **columns: Any) -> None:
    """Keep a decision. What the Region records for the municipality does not count yet:
    the text stays in ``before`` until a second person has confirmed it.
    """
    require_nothing_waits(instrument)
    is_own = policies.writing_side(by, instrument) == Side.MUNICIPALITY
    waits = not counts_at_once(is_own=is_own, proves_itself=True)
    if waits:
        instrument.state = before
    recorder = by if waits else None
    save(instrument, decision_by=recorder, decision_struck="", **columns)


@action(
    allowed=policies.can_confirm_decision,
    label=_("Confirm the decision"),
    told=_("confirmed the decision that was recorded"),
    tells=[notices.DECIDED_BY_COLLEGE, notices.DECIDED_BY_COUNCIL, notices.TURN],
    lede=_(
        "Compare the day, the number and the deliberation with what was decided. From "
        "then on the decision counts."
    ),
    done=_("The decision is confirmed."),
)
def confirm_decision(instrument: Instrument, *, by: User) -> None:
    """What somebody else recorded counts from here on, and the text goes on."""
    require_decision_waits(instrument)
    save(instrument, state=workflow.DECIDED[instrument.state], decision_by=None)


@action(
    allowed=policies.can_strike_decision,
    label=_("Strike the decision"),
    told=_("struck the decision that was recorded"),
    tells=[notices.STRUCK],
    lede=_("It is not what was decided. The decision can then be recorded again."),
    done=_("The decision is struck."),
    is_grave=True,
)
def strike_decision(instrument: Instrument, *, reason: str, by: User) -> None:
    """One that does not count yet; one that does ends when the text is reopened."""
    require_decision_waits(instrument)
    gone = STRUCK[instrument.state]
    save(instrument, decision_by=None, decision_struck=reason, **gone)


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
    require_no_signature_waits(instrument)
    save(instrument, closing_reason=reason, decision_by=None)


def _require_last(instrument: Instrument) -> None:
    later = Instrument.objects.of_agreement(instrument.agreement).binding()
    if later.filter(number__gt=instrument.number).exists():
        raise Refused(_("A later version is signed: act on that one."))
