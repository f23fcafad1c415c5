"""The catalogue, for people and for machines, and the files."""

from datetime import date
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
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accord.journal.models import revision
from accord.lib.asof import OnForm
from accord.lib.dateforms import read_day
from accord.lib.tabular import Type
from accord.opendata import licence
from accord.opendata.catalogue import columns, graph
from accord.opendata.datasets import DATASETS, records_behind
from accord.opendata.files import File

BAD_DATE = (
    "« on » n’est pas une date. Écrivez-la ainsi : ?on=2022-12-31.\n"
    "“on” is geen datum. Schrijf hem zo: ?on=2022-12-31.\n"
)

TYPE_LABELS = {
    Type.TEXT: _("text"),
    Type.INTEGER: _("whole number"),
    Type.DECIMAL: _("decimal number"),
    Type.DATE: _("day"),
    Type.IMPRECISE: _("imprecise date"),
    Type.BOOLEAN: _("true or false"),
    Type.ADDRESS: _("web address"),
}


@login_not_required
@require_safe
def dataset_list(request: HttpRequest) -> HttpResponse:
    """Every dataset with its files, and on what terms they may be used."""
    records = records_behind(DATASETS.values())
    context = {
        "datasets": [
            {"table": dataset.table, "records": records[name]}
            for name, dataset in DATASETS.items()
        ],
        "changed_at": revision()[1],
        "licence": licence,
    }
    return render(request, "opendata/dataset_list.html", context)


@login_not_required
@require_safe
def dataset_detail(request: HttpRequest, name: str) -> HttpResponse:
    """One dataset, explained column by column."""
    if name not in DATASETS:
        raise Http404
    context = {
        "dataset": DATASETS[name],
        "table": DATASETS[name].table,
        "columns": [
            {
                "name": column.name,
                "holds": TYPE_LABELS[column.type],
                "meaning": column.description,
            }
            for column in DATASETS[name].table.written
        ],
        "changed_at": revision()[1],
        "day": OnForm(initial={"on": timezone.localdate()}, auto_id="%s"),
    }
    return render(request, "opendata/dataset_detail.html", context)


@login_not_required
@never_cache  # it depends on the visitor's language
@require_safe
def catalogue_redirect(request: HttpRequest) -> HttpResponse:
    return redirect("opendata:dataset_list")


@login_not_required
@require_safe
def catalogue_graph(request: HttpRequest) -> HttpResponse:
    """The catalogue as DCAT-AP, for other catalogues to harvest."""
    return _described(graph(), "application/ld+json")


@login_not_required
@require_safe
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


@login_not_required
@require_safe
def dataset_csv(request: HttpRequest, name: str) -> HttpResponseBase:
    return _file(request, name, "csv")


@login_not_required
@require_safe
def dataset_json(request: HttpRequest, name: str) -> HttpResponseBase:
    return _file(request, name, "json")


@login_not_required
@require_safe
def dataset_xlsx(request: HttpRequest, name: str) -> HttpResponseBase:
    return _file(request, name, "xlsx")


def _file(request: HttpRequest, name: str, extension: str) -> HttpResponseBase:
    if name not in DATASETS:
        raise Http404
    try:
        day = _day(request.GET.get("on", ""))
    except ValidationError:
        text = "text/plain; charset=utf-8"
        return HttpResponse(BAD_DATE, status=400, content_type=text)
    return File(DATASETS[name], extension, day).response(request)


def _day(text: str) -> date | None:
    return read_day(text) if text else None
