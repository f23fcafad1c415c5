"""Opening the first text of an agreement."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accord import acting
from accord.accounts.http import Request
from accord.instruments import actions
from accord.instruments.forms.texts import OpenForm


@require_http_methods(["GET", "POST"])
def draft_open(request: Request) -> HttpResponse:
    actions.open_draft.require(request.user, None)
    form = OpenForm(request.POST or None, initial=request.GET.dict())

    def act(data: dict[str, Any]) -> Any:
        town = data.pop("municipality")
        return actions.open_draft(town, by=request.user, **data)

    done = _("The draft is open. Only the Region and the municipality see it.")
    answer = acting.answer(request, form, act, done=done)
    return answer or acting.page(request, "instruments/draft_open.html", form)
