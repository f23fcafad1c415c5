"""What the form pages of this room have in common."""

from typing import Any

from accord import acting, history
from accord.accounts.http import Request
from accord.journal.models import Entry
from accord.lib.dateforms import typed
from accord.workflow import version_of

OVERVIEW = "framework:framework_overview"
HISTORY = 12


def kept(request: Request, form: Any, act: Any, done: str, **context: Any) -> Any:
    answer = acting.answer(request, form, act, done=done)
    return answer or acting.page(request, "framework/form.html", form, **context)


def start(record: Any, form: Any) -> dict[str, Any]:
    """What the form holds for a record that exists."""
    names = [name for name in form.base_fields if hasattr(record, name)]
    found = {name: getattr(record, name) for name in names}
    return found | (typed(record.date) if "precision" in form.base_fields else {})


def past(record: Any, *others: Any) -> Any:
    """What happened to the record, and to what belongs to it."""
    entries = Entry.objects.about(record, *others).for_history()[:HISTORY]
    known = [one for one in (record, getattr(record, "source", None)) if one]
    return history.lines(entries, known=known)


def editing(record: Any) -> dict[str, Any]:
    return {"version": version_of(record), "history": past(record)}
