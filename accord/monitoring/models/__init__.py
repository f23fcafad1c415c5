from accord.monitoring.models.figures import PeriodException, PublishedFigure
from accord.monitoring.models.reminders import Reminder
from accord.monitoring.models.results import (
    Evidence,
    Method,
    NoData,
    Origin,
    Outcome,
    Result,
    ResultPart,
    Verification,
)
