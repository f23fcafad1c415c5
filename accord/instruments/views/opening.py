"""Opening the first text of an agreement."""

from django.http import HttpResponse

from accord import acting
from accord.accounts.http import Request
from accord.instruments.actions.opening import open_draft
from accord.instruments.forms.texts import OpenForm
from accord.instruments.reading.parts import TEXTS


@acting.GET_POST
def draft_open(request: Request) -> HttpResponse:
    return acting.take(
        request,
        open_draft,
        None,
        OpenForm,
        trail=[TEXTS],
        start=request.GET.dict(),
        act=acting.on_chosen("municipality", open_draft),
        then=lambda text: text,
    )
