"""From a day to a last day: what holds for a while."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

ENDS_AFTER_IT_STARTS = _("It ends after it starts.")


def in_order(
    name: str,
    first: str = "starts_on",
    last: str = "ends_on",
    *,
    said: Any = ENDS_AFTER_IT_STARTS,
) -> models.CheckConstraint:
    """The last day is not before the first, where there is a last one."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": F(first)}),
        violation_error_message=said,
    )


class Spanned(models.Model):
    """A row that holds from a day on, to a last day or until further notice."""

    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [in_order("%(class)s_ends_after_it_starts")]


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
        rows = self.filter(Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": first}))
        if last is None:
            return rows
        return rows.filter(
            Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": last})
        )
