"""Each step of a text's life: a page that says what it does, then does it."""

from functools import partial
from typing import Any

from django.http import HttpResponse

from accord import acting
from accord.accounts.http import Request
from accord.instruments.actions import deciding
from accord.instruments.completeness import gaps
from accord.instruments.content import drawn_up, fingerprint
from accord.instruments.forms.deciding import (
    AbandonForm,
    CollegeForm,
    CouncilForm,
    ReopenForm,
    SendBackForm,
    StrikeForm,
    SuspendForm,
    TerminateForm,
)
from accord.instruments.models import Instrument, Signatory
from accord.instruments.reading.parts import trail_of
from accord.instruments.reading.steps import decisions_of
from accord.instruments.requiring import (
    require_decision_waits,
    require_nothing_waits,
)
from accord.instruments.views.common import text_for
from accord.lib.errors import Refused
from accord.threads.models import Remark
from accord.workflow import Action


def decide(
    request: Request,
    text: Instrument,
    action: Action[Any, Any],
    form: Any = acting.ConfirmForm,
    **said: Any,
) -> HttpResponse:
    """The page of an act on the text as a whole."""
    trail = trail_of(text)
    return acting.take(request, action, text, form, trail=trail, about=text, **said)


# The text, between the two sides


@acting.GET_POST
def text_submit(request: Request, pk: int) -> HttpResponse:
    return decide(request, text_for(request, pk), deciding.submit_text)


@acting.GET_POST
def text_send_back(request: Request, pk: int) -> HttpResponse:
    return decide(request, text_for(request, pk), deciding.send_back, SendBackForm)


@acting.GET_POST
def text_agree(request: Request, pk: int) -> HttpResponse:
    """What stands in the way is listed; what was read is what is agreed on."""
    text = text_for(request, pk)
    deciding.agree_text.require(request.user, text)
    content = drawn_up(text).content
    return decide(
        request,
        text,
        deciding.agree_text,
        carries={"text_hash": fingerprint(content)},
        act=partial(
            deciding.agree_text, text, text_hash=request.POST.get("text_hash", "")
        ),
        template="instruments/text_agree.html",
        gaps=gaps(content),
        comments=Remark.objects.visible_to(request.user).on(text).still_open(),
    )


@acting.GET_POST
def text_reopen(request: Request, pk: int) -> HttpResponse:
    return decide(request, text_for(request, pk), deciding.reopen_text, ReopenForm)


@acting.GET_POST
def draft_abandon(request: Request, pk: int) -> HttpResponse:
    return decide(request, text_for(request, pk), deciding.abandon_draft, AbandonForm)


# The two decisions


@acting.GET_POST
def college_record(request: Request, pk: int) -> HttpResponse:
    return _record(request, pk, deciding.record_college, CollegeForm)


@acting.GET_POST
def council_record(request: Request, pk: int) -> HttpResponse:
    return _record(request, pk, deciding.record_council, CouncilForm)


def _record(
    request: Request, pk: int, action: Action[Any, Any], form: Any
) -> HttpResponse:
    text = text_for(request, pk)
    action.require(request.user, text)
    require_nothing_waits(text)
    return decide(request, text, action, form)


@acting.GET_POST
def decision_confirm(request: Request, pk: int) -> HttpResponse:
    """What was recorded, to be compared with what was decided."""
    text = text_for(request, pk)
    deciding.confirm_decision.require(request.user, text)
    require_decision_waits(text)
    template = "instruments/decision_confirm.html"
    steps = [one for one in decisions_of(text) if one.waits]
    return decide(
        request, text, deciding.confirm_decision, template=template, steps=steps
    )


@acting.GET_POST
def decision_strike(request: Request, pk: int) -> HttpResponse:
    text = text_for(request, pk)
    deciding.strike_decision.require(request.user, text)
    require_decision_waits(text)
    return decide(request, text, deciding.strike_decision, StrikeForm)


# What follows


@acting.GET_POST
def instrument_publish(request: Request, pk: int) -> HttpResponse:
    """Say what becomes public, show it, then publish."""
    text = text_for(request, pk)
    deciding.publish_instrument.require(request.user, text)
    if refusal := text.why_not_published:
        raise Refused(refusal)
    return decide(
        request,
        text,
        deciding.publish_instrument,
        template="instruments/instrument_publish.html",
        signatories=Signatory.objects.visible_to(request.user).of(text),
    )


@acting.GET_POST
def instrument_suspend(request: Request, pk: int) -> HttpResponse:
    text = text_for(request, pk)
    return decide(request, text, deciding.suspend_instrument, SuspendForm)


@acting.GET_POST
def instrument_resume(request: Request, pk: int) -> HttpResponse:
    return decide(request, text_for(request, pk), deciding.resume_instrument)


@acting.GET_POST
def instrument_terminate(request: Request, pk: int) -> HttpResponse:
    text = text_for(request, pk)
    return decide(request, text, deciding.terminate_instrument, TerminateForm)
