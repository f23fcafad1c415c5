"""What the pages of this room have in common."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from accord import acting
from accord.accounts.http import Request
from accord.instruments import policies
from accord.instruments.models import Instrument
from accord.instruments.reading.parts import trail_of
from accord.instruments.rules import why_not_write
from accord.lib.errors import Refused
from accord.workflow import Action, versioned


def text_for(request: Request, pk: int) -> Instrument:
    """The text, if the reader may see it."""
    texts = Instrument.objects.visible_to(request.user).for_page()
    return get_object_or_404(versioned(texts, whole=True), pk=pk)


def require(action: Action[Any, Any], request: Request, subject: Any) -> None:
    """Stop unless the action is open; who writes for a side learns why it is not."""
    if not action.open_to(request.user, subject):
        text = policies.instrument_of(subject)
        side = policies.writing_side(request.user, text)
        is_open = getattr(subject, "is_open", True)
        said = why_not_write(text.state, side, is_open=is_open)
        if side and said:
            raise Refused(said)
    action.require(request.user, subject)


def write(
    request: Request,
    text: Instrument,
    action: Action[Any, Any],
    subject: Any,
    form: Any = acting.ConfirmForm,
    **said: Any,
) -> HttpResponse:
    """The page that changes a part of the text."""
    require(action, request, subject)
    trail = trail_of(text)
    return acting.take(request, action, subject, form, trail=trail, **said)
