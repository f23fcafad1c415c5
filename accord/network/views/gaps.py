"""What is missing: for the Region over all, for a municipality its own."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accord import outlets
from accord.accounts.http import Request
from accord.directory.standing import standing_of
from accord.lib.paging import page_of
from accord.network import policies
from accord.network.exports import GAPS
from accord.network.forms import GapFilter
from accord.network.reading import gaps


def _wanted(request: Request) -> tuple[GapFilter, Any]:
    if not policies.can_see_gaps(request.user):
        raise PermissionDenied
    is_regional = standing_of(request.user).is_regional
    form = GapFilter(request.GET, is_regional=is_regional)
    asked = form.cleaned_data if form.is_valid() else {}
    return form, gaps.missing(request.user, timezone.localdate(), **asked)


@require_safe
def gap_list(request: Request) -> HttpResponse:
    form, rows = _wanted(request)
    page = page_of(rows, request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "gaps": [(one, _address(request, one)) for one in gaps.read(page.object_list)],
        "is_regional": standing_of(request.user).is_regional,
    }
    template = "network/gap_list.html" + ("#rows" if request.htmx else "")
    return render(request, template, context)


def _address(request: Request, one: gaps.Missing) -> str:
    may_mend = policies.can_keep_stakes_in(request.user, one.place)
    return one.url(may_mend=may_mend)


@require_safe
def gap_file(request: Request, extension: str) -> HttpResponseBase:
    _form, rows = _wanted(request)
    found, today = gaps.read(rows.iterator()), timezone.localdate()
    name = "manques-gebreken"
    return outlets.send_table(request, GAPS, found, extension, name=name, day=today)
