"""The datasets with the columns that stay in the house, for who may see the rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField, Value

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

AT_ONCE = 1000  # rows the database hands over at a time


@dataclass(frozen=True)
class Export:
    """A table, and its rows for a reader as of a day."""

    table: Table
    rows: Callable[[User, date], Iterator[Any]]


def _commitments(user: User, day: date) -> Iterator[Any]:
    rows = Commitment.objects.visible_to(user).on(day)
    return commitment_rows(rows).iterator(AT_ONCE)


def _targets(user: User, day: date) -> Iterator[Any]:
    rows = Target.objects.visible_to(user).on(day)
    return target_rows(rows).iterator(AT_ONCE)


def _results(user: User, day: date) -> Iterator[Any]:
    """Every revision handed in by that day; drafts are their author's alone."""
    rows = Result.objects.visible_to(user).filter(submitted_on__lte=day)
    said = rows.exclude(state="draft").annotate(on=Value(day, output_field=DateField()))
    return result_rows(said).iterator(AT_ONCE)


EXPORTS = {
    one.table.name: one
    for one in (
        Export(COMMITMENTS_INTERNAL, _commitments),
        Export(TARGETS_INTERNAL, _targets),
        Export(RESULTS_INTERNAL, _results),
    )
}
