"""Who sees which rows."""

from typing import Any, Self

from django.db import models


class ScopedQuerySet(models.QuerySet[Any, Any]):
    """A queryset that knows its audience.

    Pages, exports and open data start from ``visible_to(user)`` or ``public()``, never
    from ``all()``. Foreign keys of a scoped model set ``related_name="+"``: without a
    reverse accessor, ``agreement.steps.all()`` cannot walk around its audience.
    ``tests/house/test_visibility.py`` checks both.
    """

    def visible_to(self, user: Any) -> Self:
        raise NotImplementedError(f"{type(self).__name__} must say who sees its rows")

    def public(self) -> Self:
        return self.none()


class PublicQuerySet(ScopedQuerySet):
    """Reference data that anyone may read."""

    def visible_to(self, user: Any) -> Self:
        return self

    def public(self) -> Self:
        return self
