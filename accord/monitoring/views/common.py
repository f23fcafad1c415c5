"""What the pages of this room have in common."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accord import acting, history
from accord.accounts.http import Request
from accord.journal.models import Entry
from accord.monitoring.models import Result
from accord.monitoring.reading import reports

HISTORY = 20
REPORTS: acting.Crumb = (_("Reports"), "monitoring:report_list")


def report_of(request: Request, agreement: int, period: int, **only: Any) -> Any:
    """The report, 404 where the reader sees none or none is asked for."""
    report = reports.opened(request.user, agreement, period, **only)
    if report is None:
        raise Http404
    return report


def result_of(request: Request, pk: int) -> Result:
    rows = Result.objects.visible_to(request.user).for_page()
    return get_object_or_404(rows, pk=pk)


def page_of_report(report: Any) -> str:
    args = [report.agreement.pk, report.period.pk]
    return reverse("monitoring:report_detail", args=args)


def page_of_result(result: Any) -> str:
    return reverse("monitoring:result_detail", args=[result.pk])


def past(*records: Any, known: Any = ()) -> Any:
    """What happened to the records; ``known`` are others the page has read already."""
    entries = Entry.objects.about(*records).for_history()[:HISTORY]
    names = ("author", "organisation", "target_set_by")
    around = [getattr(one, name, None) for one in records for name in names]
    every = [*records, *known, *filter(None, around)]
    return history.lines(entries, known=every)


def trail_of_report(report: Any) -> list[acting.Crumb]:
    return [REPORTS, (told(report), page_of_report(report))]


def trail_of_result(result: Any, first: acting.Crumb = REPORTS) -> list[acting.Crumb]:
    return [first, (result.series.definition.name, page_of_result(result))]


def told(report: Any) -> str:
    """Whose report it is, and of when."""
    return f"{report.agreement.municipality.name}, {report.period.label}"


def told_of(result: Any) -> str:
    """Which result it is: of what, whose, of when."""
    town = result.series.agreement.municipality.name
    return f"{result.series.definition.name} – {town}, {result.period.label}"
