"""What a form page does: ask, act, say what became of it.

A view shows a form only to who may send it, and gives ``act`` the cleaned fields:

    form = StepForm(request.POST or None)
    answer = acting.answer(request, form, act, done=_("The step is recorded."))
    return answer or acting.page(request, "agreements/step_record.html", form)
"""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.forms import ChoiceField, Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accord import history
from accord.lib.errors import Refused
from accord.lib.spoken import spoken_day, spoken_items
from accord.workflow import Changed

DIGITS = 19  # the database numbers its rows with fewer


def answer(
    request: HttpRequest,
    form: Form,
    act: Callable[[dict[str, Any]], Any],
    *,
    done: str,
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
        result = act(form.cleaned_data)
    except Changed as changed:
        form.add_error(None, str(changed))
        form.meanwhile = history.lines(changed.entries)  # type: ignore[attr-defined] # for the page
        return None
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, done)
    return redirect(result)


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


def page(request: HttpRequest, template: str, form: Form, **context: Any) -> Any:
    """A form page; 409 when what it asked was refused, and nothing was changed.

    A form sent back for a mistake keeps the version it was made from: only one that
    shows what others did meanwhile takes the ``version`` of now.
    """
    if form.is_bound and "version" in context and not hasattr(form, "meanwhile"):
        context["version"] = seen(request)
    refused = form.is_bound and form.non_field_errors()
    status = 409 if refused else 200
    return render(request, template, {"form": form, **context}, status=status)


def seen(request: HttpRequest) -> int:
    """The version of the record that the form was made from; 0 when it does not say."""
    said = request.POST.get("seen", "")
    return int(said) if said.isdecimal() and len(said) < DIGITS else 0
