"""Many short values told in one column, so that they cost no query of their own."""

from typing import Any

from django.db.models import Aggregate, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast


class _Joined(Aggregate):
    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, ' ')"
    output_field = TextField()

    def as_sqlite(self, *args: Any, **kwargs: Any) -> Any:
        return self.as_sql(*args, function="GROUP_CONCAT", **kwargs)


def joined(rows: QuerySet[Any], column: str, *, of: str, outer: str = "pk") -> Subquery:
    """The values of ``column``, which have no space in them, in any order.

    Of the ``rows`` whose ``of`` is the outer row's ``outer``; null where there is none.
    """
    theirs = rows.filter(**{of: OuterRef(outer)}).order_by().values(of)
    every = theirs.annotate(every=_Joined(Cast(column, TextField())))
    return Subquery(every.values("every"))
