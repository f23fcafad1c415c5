"""How many days lie between two days, asked of the database."""

from typing import Any

from django.db.models import Func, IntegerField


class DaysBetween(Func):
    """``DaysBetween(last, first)``: two expressions of days; 0 on the same day."""

    arity = 2
    output_field = IntegerField()
    # PostgreSQL: the difference of two dates is a number of days.
    template = "(CAST(%(expressions)s AS date))"
    arg_joiner = " AS date) - CAST("

    def as_sqlite(self, compiler: Any, connection: Any, **kwargs: Any) -> Any:
        return self.as_sql(
            compiler,
            connection,
            template="CAST(julianday(%(expressions)s) AS integer)",
            arg_joiner=") - julianday(",
            **kwargs,
        )
