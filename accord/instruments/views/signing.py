"""Signing, and what a second person does with a signature that was recorded."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accord import acting
from accord.accounts.http import Request
from accord.instruments import policies
from accord.instruments.actions import signing
from accord.instruments.forms.deciding import PaperForm, SignedFileForm, StrikeForm
from accord.instruments.models import Signatory, Signature
from accord.instruments.reading.parts import trail_of
from accord.instruments.reading.steps import words_of
from accord.instruments.requiring import require_nothing_waits
from accord.instruments.views.common import text_for
from accord.instruments.views.deciding import decide
from accord.lib.errors import Refused
from accord.workflow import Action


def _sign(
    request: Request, pk: int, action: Action[Any, Any], form: Any, template: str
) -> HttpResponse:
    """For who signs next; refused to a side whose turn it is not."""
    text = text_for(request, pk)
    action.require(request.user, text)
    require_nothing_waits(text)
    turn = Signatory.objects.visible_to(request.user).next_of(text)
    if turn is None:
        raise Refused(_("Everyone has signed."))
    if not policies.can_sign(request.user, turn):
        raise Refused(_("It is not your turn: %(name)s signs first.") % {"name": turn})
    act = partial(action, text, signatory=turn)
    return decide(request, text, action, form, act=act, template=template, turn=turn)


@acting.GET_POST
def signature_hand_in(request: Request, pk: int) -> HttpResponse:
    """Download the file, sign it with one's own means, bring it back."""
    template = "instruments/signature_hand_in.html"
    return _sign(request, pk, signing.sign_electronically, SignedFileForm, template)


@acting.GET_POST
def signature_on_paper(request: Request, pk: int) -> HttpResponse:
    template = "instruments/signature_on_paper.html"
    return _sign(request, pk, signing.sign_on_paper, PaperForm, template)


@acting.GET_POST
def signature_confirm(request: Request, pk: int) -> HttpResponse:
    """What was recorded, with the file and what its check said."""
    return _on(request, pk, signing.confirm_signature)


@acting.GET_POST
def signature_strike(request: Request, pk: int) -> HttpResponse:
    return _on(request, pk, signing.strike_signature, StrikeForm)


def _on(
    request: Request, pk: int, action: Action[Any, Any], form: Any = acting.ConfirmForm
) -> HttpResponse:
    rows = Signature.objects.visible_to(request.user).for_page()
    signature = get_object_or_404(rows, pk=pk)
    text = signature.instrument
    return acting.take(
        request,
        action,
        signature,
        form,
        trail=trail_of(text),
        about=signature.signatory,
        template="instruments/signature_look.html",
        sentences=words_of(signature),
    )
