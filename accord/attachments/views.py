"""Files on records: putting one there, opening it, withdrawing it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accord import acting
from accord.accounts.http import Request
from accord.attachments import actions, serving
from accord.attachments.filing import rows_of
from accord.attachments.forms import FileForm
from accord.attachments.models import Filed
from accord.attachments.noting import note_opening
from accord.attachments.owners import OWNERS, owner_of
from accord.lib.paging import page_of


def _record(request: Request, kind: str, pk: int) -> Any:
    """The record, if its files are this reader's."""
    if kind not in OWNERS:
        raise Http404
    return get_object_or_404(OWNERS[kind].audience(request.user), pk=pk)


def _filed(request: Request, pk: int) -> Filed:
    rows = Filed.objects.visible_to(request.user).standing().for_list()
    return get_object_or_404(rows, pk=pk)


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


@require_http_methods(["GET", "POST"])
def filed_add(request: Request, kind: str, pk: int) -> HttpResponse:
    record = _record(request, kind, pk)
    actions.add_file.require(request.user, record)
    owner = OWNERS[kind]
    form = FileForm(
        request.POST or None, request.FILES or None, is_sensitive=owner.is_sensitive
    )

    def act(data: dict[str, Any]) -> str:
        actions.add_file(record, by=request.user, **data)
        return owner.page(record)

    answer = acting.answer(request, form, act, done=_("The file is there."))
    context = {"record": record, "back": owner.page(record)}
    return answer or acting.page(request, "attachments/filed_add.html", form, **context)


@require_safe
def filed_open(request: Request, pk: int) -> HttpResponseBase:
    """The file, shown where a browser only draws it."""
    filed = _filed(request, pk)
    note_opening(filed, request)
    return serving.response(filed.attachment, inline=True, request=request)


@require_http_methods(["GET", "POST"])
def filed_withdraw(request: Request, pk: int) -> HttpResponse:
    filed = _filed(request, pk)
    actions.withdraw_file.require(request.user, filed)
    record: Any = filed.owner
    back = owner_of(record).page(record)
    if request.method == "POST":
        actions.withdraw_file(filed, by=request.user)
        messages.success(request, _("The file is withdrawn."))
        return redirect(back)
    context = {"filed": filed, "record": record, "back": back}
    return render(request, "attachments/filed_withdraw.html", context)
