"""The two pages of every list: one takes the file in, one shows what it changes.

A room's views say which list it is, and which actions take it in and load it: the words
are the actions'. See ``accord/network/views/addresses.py``.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render, resolve_url

from accord import acting
from accord.accounts.http import Request
from accord.acting import Crumb
from accord.attachments.models import Attachment
from accord.attachments.rules import KINDS
from accord.incoming.forms import ListForm
from accord.incoming.lists import List, Wanted
from accord.incoming.planning import Fault, Plan, planned
from accord.lib.errors import Refused
from accord.lib.paging import page_of
from accord.submitting import once
from accord.workflow import Action

PER_PAGE = 50


def choose(
    request: Request,
    receive: Action[Any, Attachment],
    subject: Any,
    of: type[List],
    *,
    trail: Sequence[Crumb],
    then: Callable[[Attachment], str],
    download: Crumb,
    **said: Any,
) -> HttpResponse:
    """Take the file in; nothing of it is loaded before it was looked at.

    ``then`` says where it is looked at, ``download`` where the list is as it is kept.
    """
    said |= {"then": then, "download": download, "template": "incoming/choose.html"}
    form = partial(ListForm, of=of)
    return acting.take(request, receive, subject, form, trail=trail, **said)


def look(
    request: Request,
    load: Action[Any, None],
    subject: Any,
    pk: int,
    *,
    begin: Callable[[], List],
    act: Callable[[Attachment, Plan], None],
    trail: Sequence[Crumb],
    again: str,
    home: Any = None,
    closed: str = "",
) -> HttpResponse:
    """What the list changes, read from the file each time; then all of it, or none.

    ``act`` loads a plan that is what was looked at. ``home`` and ``trail`` are as in
    ``acting.take``; ``again`` is where another file is chosen, ``closed`` says why
    nothing can be loaded, if so.
    """
    load.require(request.user, subject)
    kept, home = _received(request, pk), home or trail[-1][1]
    refused = ""

    def run() -> Any:
        plan = _planned(begin(), kept)
        plan.require(request.POST.get("plan", ""))
        act(kept, plan)
        return home

    if request.method == "POST":
        try:
            return once(request, run, done=load.page["done"])
        except Refused as error:
            refused = str(error)
    bring = begin()
    plan = _planned(bring, kept)
    every: list[Any] = [*plan.faults, *plan.notes, *plan.changes]
    page = page_of(every, request.GET.get("page"), per_page=PER_PAGE)
    context = {
        "title": load.label,
        "submit": load.label,
        **load.page,
        "list": bring,
        "file": kept,
        "plan": plan,
        "page": page,
        "refused": refused,
        "closed": closed,
        "again": again,
        "home": resolve_url(home),
        "crumbs": [(words, resolve_url(place)) for words, place in trail],
        "faults": [one for one in page if isinstance(one, Fault)],
        "notes": [one for one in page if isinstance(one, str)],
        "changes": [(one, bring.told(one)) for one in page if isinstance(one, Wanted)],
    }
    status = 409 if refused else 200
    return render(request, "incoming/look.html", context, status=status)


def _received(request: Request, pk: int) -> Attachment:
    kind = KINDS["xlsx"].content_type
    # audience: who brought it, before anything of it is loaded
    rows = Attachment.objects.filter(uploaded_by=request.user, content_type=kind)
    return get_object_or_404(rows, pk=pk)


def _planned(bring: List, kept: Attachment) -> Plan:
    with kept.open() as file:
        return planned(bring, file)
