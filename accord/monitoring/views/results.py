"""One result: written, read, handed in, corrected, proven."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accord import acting
from accord.accounts.http import Request
from accord.attachments import serving
from accord.instruments.models import Series
from accord.lib.errors import Refused
from accord.monitoring import policies, wording
from accord.monitoring.actions import reporting, verifying
from accord.monitoring.forms import (
    CorrectionForm,
    EvidenceForm,
    ResultForm,
    result_start,
)
from accord.monitoring.models import Evidence, Result, Verification
from accord.monitoring.parts import breakdowns, breakdowns_of
from accord.monitoring.reading import reports
from accord.monitoring.rules.rollup import Amount, explained
from accord.monitoring.views.common import REPORTS, about, past, report_of, result_of
from accord.monitoring.workflow import LIFE, WRITABLE, State
from accord.workflow import Offer

MOST = 24  # figures of a series on one page
OFFERED: dict[str, Any] = {
    "result_verify": verifying.verify_result,
    "result_return": verifying.return_result,
    "result_submit": reporting.submit_result,
    "evidence_add": reporting.add_evidence,
    "result_correct": reporting.correct_result,
}


def _row(request: Request, series: int, period: int) -> tuple[Any, reports.Row]:
    """The report that asks for a series in a period, and its row of it."""
    found = get_object_or_404(Series.objects.visible_to(request.user), pk=series)
    report = report_of(request, found.agreement_id, period, series=found)
    if not report.rows:
        raise Http404
    return report, report.rows[0]


@acting.GET_POST
def result_report(request: Request, series: int, period: int) -> HttpResponse:
    """Write a result for the first time, or change what is not handed in."""
    report, row = _row(request, series, period)
    latest, definition = row.latest, row.definition
    if latest and not row.is_writable and request.method == "GET":
        return redirect(latest)  # what was typed meanwhile is refused below, and kept
    reporting.start_result.require(request.user, row.agreed.series)
    if not report.window.allows_writing:
        raise Refused(_("This period is closed, or not open yet."))
    earlier = list(reports.earlier(row))
    form = partial(
        ResultForm,
        definition=definition,
        before=earlier[0].counted if earlier else None,
        is_correction=bool(latest and latest.revision > 1),
        breakdowns=breakdowns_of(definition, latest),
    )
    start = partial(reporting.start_result, row.agreed.series, period=row.period)
    return acting.take(
        request,
        reporting.edit_result if latest else reporting.start_result,
        latest or row.agreed.series,
        form,
        trail=[REPORTS, (report, report)],
        start=result_start(latest, definition),
        act=None if latest else start,
        then=lambda made: latest or made,
        template="monitoring/result_report.html",
        title=definition.name,
        about=report,
        report=report,
        row=row,
        counting=explained(definition.reported_as),
        baseline=wording.figure_in_words(Amount.of_row(row.agreed), definition),
        earlier=_told(earlier, definition),
        returned=reports.returned(row),
    )


def _figures_of(request: Request, series: Series) -> Any:
    """What counts for each period, the latest first."""
    rows = Result.objects.visible_to(request.user).current().filter(series=series)
    return rows.latest_first()


def _told(results: Any, definition: Any) -> list[tuple[Result, str, str, str]]:
    """Each with its figure, its target and its verdict in words."""
    return [
        (
            one,
            wording.reported_in_words(one, definition),
            wording.figure_in_words(one.target, definition),
            wording.verdict_in_words(one),
        )
        for one in results[:MOST]
    ]


@require_safe
def result_detail(request: Request, pk: int) -> HttpResponse:
    """All revisions, what was said of them, what proves them, and the series."""
    result = result_of(request, pk)
    definition = result.series.definition
    revisions = list(Result.objects.visible_to(request.user).of_same(result))
    proofs = Evidence.objects.visible_to(request.user).of_all(revisions)
    said = Verification.objects.visible_to(request.user).of_all(revisions)
    may_report = policies.can_report(request.user, result)
    context = {
        "result": result,
        "definition": definition,
        "figure": wording.reported_in_words(result, definition),
        "counted": wording.figure_in_words(result.counted, definition),
        "target": wording.figure_in_words(result.target, definition),
        "verdict": wording.verdict_in_words(result),
        "revisions": [
            (one, wording.reported_in_words(one, definition)) for one in revisions
        ],
        "evidence": proofs,
        "verifications": list(said),
        "breakdowns": breakdowns(result),
        "series": _told(_figures_of(request, result.series), definition),
        "history": past(*revisions, known=(result.series, result.period, request.user)),
        "look": wording.LOOKS[State(result.state)],
        "may_edit": may_report and result.state in WRITABLE,
        "sees_confidential": may_report or policies.is_behind(request.user, result),
        "offers": _offers(request, result, revisions[0])
        if may_report or result.state == State.SUBMITTED
        else [],
    }
    return render(request, "monitoring/result_detail.html", context)


def _offers(request: Request, result: Result, latest: Result) -> list[Offer]:
    """What the reader may do next, with the last revision."""

    def makes_sense(page: str) -> bool:
        if page == "evidence_add":
            return result.state in WRITABLE
        is_last = result == latest and result.state == State.VERIFIED
        return is_last or page != "result_correct"

    return LIFE.offers(
        request.user,
        result,
        OFFERED,
        makes_sense=makes_sense,
        at_once={"result_submit"},
    )


@acting.GET_POST
def result_submit(request: Request, pk: int) -> HttpResponse:
    result = result_of(request, pk)
    return acting.take(request, reporting.submit_result, result, **about(result))


@acting.GET_POST
def result_correct(request: Request, pk: int) -> HttpResponse:
    """Begin the next revision; what it says is written on the form of results."""
    result = result_of(request, pk)
    args = [result.series_id, result.period_id]
    return acting.take(
        request,
        reporting.correct_result,
        result,
        CorrectionForm,
        then=lambda made: reverse("monitoring:result_report", args=args),
        **about(result),
    )


@acting.GET_POST
def evidence_add(request: Request, pk: int) -> HttpResponse:
    result = result_of(request, pk)
    act = reporting.add_evidence
    act.require(request.user, result)
    if result.state not in WRITABLE:
        raise Refused(_("What was handed in no longer changes: correct it instead."))
    return acting.take(request, act, result, EvidenceForm, **about(result))


@require_safe
def evidence_download(request: Request, pk: int) -> HttpResponseBase:
    """The file; what is confidential, for who may read it alone."""
    rows = Evidence.objects.visible_to(request.user).select_related(
        "file", "result__series__agreement__municipality", "result__period"
    )
    evidence = get_object_or_404(rows, pk=pk, file__isnull=False)
    if evidence.file is None or not policies.can_read_evidence(request.user, evidence):
        raise PermissionDenied("monitoring.read_evidence")
    return serving.response(evidence.file)
