"""One indicator in figures, and the file of them."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accord import outlets
from accord.accounts.http import Request
from accord.directory.standing import standing_of
from accord.framework.models import IndicatorDefinition
from accord.monitoring.exports import INDICATOR_FIGURES
from accord.monitoring.reading import indicators
from accord.monitoring.rules.rollup import explained


def _definition(request: Request, pk: int) -> IndicatorDefinition:
    rows = IndicatorDefinition.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("mission", "source"), pk=pk)


@require_safe
def indicator_figures(request: Request, pk: int) -> HttpResponse:
    """What it counts and how, its targets and results, municipality by municipality."""
    definition, today = _definition(request, pk), timezone.localdate()
    number = request.GET.get("page")
    context = {
        "shown": indicators.figures(request.user, definition, today, number),
        "definition": definition,
        "how": explained(definition.reported_as),
        "is_regional": standing_of(request.user).is_regional,
    }
    return render(request, "monitoring/indicator_figures.html", context)


@require_safe
def indicator_csv(request: Request, pk: int) -> HttpResponseBase:
    """Every result handed in that the reader may see, with its target."""
    definition = _definition(request, pk)
    records = indicators.results_of(request.user, definition)
    name = f"{definition.code}-{definition.version}"
    return outlets.send_table(request, INDICATOR_FIGURES, records, "csv", name=name)
