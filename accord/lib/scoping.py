"""Who sees which rows."""

from typing import Any, Self

from django.db import models
from django.db.models import Case, Q, Value, When

from accord.lib.bilingual import local


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

    def select_related(self, *fields: Any) -> Self:
        """By name only: without one, Django follows every key, and theirs in turn.

        On PostgreSQL a join of dozens of tables takes minutes to plan. ``None`` joins
        nothing, as ever.
        """
        if not fields:
            raise TypeError("select_related() needs the names of what it joins")
        return super().select_related(*fields)


class PublicQuerySet(ScopedQuerySet):
    """Reference data that anyone may read."""

    def visible_to(self, user: Any) -> Self:
        return self

    def public(self) -> Self:
        return self


class AddressedQuerySet(PublicQuerySet):
    """Reference data with an address of its own in each language."""

    def addressed(self, slug: str) -> Self:
        """The one record at an address of either language, or once there.

        A shared link still works. One record's French address may be another's Dutch
        one, and the former one of a third: the reader's language goes first, then an
        address of today, then the order the rows have already.
        """
        former = self._once_at(slug)
        now = Q(slug_fr=slug) | Q(slug_nl=slug)
        place = Case(
            When(**{local("slug"): slug}, then=Value(0)),
            When(now, then=Value(1)),
            default=Value(2),
        )
        rows = self.filter(now | Q(pk__in=former))
        return rows.order_by(place, *self.query.order_by, "pk")[:1]

    def _once_at(self, slug: str) -> Any:
        addresses = self.model._meta.apps.get_model("journal", "FormerAddress")
        # audience: that of the records themselves
        theirs = addresses.objects.filter(
            record_type__app_label=self.model._meta.app_label,
            record_type__model=self.model._meta.model_name,
            slug=slug,
        )
        return theirs.values("record_id")
