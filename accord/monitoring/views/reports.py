"""Who reports on which period, and one report with all its rows."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accord import acting
from accord.accounts.http import Request
from accord.directory.standing import standing_of
from accord.lib.errors import Refused
from accord.lib.paging import page_of
from accord.monitoring import policies
from accord.monitoring.actions.reporting import import_results, submit_result
from accord.monitoring.forms import PeriodFilter
from accord.monitoring.reading import reports
from accord.monitoring.views.common import report_of
from accord.submitting import once
from accord.workflow import Action


@require_safe
def report_list(request: Request) -> HttpResponse:
    """A municipality's periods; for the Region, all agreements in one of them."""
    texts = reports.texts_seen_by(request.user)
    periods = reports.periods_begun(texts)
    is_regional = standing_of(request.user).is_regional
    form = PeriodFilter(request.GET, periods=periods)
    wanted = form.cleaned_data["period"] if form.is_valid() else None
    chosen = next((one for one in periods if one.pk == wanted), None)
    if is_regional and periods:
        chosen = chosen or reports.latest_open(periods)
    page = page_of(
        reports.pairs(texts, [chosen] if chosen else periods), request.GET.get("page")
    )
    page.object_list = reports.counted(request.user, page.object_list)
    context = {
        "page": page,
        "form": PeriodFilter({"period": chosen.pk if chosen else ""}, periods=periods),
        "chosen": chosen,
        "is_regional": is_regional,
        "may_publish": policies.can_publish(request.user, chosen),
        "may_reopen": policies.can_reopen(request.user, None),
    }
    return render(request, "monitoring/report_list.html", context)


@require_safe
def report_detail(request: Request, agreement: int, period: int) -> HttpResponse:
    """Every indicator that the period asks for, and what is said of it."""
    report = report_of(request, agreement, period)
    may_import = import_results.allowed(request.user, report.agreement)
    context = {
        "report": report,
        "sees_all": policies.is_of_a_side(
            request.user, report.agreement.municipality_id
        ),
        "may_import": may_import and report.window.allows_writing,
        "may_reopen": report.window == "closed"
        and policies.can_reopen(request.user, report.agreement),
    }
    return render(request, "monitoring/report_detail.html", context)


@require_POST
def results_submit(request: Request, agreement: int, period: int) -> HttpResponse:
    """Hand in every draft, each on its own: what is refused says why, row by row."""
    report = report_of(request, agreement, period)
    if not any(row.may_report for row in report.rows):
        raise PermissionDenied(submit_result.verb)
    told: list[tuple[Any, str]] = []

    def hand_in() -> str:
        told.extend(_handed_in(request, row) for row in report.drafts)
        if not told:
            raise Refused(_("There is no draft to submit."))
        return reverse("monitoring:report_detail", args=[agreement, period])

    led = once(request, hand_in, done="")
    if not told:  # the form was sent twice
        return led
    left = [row for row, why in told if why]
    context = {"report": report, "told": told, "refused": left}
    status = 409 if left else 200
    return render(request, "monitoring/results_submit.html", context, status=status)


def _handed_in(request: Request, row: Any) -> tuple[Any, str]:
    """One draft, and why it was refused; nothing where it was not."""
    submit = cast(Action[Any, Any], submit_result)
    try:
        seen = acting.seen(request, f"seen-{row.latest.pk}")
        submit(row.latest, seen=seen, by=request.user)
    except Refused as refused:
        return row, str(refused)
    return row, ""
