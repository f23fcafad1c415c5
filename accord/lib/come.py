"""Which of several days has come: one CASE of SQL, without a lookup for each of them.

Every page that tells of agreements asks this several times over a dozen columns. Django
resolves each condition of a ``Case`` anew, which cost these pages more than all else.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Expression, F, Field, Value


class FirstToHaveCome(Expression):
    """What is said with the first of these columns whose day is not after ``day``.

    ``said``: (column, what it says) in the order they are asked; a value or another
    expression.
    """

    def __init__(
        self,
        day: date,
        said: Iterable[tuple[str, Any]],
        default: Any,
        output_field: Field[Any, Any],
    ) -> None:
        super().__init__(output_field=output_field)
        self.day = day
        columns, values = zip(*said, strict=True)
        self.columns: list[Any] = [F(name) for name in columns]
        self.values: list[Any] = [
            one if hasattr(one, "resolve_expression") else Value(one)
            for one in (*values, default)
        ]

    def get_source_expressions(self) -> list[Any]:
        return [*self.columns, *self.values]

    def set_source_expressions(self, exprs: Any) -> None:
        many = len(self.columns)
        self.columns, self.values = list(exprs[:many]), list(exprs[many:])

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> Any:
        day = connection.ops.adapt_datefield_value(self.day)
        parts, params = ["CASE"], []
        for column, value in zip(self.columns, self.values, strict=False):
            asked, of_asked = compiler.compile(column)
            said, of_said = compiler.compile(value)
            parts.append(f"WHEN {asked} <= %s THEN {said}")
            params += [*of_asked, day, *of_said]
        said, of_said = compiler.compile(self.values[-1])
        return " ".join([*parts, f"ELSE {said} END"]), [*params, *of_said]
