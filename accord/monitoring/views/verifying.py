"""What the Region does with results: verify, return, reopen, publish."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accord import acting
from accord.accounts.http import Request
from accord.framework.models import ReportingPeriod
from accord.lib.paging import page_of
from accord.monitoring import policies, wording
from accord.monitoring.actions import verifying
from accord.monitoring.actions.publishing import publish_period
from accord.monitoring.forms import (
    MunicipalityFilter,
    ReopenForm,
    ReturnForm,
    VerificationForm,
)
from accord.monitoring.models import Evidence, PeriodException, Result
from accord.monitoring.reading.preview import preview_of
from accord.monitoring.rules.rollup import explained
from accord.monitoring.views.common import REPORTS, about, report_of, result_of
from accord.workflow import versioned


@require_safe
def verification_list(request: Request) -> HttpResponse:
    """What awaits verification, the oldest first."""
    if not policies.can_follow(request.user):
        raise PermissionDenied("monitoring.follow")
    form = MunicipalityFilter(request.GET)
    place = form.cleaned_data["municipality"] if form.is_valid() else None
    rows = Result.objects.visible_to(request.user).awaiting()
    rows = rows.filter(series__agreement__municipality=place) if place else rows
    page = page_of(rows, request.GET.get("page"))
    said = [
        (one, wording.reported_in_words(one, one.series.definition)) for one in page
    ]
    context = {"form": form, "page": page, "rows": said, "place": place}
    return render(request, "monitoring/verification_list.html", context)


@acting.GET_POST
def result_verify(request: Request, pk: int) -> HttpResponse:
    result = result_of(request, pk)
    definition = result.series.definition
    waiting = (_("What awaits verification"), "monitoring:verification_list")
    return acting.take(
        request,
        verifying.verify_result,
        result,
        partial(
            VerificationForm,
            definition=definition,
            may_correct=result.reported is not None,
        ),
        template="monitoring/result_verify.html",
        definition=definition,
        figure=wording.reported_in_words(result, definition),
        target=wording.figure_in_words(result.target, definition),
        counting=explained(definition.reported_as),
        evidence=Evidence.objects.visible_to(request.user).of_all([result]),
        **about(result) | {"trail": [waiting, (definition.name, result)]},
    )


@acting.GET_POST
def result_return(request: Request, pk: int) -> HttpResponse:
    result = result_of(request, pk)
    return acting.take(
        request, verifying.return_result, result, ReturnForm, **about(result)
    )


@require_safe
def exception_list(request: Request) -> HttpResponse:
    """The periods that were opened again, for whom, until when and why."""
    rows = versioned(PeriodException.objects.visible_to(request.user).for_table())
    page = page_of(rows, request.GET.get("page"))
    context = {
        "page": page,
        "may_reopen": policies.can_reopen(request.user, None),
        "today": timezone.localdate(),
    }
    return render(request, "monitoring/exception_list.html", context)


@acting.GET_POST
def period_reopen(request: Request, agreement: int, period: int) -> HttpResponse:
    report = report_of(request, agreement, period)
    return acting.take(
        request,
        verifying.reopen_period,
        report.agreement,
        ReopenForm,
        act=partial(verifying.reopen_period, report.agreement, period=report.period),
        trail=[REPORTS, (report, report)],
        about=report,
    )


@acting.GET_POST
def exception_close(request: Request, pk: int) -> HttpResponse:
    rows = PeriodException.objects.visible_to(request.user).for_table()
    exception = get_object_or_404(rows, pk=pk)
    return acting.take(
        request,
        verifying.close_exception,
        exception,
        trail=[REPORTS, (_("Periods opened again"), "monitoring:exception_list")],
        about=f"{exception.agreement.municipality.name}, {exception.period.label}",
    )


@acting.GET_POST
def period_publish(request: Request, pk: int) -> HttpResponse:
    """Shows what becomes public, then makes exactly that public."""
    rows = ReportingPeriod.objects.visible_to(request.user).select_related("calendar")
    period = get_object_or_404(versioned(rows), pk=pk)
    publish_period.require(request.user, period)
    home = f"{reverse('monitoring:report_list')}?period={period.pk}"
    preview = preview_of(period)
    return acting.take(
        request,
        publish_period,
        period,
        trail=[(REPORTS[0], home)],
        carries={"inputs": preview.inputs},
        act=partial(publish_period, period, inputs=request.POST.get("inputs", "")),
        then=lambda _none: home,
        about=f"{period.calendar} – {period.label}",
        template="monitoring/period_publish.html",
        preview=preview,
    )
