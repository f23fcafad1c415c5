"""What the page of an action does: ask, act, say what became of it.

    @acting.GET_POST
    def step_record(request: Request, pk: int) -> HttpResponse:
        agreement = _agreement(request, pk)
        trail = [AGREEMENTS, (agreement.municipality.name, agreement)]
        return acting.take(
            request, actions.record_step, agreement, StepForm, trail=trail
        )

The words of the page are the action's, the names of the form's fields those of its
parameters.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.forms import ChoiceField, Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accord import history
from accord.alike import Alike, require_unlike, who_was_first
from accord.lib.asked import number
from accord.lib.errors import Refused
from accord.lib.fields import start_of
from accord.lib.spoken import spoken_day, spoken_items
from accord.lib.textforms import strange_letters
from accord.submitting import once
from accord.workflow import UNSAID, Action, Changed

GET_POST = require_http_methods(["GET", "HEAD", "POST"])

Crumb = tuple[Any, Any]  # words, and where they lead: whatever ``redirect`` takes


class ConfirmForm(Form):
    """Nothing is asked but to be sure."""


def take(
    request: Any,
    action: Action[Any, Any],
    subject: Any,
    form: Callable[..., Form] = ConfirmForm,
    *,
    trail: Sequence[Crumb],
    home: Any = None,
    start: dict[str, Any] | None = None,
    act: Callable[..., Any] | None = None,
    then: Callable[[Any], Any] | None = None,
    carries: Mapping[str, Any] | None = None,
    template: str = "ui/act.html",
    **said: Any,
) -> HttpResponse:
    """The page of ``action`` on ``subject``, for who may take it.

    ``trail`` leads here; the last of it is ``home``, where one comes from and goes back
    to. ``then`` says where else, given what the action made. ``act`` is called in place
    of the action, when the fields are not all its own. ``carries`` is sent back with
    the form: what else was looked at, such as a fingerprint of a text. ``start`` fills
    the form; that of an action that edits (``is_edit``) holds the record as it is.
    ``said`` is for the template, in place of what the action says or beside it.
    """
    action.require(request.user, subject)
    # Read first: what others do from here on is later than what the page shows.
    version = action.version_of(subject)
    if start is None and action.is_edit:
        start = start_of(subject, cast(Any, getattr(form, "func", form)))
    is_sent, given = request.method == "POST", {"initial": start} if start else {}
    made = form(
        request.POST if is_sent else None, request.FILES if is_sent else None, **given
    )
    home = home or trail[-1][1]
    said = {"title": action.label, "submit": action.label} | action.page | said

    def run(data: dict[str, Any]) -> Any:
        stale = {"seen": seen(request)} if version is not None else {}
        result = (act or partial(action, subject))(by=request.user, **stale, **data)
        require_unlike(result, by=request.user, known=request.POST.get("alike", ""))
        return then(result) if then else home

    if is_sent and version is not None and _is_stale(request, made, action, subject):
        answered = None  # told at once, whatever else is to be corrected
    else:
        answered = answer(request, made, run, done=said["done"])
    if answered:
        return answered
    said["crumbs"] = [(words, resolve_url(place)) for words, place in trail]
    said |= {"subject": subject, "home": resolve_url(home)}
    made.carried = carries  # type: ignore[attr-defined] # for the page
    return page(request, template, made, version=version, **said)


def on_chosen(name: str, action: Action[Any, Any]) -> Callable[..., Any]:
    """For ``act``: ``action`` on the record that the field of that name chooses."""
    return lambda **said: action(said.pop(name), **said)


def answer(
    request: HttpRequest, form: Form, act: Callable[[dict[str, Any]], Any], *, done: Any
) -> HttpResponse | None:
    """Do what a valid form asks, and go where ``act`` says; ``None`` to show the form.

    A refusal is said at the form, with what was typed, and what others did meanwhile.
    A form whose record is public at once is shown first, when it is sent by its button
    “Preview”: nothing is done then. A form that tells more than its fields do says so
    in ``told()``.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    if "preview" in request.POST:
        form.preview = _told(form)  # type: ignore[attr-defined] # for the page
        return None
    try:
        answered = once(request, lambda: act(form.cleaned_data), done=done)
    except Changed as changed:
        _tell(form, changed)
        return None
    except Alike as alike:
        form.add_error(None, str(alike))
        form.alike = alike.record  # type: ignore[attr-defined] # for the page
        return None
    except Refused as refused:
        first = refused.refused and who_was_first(refused.refused, request.user)
        form.add_error(None, f"{refused} {first or ''}".strip())
        return None
    _tell_of_strange_letters(request, form)
    return answered


def _tell_of_strange_letters(request: HttpRequest, form: Form) -> None:
    """They look like ours, and make another name or address: told, never refused."""
    for name, value in form.cleaned_data.items():
        if name in form.fields and (found := strange_letters(form.fields[name], value)):
            said = {"text": value, "letters": spoken_items(found)}
            messages.warning(
                request,
                _(
                    "“%(text)s” has letters of another alphabet that look like ours: "
                    "%(letters)s. Correct it if that was not meant."
                )
                % said,
            )


def _is_stale(
    request: HttpRequest, form: Form, action: Action[Any, Any], subject: Any
) -> bool:
    """Whether others changed what the form shows; the form then says so."""
    try:
        action.require_unchanged(subject, seen(request))
    except Changed as changed:
        form.full_clean()
        _tell(form, changed)
        return True
    return False


def _tell(form: Form, changed: Changed) -> None:
    form.add_error(None, str(changed))
    said = history.lines(changed.entries, briefly=changed.briefly)
    form.meanwhile = said  # type: ignore[attr-defined] # for the page


def _told(form: Any) -> list[tuple[str, Any]]:
    """What the form says, label by label; what stays empty is left out."""
    if hasattr(form, "told"):
        return form.told()
    said = [(field, form.cleaned_data.get(field.name)) for field in form]
    return [
        (field.label, _in_words(field.field, value))
        for field, value in said
        if value not in ("", None)
    ]


def _in_words(field: Any, value: Any) -> Any:
    """A cleaned value as its form shows it: the words of a choice, not its code."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return spoken_day(value)
    if isinstance(value, QuerySet):
        return spoken_items(str(record) for record in value)
    if isinstance(field, ChoiceField) and not isinstance(value, Model):
        return dict(cast(Any, field.choices)).get(value, value)
    return value


def page(
    request: HttpRequest,
    template: str,
    form: Any,
    *,
    version: Any = None,
    **context: Any,
) -> HttpResponse:
    """A form page; 409 when what it asked was refused, and nothing was changed.

    ``version`` is that of the record as it is now. A form sent back for a mistake keeps
    the one it was made from: only one that shows what others did meanwhile takes it.
    """
    is_kept = form.is_bound and not hasattr(form, "meanwhile")
    form.version = seen(request) if is_kept and version is not None else version
    refused = form.is_bound and form.non_field_errors()
    status = 409 if refused else 200
    return render(request, template, {"form": form, **context}, status=status)


def seen(request: HttpRequest, name: str = "seen") -> int:
    """The version that the form was made from; ``UNSAID`` when it does not say."""
    said = number(request.POST.get(name, ""))
    return UNSAID if said is None else said
