"""What the form pages of this room have in common."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from accord import acting, history
from accord.accounts.http import Request
from accord.journal.models import Entry
from accord.workflow import Action

TRAIL = [(_("Plan and missions"), "framework:framework_overview")]


def taken(
    request: Request, action: Action[Any, Any], subject: Any, form: Any, **said: Any
) -> HttpResponse:
    """The page of an action: what it keeps is public at once, hence shown first."""
    if action.is_edit:
        said.setdefault("history", past(subject))
    return acting.take(
        request,
        action,
        subject,
        form,
        trail=TRAIL,
        template="framework/act.html",
        submit=_("Save, publicly"),
        public=True,
        **said,
    )


def past(record: Any, *others: Any) -> Any:
    """What happened to the record, and to what belongs to it."""
    entries = Entry.objects.about(record, *others)
    known = [one for one in (record, getattr(record, "source", None)) if one]
    return history.latest(entries, known=known)
