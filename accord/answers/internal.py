"""The datasets with the columns that stay in the house, for who may see the rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField, QuerySet, Value

from accord.accounts.models import User
from accord.instruments.exports import (
    COMMITMENTS_INTERNAL,
    TARGETS_INTERNAL,
    commitment_rows,
    target_rows,
)
from accord.instruments.models import Commitment, Target
from accord.lib.tabular import Table
from accord.monitoring.exports import RESULTS_INTERNAL, result_rows
from accord.monitoring.models import Result


@dataclass(frozen=True)
class Export:
    """A table, and its rows for a reader as of a day."""

    table: Table
    rows: Callable[[User, date], QuerySet[Any]]


def _results(user: User, day: date) -> QuerySet[Any]:
    """Every revision handed in by that day; drafts are their author's alone."""
    rows = Result.objects.visible_to(user).filter(submitted_on__lte=day)
    said = rows.exclude(state="draft").annotate(on=Value(day, output_field=DateField()))
    return result_rows(said)


EXPORTS = {
    one.table.name: one
    for one in (
        Export(
            COMMITMENTS_INTERNAL,
            lambda user, day: commitment_rows(
                Commitment.objects.visible_to(user).on(day)
            ),
        ),
        Export(
            TARGETS_INTERNAL,
            lambda user, day: target_rows(Target.objects.visible_to(user).on(day)),
        ),
        Export(RESULTS_INTERNAL, _results),
    )
}
