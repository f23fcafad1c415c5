"""From a day to a last day: what holds for a while."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accord.lib.constraints import always

ENDS_AFTER_IT_STARTS = _("It ends after it starts.")


def _open_or(column: str, lookup: str, value: Any) -> Q:
    return Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__{lookup}": value})


def in_order(
    name: str,
    first: str = "starts_on",
    last: str = "ends_on",
    *,
    said: Any = ENDS_AFTER_IT_STARTS,
) -> models.CheckConstraint:
    """The last day is not before the first, where there is a last one."""
    return always(name, _open_or(last, "gte", F(first)), said=said)


class SpannedRows:
    """Beside the class of a queryset: its rows hold on some days, open where empty.

    ``span`` names the columns of the first day and of the last.
    """

    span: ClassVar[tuple[str, str]] = ("starts_on", "ends_on")
    filter: Any

    def valid_on(self, day: date) -> Self:
        return self.overlapping(day, day)

    def overlapping(self, first: date, last: date | None) -> Self:
        """Those that hold on some day from ``first`` to ``last``, or ever after."""
        start, end = self.span
        rows = self.filter(_open_or(end, "gte", first))
        return rows if last is None else rows.filter(_open_or(start, "lte", last))
