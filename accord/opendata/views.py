"""The catalogue, for people and for machines, and the files."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
)
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
        "day": OnForm(initial={"on": timezone.localdate()}, auto_id="%s"),
    }
    return render(request, "opendata/dataset_detail.html", context)


@login_not_required
@never_cache  # it depends on the visitor's language
@require_safe
def catalogue_redirect(request: HttpRequest) -> HttpResponse:
    return redirect("opendata:dataset_list")


@public_page
def catalogue_graph(request: HttpRequest) -> HttpResponse:
    """The catalogue as DCAT-AP, for other catalogues to harvest."""
    return _described(graph(), "application/ld+json")


@public_page
def dataset_columns(request: HttpRequest, name: str) -> HttpResponse:
    """The columns of a CSV file, as CSV on the Web."""
    if name not in DATASETS:
        raise Http404
    return _described(columns(DATASETS[name]), "application/csvm+json")


def _described(record: dict[str, Any], kind: str) -> HttpResponse:
    dumps = {"ensure_ascii": False, "indent": 1}
    response = JsonResponse(record, content_type=kind, json_dumps_params=dumps)
    response["Cache-Control"] = "public, max-age=3600"
    response["Access-Control-Allow-Origin"] = "*"
    return response


@public_page
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
