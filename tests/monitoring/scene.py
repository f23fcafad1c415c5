"""What the pages of the access matrix are about, of what Ixelles reports."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from accord.monitoring.actions.reporting import (
    add_evidence,
    start_result,
    submit_result,
)
from accord.monitoring.actions.verifying import return_result, verify_result
from accord.monitoring.actions.workbooks import receive_workbook
from accord.monitoring.models import PeriodException, Result
from accord.monitoring.reading.reports import opened
from accord.monitoring.workbook import writing
from tests.instruments.rows import PDF
from tests.monitoring.rows import asked


def result_in(cast: Any, made: Any, number: int, state: str) -> Result:
    """What Ines reported on one indicator, brought to a state."""
    result = start_result(
        made.series[number], period=made.period, value=Decimal(30), by=cast.ines
    )
    if state != "draft":
        submit_result(result, by=cast.ines)
    if state == "verified":
        verify_result(result, by=cast.remy)
    if state == "returned":
        return_result(result, comment="Quelles rues ?", by=cast.remy)
    return result


def uploaded(cast: Any, made: Any) -> Any:
    """Its workbook, uploaded by Ines as it was downloaded."""
    report = opened(cast.ines, made.agreement.pk, made.period.pk)
    assert report
    file = ContentFile(writing.write(report).read(), name="w.xlsx")
    return receive_workbook(made.agreement, file=file, by=cast.ines)


def reporting(cast: Any) -> dict[str, list[Any]]:
    made = asked(cast, how_many=3)
    draft, submitted, verified = (
        result_in(cast, made, number, state)
        for number, state in enumerate(("draft", "submitted", "verified"))
    )
    evidence = add_evidence(
        draft, title="Liste", file=ContentFile(PDF, name="l.pdf"), by=cast.ines
    )
    exception = PeriodException.objects.create(
        agreement=made.agreement,
        period=made.period,
        opened_until=timezone.localdate() + timedelta(days=7),
        reason="Panne.",
        granted_by=cast.rita,
    )
    report = [made.agreement.pk, made.period.pk]
    return {
        "monitoring:report_detail": report,
        "monitoring:results_submit": report,
        "monitoring:workbook_download": report,
        "monitoring:workbook_upload": report,
        "monitoring:workbook_load": [*report, uploaded(cast, made).pk],
        "monitoring:period_reopen": report,
        "monitoring:period_publish": [made.period.pk],
        "monitoring:result_report": [made.series[0].pk, made.period.pk],
        "monitoring:result_detail": [draft.pk],
        "monitoring:result_submit": [draft.pk],
        "monitoring:evidence_add": [draft.pk],
        "monitoring:evidence_download": [evidence.pk],
        "monitoring:result_verify": [submitted.pk],
        "monitoring:result_return": [submitted.pk],
        "monitoring:result_correct": [verified.pk],
        "monitoring:exception_close": [exception.pk],
    }
