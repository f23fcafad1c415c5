"""The catalogue, for people and for machines, and the files."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
)
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accord import outlets
from accord.journal.models import revision
from accord.lib.asof import OnForm
from accord.lib.dateforms import read_day
from accord.opendata import files, licence
from accord.opendata.catalogue import columns, graph
from accord.opendata.datasets import DATASETS, records_behind
from accord.ui.pages import public_page

BAD_DATE = (
    "« on » n’est pas une date. Écrivez-la ainsi : ?on=2022-12-31.\n"
    "“on” is geen datum. Schrijf hem zo: ?on=2022-12-31.\n"
)

COMPRESSING = GZipMiddleware(lambda request: HttpResponse())


def for_programs(view: Callable[..., Any]) -> Callable[..., Any]:
    """A public page that programs read, those of other sites' pages too.

    Before such a page asks with what it knows already, its browser asks whether it may.
    """
    public = public_page(view)

    @wraps(public)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "OPTIONS":
            response = public(request, *args, **kwargs)
            if response.get("Content-Type") == outlets.CONTENT_TYPES["xlsx"]:
                return response  # which is compressed already
            # Nothing of the reader's is in it: its length gives nothing away.
            return COMPRESSING.process_response(request, response)
        headers = {
            "Allow": "GET, HEAD, OPTIONS",
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": "GET, HEAD",
            "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
            "Access-Control-Max-Age": "86400",
        }
        return HttpResponse(status=204, headers=headers)

    return answer


@public_page
def dataset_list(request: HttpRequest) -> HttpResponse:
    """Every dataset with its files, and on what terms they may be used."""
    records = records_behind(DATASETS.values(), timezone.localdate())
    context = {
        "datasets": [
            {"table": dataset.table, "records": records[name]}
            for name, dataset in DATASETS.items()
        ],
        "kinds": outlets.TABLES,
        "changed_at": revision()[1],
        "licence": licence,
    }
    return render(request, "opendata/dataset_list.html", context)


@public_page
def dataset_detail(request: HttpRequest, name: str) -> HttpResponse:
    """One dataset, explained column by column."""
    if name not in DATASETS:
        raise Http404
    context = {
        "dataset": DATASETS[name],
        "table": DATASETS[name].table,
        "kinds": outlets.TABLES,
        "changed_at": revision()[1],
        "licence": licence,
        "day": OnForm(initial={"on": timezone.localdate()}, auto_id="%s"),
    }
    return render(request, "opendata/dataset_detail.html", context)


@login_not_required
@never_cache  # it depends on the visitor's language
@require_safe
def catalogue_redirect(request: HttpRequest) -> HttpResponse:
    return redirect("opendata:dataset_list")


@for_programs
def catalogue_graph(request: HttpRequest) -> HttpResponseBase:
    """The catalogue as DCAT-AP, for other catalogues to harvest."""
    return _described(request, graph, "application/ld+json")


@for_programs
def dataset_columns(request: HttpRequest, name: str) -> HttpResponseBase:
    """The columns of a CSV file, as CSV on the Web."""
    if name not in DATASETS:
        raise Http404
    tell = partial(columns, DATASETS[name])
    return _described(request, tell, "application/csvm+json")


def _described(
    request: HttpRequest, tell: Callable[[], dict[str, Any]], kind: str
) -> HttpResponseBase:
    version = files.version(f"{settings.BASE_URL} {settings.CONTACT_EMAIL}")
    response = outlets.known(request, version) or JsonResponse(
        tell(),
        content_type=kind,
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    return outlets.for_everyone(response, version)


@for_programs
def dataset_file(request: HttpRequest, name: str, kind: str) -> HttpResponseBase:
    if name not in DATASETS:
        raise Http404
    asked = request.GET.get("on", "")
    try:
        day = read_day(asked) if asked else None
    except ValidationError:
        text = "text/plain; charset=utf-8"
        return HttpResponse(BAD_DATE, status=400, content_type=text)
    return files.send(request, DATASETS[name], kind, day)
