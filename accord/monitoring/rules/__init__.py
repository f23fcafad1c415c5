"""The method of following an agreement: totals, progress, and what may be reported."""

from accord.monitoring.rules.overall import Overall, Standing
from accord.monitoring.rules.progress import Progress, Reason, Tally, Verdict, progress
from accord.monitoring.rules.reminding import ReminderKind, reminder_on
from accord.monitoring.rules.reporting import (
    FIGURE_OR_REASON,
    PartsFault,
    Window,
    decrease_needs_reason,
    lateness,
    parts_fault,
    says_both,
    window,
)
from accord.monitoring.rules.rollup import (
    Amount,
    Total,
    explained,
    has_ended,
    over_territory,
    over_time,
)

__all__ = [
    "FIGURE_OR_REASON",
    "Amount",
    "Overall",
    "PartsFault",
    "Progress",
    "Reason",
    "ReminderKind",
    "Standing",
    "Tally",
    "Total",
    "Verdict",
    "Window",
    "decrease_needs_reason",
    "explained",
    "has_ended",
    "lateness",
    "over_territory",
    "over_time",
    "parts_fault",
    "progress",
    "reminder_on",
    "says_both",
    "window",
]
