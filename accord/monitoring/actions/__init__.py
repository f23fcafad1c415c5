"""What people do with results: report, hand in, verify, return, reopen, publish."""

from accord.monitoring.actions.publishing import publish_period
from accord.monitoring.actions.reporting import (
    add_evidence,
    correct_result,
    edit_result,
    import_results,
    start_result,
    submit_result,
)
from accord.monitoring.actions.verifying import (
    close_exception,
    reopen_period,
    return_result,
    verify_result,
)
from accord.monitoring.actions.workbooks import receive_workbook

__all__ = [
    "add_evidence",
    "close_exception",
    "correct_result",
    "edit_result",
    "import_results",
    "publish_period",
    "receive_workbook",
    "reopen_period",
    "return_result",
    "start_result",
    "submit_result",
    "verify_result",
]
