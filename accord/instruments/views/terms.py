"""What holds for a text as a whole: its terms, and who signs it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accord import acting
from accord.accounts.http import Request
from accord.instruments import actions
from accord.instruments.forms.texts import SignatoryForm, TermsForm
from accord.instruments.models import Instrument, Signatory
from accord.instruments.pages import place_of
from accord.instruments.views.common import require, text_for
from accord.workflow import version_of

SIGNATORIES = "signatories"  # the place on the page of the text


@require_http_methods(["GET", "POST"])
def terms_edit(request: Request, pk: int) -> HttpResponse:
    text = text_for(request, pk)
    require(actions.edit_terms, request, text)
    version = version_of(text)
    form = TermsForm(request.POST or None, text=text)

    def act(data: dict[str, Any]) -> str:
        actions.edit_terms(text, seen=acting.seen(request), by=request.user, **data)
        return place_of(text)

    answer = acting.answer(request, form, act, done=_("The terms are saved."))
    context = {"instrument": text, "version": version, "cancel": place_of(text)}
    return answer or acting.page(
        request, "instruments/terms_edit.html", form, **context
    )


@require_http_methods(["GET", "POST"])
def signatory_add(request: Request, pk: int) -> HttpResponse:
    text = text_for(request, pk)
    require(actions.add_signatory, request, text)
    form = SignatoryForm(request.POST or None, text=text)

    def act(data: dict[str, Any]) -> str:
        actions.add_signatory(text, by=request.user, **data)
        again = "again" in request.POST
        return request.path if again else place_of(text, SIGNATORIES)

    answer = acting.answer(request, form, act, done=_("They are among who signs."))
    context = {"instrument": text, "cancel": place_of(text, SIGNATORIES)}
    return answer or acting.page(
        request, "instruments/signatory_add.html", form, **context
    )


def _signatory(request: Request, text: Instrument, rank: int) -> Signatory:
    signatories = Signatory.objects.visible_to(request.user).of(text)
    return get_object_or_404(signatories, rank=rank)


@require_http_methods(["GET", "POST"])
def signatory_edit(request: Request, pk: int, rank: int) -> HttpResponse:
    text = text_for(request, pk)
    signatory = _signatory(request, text, rank)
    require(actions.edit_signatory, request, signatory)
    version = version_of(signatory)
    form = SignatoryForm(request.POST or None, text=text, signatory=signatory)

    def act(data: dict[str, Any]) -> str:
        seen = acting.seen(request)
        actions.edit_signatory(signatory, seen=seen, by=request.user, **data)
        return place_of(text, SIGNATORIES)

    answer = acting.answer(request, form, act, done=_("It is saved."))
    context = {"instrument": text, "signatory": signatory, "version": version}
    context["cancel"] = place_of(text, SIGNATORIES)
    return answer or acting.page(
        request, "instruments/signatory_edit.html", form, **context
    )


@require_http_methods(["GET", "POST"])
def signatory_remove(request: Request, pk: int, rank: int) -> HttpResponse:
    text = text_for(request, pk)
    signatory = _signatory(request, text, rank)
    require(actions.remove_signatory, request, signatory)
    if request.method == "POST":
        actions.remove_signatory(signatory, by=request.user)
        messages.success(request, _("They no longer sign."))
        return redirect(place_of(text, SIGNATORIES))
    cancel = place_of(text, SIGNATORIES)
    context = {"instrument": text, "signatory": signatory, "cancel": cancel}
    return render(request, "instruments/signatory_remove.html", context)
