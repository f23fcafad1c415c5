"""What every act of this room does: ask on a page of its own, then act."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from accord import acting
from accord.accounts.http import Request
from accord.workflow import Action, version_of

GET_POST = require_http_methods(["GET", "POST"])
PAGE = "referents/act.html"
DANGER = "danger"  # the look of a button for what is not undone


def taken(
    request: Request,
    subject: Any,
    action: Action[Any, Any],
    make_form: Callable[..., Form],
    *,
    done: str,
    act: Callable[[dict[str, Any]], Any] | None = None,
    home: Any = None,
    template: str = PAGE,
    initial: dict[str, Any] | None = None,
    **context: Any,
) -> HttpResponse:
    """Show the page of an action to who may take it; do what its form asks.

    ``act`` when more than the cleaned fields is given to the action. ``home`` is where
    one comes from and goes back to.
    """
    action.require(request.user, subject)
    is_sent, home = request.method == "POST", home or subject
    form = make_form(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        initial=initial,
    )

    def take(data: dict[str, Any]) -> Any:
        if act:
            return act(data) or home
        action(subject, by=request.user, **data)
        return home

    answer = acting.answer(request, form, take, done=done)
    said = {"title": action.label, "home": home, "record": subject, **context}
    if subject is not None:
        said["version"] = version_of(subject)
    return answer or acting.page(request, template, form, **said)
