"""The workbook of a report: downloaded, uploaded, looked at, loaded."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accord import acting, outlets
from accord.accounts.http import Request
from accord.attachments.models import Attachment
from accord.lib.errors import Refused
from accord.lib.paging import page_of
from accord.monitoring import actions, workbook
from accord.monitoring.forms import WorkbookForm
from accord.monitoring.reports import Opened
from accord.monitoring.views.common import page_of_report, report_of
from accord.monitoring.workbook.known import asked_of
from accord.monitoring.workbook.loading import lines_of, told, uploaded

PER_PAGE = 50


@require_safe
def workbook_download(
    request: Request, agreement: int, period: int
) -> HttpResponseBase:
    report = report_of(request, agreement, period)
    name = workbook.name_of(report)
    return outlets.send_file(request, name, lambda: workbook.write(report))


@require_http_methods(["GET", "POST"])
def workbook_upload(request: Request, agreement: int, period: int) -> HttpResponse:
    """Take the file in; nothing of it is loaded before it was looked at."""
    report = report_of(request, agreement, period)
    actions.import_results.require(request.user, report.agreement)
    form = WorkbookForm(request.POST or None, request.FILES or None)

    def act(data: dict[str, Any]) -> str:
        file, own = data["file"], report.agreement
        workbook.read(file, asked_of(request.user, report))  # refused if it is none
        file.seek(0)
        kept = actions.receive_workbook(own, file=file, by=request.user)
        args = [own.pk, report.period.pk, kept.pk]
        return reverse("monitoring:workbook_load", args=args)

    done = _("Nothing is loaded yet: look at what the workbook changes.")
    answer = acting.answer(request, form, act, done=done)
    template, context = "monitoring/workbook_upload.html", {"report": report}
    return answer or acting.page(request, template, form, **context)


@require_http_methods(["GET", "POST"])
def workbook_load(
    request: Request, agreement: int, period: int, file: int
) -> HttpResponse:
    """What the file changes, read from the file each time; then all of it, or none."""
    report = report_of(request, agreement, period)
    actions.import_results.require(request.user, report.agreement)
    kept = uploaded(request.user, file)
    if kept is None:
        raise Http404
    found = _read(request, report, kept)
    refused = ""
    if request.method == "POST":
        refused = _load(request, report, found)
        if not refused:
            messages.success(request, _("The workbook is loaded, as drafts."))
            return redirect(page_of_report(report))
    every: list[Any] = [*found.faults, *found.changes]
    page = page_of(every, request.GET.get("page"), per_page=PER_PAGE)
    changes = [(one, told(one)) for one in page if isinstance(one, workbook.Change)]
    context = {"report": report, "reading": found, "page": page, "changes": changes}
    faults = [one for one in page if isinstance(one, workbook.Fault)]
    context |= {"refused": refused, "file": kept, "faults": faults}
    status = 409 if refused else 200
    return render(request, "monitoring/workbook_load.html", context, status=status)


def _read(request: Request, report: Opened, kept: Attachment) -> workbook.Reading:
    with kept.open() as file:
        return workbook.read(file, asked_of(request.user, report))


def _load(request: Request, report: Opened, found: workbook.Reading) -> str:
    """Why it was refused; nothing if it was loaded."""
    if found.faults:
        return _("Rows are wrong: nothing was loaded.")
    try:
        lines = lines_of(request.user, found)
        actions.import_results(
            report.agreement, period=report.period, lines=lines, by=request.user
        )
    except Refused as refused:
        return str(refused)
    return ""
