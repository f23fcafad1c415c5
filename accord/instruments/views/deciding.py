"""Each step of a text's life: a page that says what it does, then does it."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accord import acting
from accord.accounts.http import Request
from accord.instruments import actions, policies
from accord.instruments.completeness import gaps
from accord.instruments.content import drawn_up, fingerprint
from accord.instruments.forms.deciding import (
    AbandonForm,
    AgreeForm,
    CollegeForm,
    ConfirmForm,
    CouncilForm,
    PaperForm,
    ReopenForm,
    SendBackForm,
    SignedFileForm,
    SuspendForm,
    TerminateForm,
)
from accord.instruments.models import Instrument, Signatory
from accord.instruments.views.common import text_for
from accord.lib.errors import Refused
from accord.threads.models import Remark
from accord.workflow import Action

GET_POST = require_http_methods(["GET", "POST"])
PAGE = "instruments/decision.html"


def decided(
    request: Request,
    instrument: Instrument,
    action: Action[Any, Any],
    form_class: Callable[..., Form] = ConfirmForm,
    *,
    done: str,
    template: str = PAGE,
    act: Callable[[dict[str, Any]], Any] | None = None,
    initial: dict[str, Any] | None = None,
    **context: Any,
) -> HttpResponse:
    """Show the page of an action to who may take it; do what its form asks.

    ``act`` when more than the cleaned fields is given to the action; the text it
    returns, if any, is where the reader goes next.
    """
    action.require(request.user, instrument)
    is_sent = request.method == "POST"
    form = form_class(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        initial=initial,
    )

    def take(data: dict[str, Any]) -> Instrument:
        if act:
            return act(data) or instrument
        action(instrument, by=request.user, **data)
        return instrument

    answer = acting.answer(request, form, take, done=done)
    said = {"instrument": instrument, "title": action.label, **context}
    return answer or acting.page(request, template, form, **said)


# The text, between the two sides


@GET_POST
def text_submit(request: Request, pk: int) -> HttpResponse:
    lede = _("The Region reviews it. You then change only what it comments on.")
    done = _("The text is with the Region.")
    text = text_for(request, pk)
    return decided(request, text, actions.submit_text, lede=lede, done=done)


@GET_POST
def text_send_back(request: Request, pk: int) -> HttpResponse:
    lede = _("The municipality can then change the whole text again.")
    done = _("The text is back with the municipality.")
    text, act = text_for(request, pk), actions.send_back
    return decided(request, text, act, SendBackForm, lede=lede, done=done)


@GET_POST
def text_agree(request: Request, pk: int) -> HttpResponse:
    """What stands in the way is listed; what was read is what is agreed on."""
    instrument = text_for(request, pk)
    actions.agree_text.require(request.user, instrument)
    content = drawn_up(instrument).content
    read = fingerprint(content)

    def act(data: dict[str, Any]) -> None:
        actions.agree_text(instrument, text_hash=data["text_hash"], by=request.user)

    comments = Remark.objects.visible_to(request.user).on(instrument).still_open()
    return decided(
        request,
        instrument,
        actions.agree_text,
        AgreeForm,
        act=act,
        initial={"text_hash": read},
        template="instruments/text_agree.html",
        done=_("The text is agreed and its document is issued."),
        gaps=gaps(content),
        comments=comments,
    )


@GET_POST
def text_reopen(request: Request, pk: int) -> HttpResponse:
    lede = _(
        "The decisions recorded so far no longer count. The document that was issued "
        "stays known by its number, as one that was replaced."
    )
    done = _("The text is open again.")
    text, act = text_for(request, pk), actions.reopen_text
    return decided(request, text, act, ReopenForm, lede=lede, done=done, kind="danger")


@GET_POST
def draft_abandon(request: Request, pk: int) -> HttpResponse:
    lede = _("Nothing more can be done with it. It stays in the file, with the reason.")
    done = _("The draft is abandoned.")
    text, act = text_for(request, pk), actions.abandon_draft
    return decided(request, text, act, AbandonForm, lede=lede, done=done, kind="danger")


# The two decisions


@GET_POST
def college_record(request: Request, pk: int) -> HttpResponse:
    lede = _("The College of the mayor and aldermen decides before the council.")
    done = _("The decision of the College is recorded.")
    text, act = text_for(request, pk), actions.record_college
    return decided(request, text, act, CollegeForm, lede=lede, done=done)


@GET_POST
def council_record(request: Request, pk: int) -> HttpResponse:
    lede = _("Both sides can then sign, in the order that the text declares.")
    done = _("The decision of the council is recorded.")
    text, act = text_for(request, pk), actions.record_council
    return decided(request, text, act, CouncilForm, lede=lede, done=done)


# Signing


def _whose_turn(request: Request, instrument: Instrument) -> Signatory:
    """Who signs next; refused to a side whose turn it is not."""
    turn = Signatory.objects.visible_to(request.user).next_of(instrument)
    if turn is None:
        raise Refused(_("Everyone has signed."))
    if not policies.can_sign(request.user, turn):
        raise Refused(_("It is not your turn: %(name)s signs first.") % {"name": turn})
    return turn


@GET_POST
def signature_hand_in(request: Request, pk: int) -> HttpResponse:
    """Download the file, sign it with one's own means, bring it back."""
    instrument, act = text_for(request, pk), actions.sign_electronically
    act.require(request.user, instrument)
    turn = _whose_turn(request, instrument)

    def sign(data: dict[str, Any]) -> None:
        act(instrument, signatory=turn, file=data["file"], by=request.user)

    return decided(
        request,
        instrument,
        act,
        SignedFileForm,
        act=sign,
        template="instruments/signature_hand_in.html",
        done=_("The signature is checked and kept."),
        turn=turn,
    )


@GET_POST
def signature_on_paper(request: Request, pk: int) -> HttpResponse:
    instrument, act = text_for(request, pk), actions.sign_on_paper
    act.require(request.user, instrument)
    turn = _whose_turn(request, instrument)

    def sign(data: dict[str, Any]) -> None:
        act(instrument, signatory=turn, by=request.user, **data)

    return decided(
        request,
        instrument,
        act,
        PaperForm,
        act=sign,
        template="instruments/signature_on_paper.html",
        done=_("The signature is recorded."),
        turn=turn,
    )


# What follows


@GET_POST
def instrument_publish(request: Request, pk: int) -> HttpResponse:
    """Say what becomes public, show it, then publish."""
    instrument, act = text_for(request, pk), actions.publish_instrument
    act.require(request.user, instrument)
    if not instrument.is_binding:
        raise Refused(_("Only an agreement that everyone signed is published."))
    if instrument.published_at:
        raise Refused(_("It is public already."))
    return decided(
        request,
        instrument,
        act,
        template="instruments/instrument_publish.html",
        done=_("The agreement is public."),
        content=instrument.content,
        signatories=Signatory.objects.visible_to(request.user).of(instrument),
    )


@GET_POST
def instrument_suspend(request: Request, pk: int) -> HttpResponse:
    lede = _("It stays public, and is shown as suspended until you resume it.")
    done = _("The agreement is suspended.")
    text, act = text_for(request, pk), actions.suspend_instrument
    return decided(request, text, act, SuspendForm, lede=lede, done=done, kind="danger")


@GET_POST
def instrument_resume(request: Request, pk: int) -> HttpResponse:
    lede = _("It holds again, as it was signed.")
    done = _("The agreement is resumed.")
    text = text_for(request, pk)
    return decided(request, text, actions.resume_instrument, lede=lede, done=done)


@GET_POST
def instrument_terminate(request: Request, pk: int) -> HttpResponse:
    lede = _("It ends before its day, for good. Results of past periods stay.")
    done = _("The agreement is terminated.")
    text, act = text_for(request, pk), actions.terminate_instrument
    return decided(
        request, text, act, TerminateForm, lede=lede, done=done, kind="danger"
    )
