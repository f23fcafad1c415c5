"""The workbook of a report: downloaded, uploaded, looked at, loaded."""

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accord import acting, outlets
from accord.accounts.http import Request
from accord.attachments.models import Attachment
from accord.incoming.pages import choose, look
from accord.incoming.planning import Plan
from accord.monitoring.actions.reporting import import_results
from accord.monitoring.actions.workbooks import receive_workbook
from accord.monitoring.views.common import REPORTS, report_of
from accord.monitoring.workbook import writing
from accord.monitoring.workbook.known import asked_of
from accord.monitoring.workbook.reading import Results


@require_safe
def workbook_download(
    request: Request, agreement: int, period: int
) -> HttpResponseBase:
    report = report_of(request, agreement, period)
    name = writing.name_of(report)
    return outlets.send_file(request, name, lambda: writing.write(report))


@acting.GET_POST
def workbook_upload(request: Request, agreement: int, period: int) -> HttpResponse:
    report, args = report_of(request, agreement, period), [agreement, period]
    as_kept = reverse("monitoring:workbook_download", args=args)
    return choose(
        request,
        receive_workbook,
        report.agreement,
        Results,
        trail=[REPORTS, (report, report)],
        then=lambda kept: reverse("monitoring:workbook_load", args=[*args, kept.pk]),
        download=(_("Download the workbook"), as_kept),
    )


@acting.GET_POST
def workbook_load(
    request: Request, agreement: int, period: int, file: int
) -> HttpResponse:
    report = report_of(request, agreement, period)

    def begin() -> Results:
        return Results(agreement, period, asked_of(request.user, report))

    def act(kept: Attachment, plan: Plan) -> None:
        rows = plan.changes
        load(report.agreement, period=report.period, rows=rows, by=request.user)

    load = import_results
    closed = _("This period is closed. An approver of the Region can open it again.")
    return look(
        request,
        load,
        report.agreement,
        file,
        begin=begin,
        act=act,
        trail=[REPORTS, (report, report)],
        again=reverse("monitoring:workbook_upload", args=[agreement, period]),
        closed="" if report.window.allows_writing else closed,
    )
