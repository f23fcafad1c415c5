"""A list of addresses: downloaded, uploaded, looked at, loaded."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accord import acting, outlets
from accord.accounts.http import Request
from accord.lib.errors import Refused
from accord.lib.paging import page_of
from accord.network import actions
from accord.network.addresses import planning, reading, writing
from accord.network.forms import AddressListForm

PER_PAGE = 50


@require_safe
def address_list_download(request: Request) -> HttpResponseBase:
    """The services and contacts as they are kept: to be corrected and loaded again."""
    actions.load_address_list.require(request.user, None)
    return outlets.send_file(
        request, writing.name(), lambda: writing.write(request.user)
    )


@require_http_methods(["GET", "POST"])
def address_list_upload(request: Request) -> HttpResponse:
    """Take the file in; nothing of it is loaded before it was looked at."""
    actions.receive_address_list.require(request.user, None)
    form = AddressListForm(request.POST or None, request.FILES or None)

    def act(data: dict[str, Any]) -> str:
        kept = actions.receive_address_list(None, file=data["file"], by=request.user)
        return reverse("network:address_list_load", args=[kept.pk])

    done = _("Nothing is loaded yet: look at what the list changes.")
    answer = acting.answer(request, form, act, done=done)
    return answer or acting.page(request, "network/address_list_upload.html", form)


@require_http_methods(["GET", "POST"])
def address_list_load(request: Request, pk: int) -> HttpResponse:
    """What the list changes, read from the file each time; then all of it, or none."""
    actions.load_address_list.require(request.user, None)
    kept = reading.uploaded(request.user, pk)
    if kept is None:
        raise Http404
    refused = ""
    if request.method == "POST":
        refused = _load(request, kept)
        if not refused:
            messages.success(request, _("The list is loaded."))
            return redirect("network:service_list")
    with kept.open() as file:
        plan = planning.planned(reading.read(file))
    every: list[Any] = [*plan.faults, *plan.likenesses, *plan.changed]
    page = page_of(every, request.GET.get("page"), per_page=PER_PAGE)
    shown = {
        "faults": [one for one in page if isinstance(one, planning.Fault)],
        "likenesses": [one for one in page if isinstance(one, planning.Likeness)],
        "changes": [
            (one, planning.told(one))
            for one in page
            if isinstance(one, planning.Wanted)
        ],
    }
    context = {"file": kept, "plan": plan, "page": page, "refused": refused, **shown}
    status = 409 if refused else 200
    return render(request, "network/address_list_load.html", context, status=status)


def _load(request: Request, kept: Any) -> str:
    """Why it was refused; nothing if it was loaded."""
    seen = request.POST.get("seen", "")
    try:
        actions.load_address_list(kept, seen=seen, by=request.user)
    except Refused as refused:
        return str(refused)
    return ""
