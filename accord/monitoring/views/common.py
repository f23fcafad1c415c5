"""What the pages of this room have in common."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from accord import history
from accord.accounts.http import Request
from accord.journal.models import Entry
from accord.monitoring.models import Result
from accord.monitoring.reading.reports import Opened, opened
from accord.workflow import versioned

REPORTS = (_("Reports"), "monitoring:report_list")


def report_of(request: Request, agreement: int, period: int, **only: Any) -> Opened:
    """The report, 404 where the reader sees none or none is asked for."""
    report = opened(request.user, agreement, period, **only)
    if report is None:
        raise Http404
    return report


def result_of(request: Request, pk: int) -> Result:
    rows = versioned(Result.objects.visible_to(request.user).for_page())
    return get_object_or_404(rows, pk=pk)


def about(result: Result) -> dict[str, Any]:
    """The way to a page about a result, and which one it is: for ``acting.take``."""
    name, town = result.series.definition.name, result.series.agreement.municipality
    said = f"{name} – {town.name}, {result.period.label}"
    return {"trail": [REPORTS, (name, result)], "about": said}


def past(*records: Any, known: Any = ()) -> Any:
    """What happened to the records; ``known`` are others the page has read already."""
    entries = Entry.objects.about(*records)
    names = ("author", "organisation", "target_set_by")
    around = [getattr(one, name, None) for one in records for name in names]
    every = [*records, *known, *filter(None, around)]
    return history.latest(entries, known=every)
