"""Files on records: putting one there, opening it, withdrawing it."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accord import acting
from accord.accounts.http import Request
from accord.attachments import actions, serving
from accord.attachments.filing import note_opening, rows_of
from accord.attachments.forms import FileForm
from accord.attachments.models import Filed
from accord.attachments.owners import OWNERS, owner_of
from accord.lib.paging import page_of


def _record(request: Request, kind: str, pk: int) -> Any:
    """The record, if its files are this reader's."""
    if kind not in OWNERS:
        raise Http404
    return get_object_or_404(OWNERS[kind].audience(request.user), pk=pk)


def _trail(record: Any) -> list[acting.Crumb]:
    return [(record, owner_of(record).page(record))]


def _filed(request: Request, pk: int) -> Filed:
    """The file on its record, whether withdrawn or not, for who reads the record."""
    return get_object_or_404(Filed.objects.visible_to(request.user).for_list(), pk=pk)


@require_safe
def filed_list(request: Request, kind: str, pk: int) -> HttpResponse:
    """All of a record's files, the withdrawn ones by name alone."""
    record = _record(request, kind, pk)
    rows = Filed.objects.visible_to(request.user).on(record).for_list()
    page = page_of(rows, request.GET.get("page"))
    context = {
        "record": record,
        "kind": kind,
        "back": OWNERS[kind].page(record),
        "page": page,
        "rows": rows_of(page, record, request.user),
        "may_add": actions.add_file.open_to(request.user, record),
    }
    return render(request, "attachments/filed_list.html", context)


@acting.GET_POST
def filed_add(request: Request, kind: str, pk: int) -> HttpResponse:
    record = _record(request, kind, pk)
    form = partial(FileForm, is_sensitive=OWNERS[kind].is_sensitive)
    return acting.take(request, actions.add_file, record, form, trail=_trail(record))


@require_safe
def filed_open(request: Request, pk: int) -> HttpResponseBase:
    """The file, shown where a browser only draws it."""
    filed = _filed(request, pk)
    if filed.withdrawn_at:
        raise Http404
    note_opening(filed, request)
    return serving.response(filed.attachment, inline=True, request=request)


@acting.GET_POST
def filed_withdraw(request: Request, pk: int) -> HttpResponse:
    filed = _filed(request, pk)
    filed.require_there()
    trail = _trail(filed.owner)
    return acting.take(request, actions.withdraw_file, filed, trail=trail, about=filed)
