"""What holds for a text as a whole: its terms, and who signs it."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accord import acting
from accord.accounts.http import Request
from accord.instruments.actions import writing
from accord.instruments.forms.texts import SignatoryForm, TermsForm
from accord.instruments.models import Instrument, Signatory
from accord.instruments.reading.parts import place_of
from accord.instruments.views.common import text_for, write

SIGNATORIES = "signatories"  # the place on the page of the text


@acting.GET_POST
def terms_edit(request: Request, pk: int) -> HttpResponse:
    text = text_for(request, pk)
    form = partial(TermsForm, text=text)
    return write(request, text, writing.edit_terms, text, form)


@acting.GET_POST
def signatory_add(request: Request, pk: int) -> HttpResponse:
    text = text_for(request, pk)
    home = place_of(text, SIGNATORIES)
    return write(
        request,
        text,
        writing.add_signatory,
        text,
        partial(SignatoryForm, text=text),
        home=home,
        then=lambda _made: request.path if "again" in request.POST else home,
        again=_("Add, then another"),
    )


def _signatory(request: Request, text: Instrument, rank: int) -> Signatory:
    signatories = Signatory.objects.visible_to(request.user).of(text)
    return get_object_or_404(signatories, rank=rank)


@acting.GET_POST
def signatory_edit(request: Request, pk: int, rank: int) -> HttpResponse:
    text = text_for(request, pk)
    one, home = _signatory(request, text, rank), place_of(text, SIGNATORIES)
    form = partial(SignatoryForm, text=text, signatory=one)
    return write(request, text, writing.edit_signatory, one, form, home=home)


@acting.GET_POST
def signatory_remove(request: Request, pk: int, rank: int) -> HttpResponse:
    text = text_for(request, pk)
    one, home = _signatory(request, text, rank), place_of(text, SIGNATORIES)
    return write(request, text, writing.remove_signatory, one, home=home, about=one)
