"""Rows of another table as one column: what would be a query for each kind of them."""

from typing import Any

from django.db.models import Aggregate, JSONField


class Gathered(Aggregate):
    """All the values as a JSON array; ``[{…}, {…}]`` of a ``JSONObject``.

    Only what looks the same in JSON on every database: text, whole numbers, yes or no.
    """

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)
