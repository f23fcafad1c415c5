from datetime import date
from typing import Any, Self

from django.db.models import Q

from accord.directory.standing import standing_of
from accord.lib.bilingual import local
from accord.lib.scoping import ScopedQuerySet


class StakeQuerySet(ScopedQuerySet):
    # Audience

    def visible_to(self, user: Any) -> Self:
        """The Region sees all; the others theirs.

        A municipality those in its own agreements, and every organisation its own.
        """
        standing = standing_of(user)
        if standing.is_regional:
            return self
        own = standing.organisation_ids
        return self.filter(Q(agreement__municipality__in=own) | Q(organisation__in=own))

    # Filters

    def standing(self) -> Self:
        return self.filter(ended_on__isnull=True)

    def valid_on(self, day: date) -> Self:
        """On the day it ended it no longer counts."""
        return self.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gt=day), starts_on__lte=day
        )

    def of_agreement(self, agreement: Any) -> Self:
        return self.filter(agreement=agreement)

    def at(self, lineage: Any) -> Self:
        return self.filter(lineage=lineage)

    def of_service(self, service: Any) -> Self:
        return self.filter(service=service)

    def of_organisation(self, organisation: Any) -> Self:
        return self.filter(organisation=organisation)

    # Shapes

    def for_page(self) -> Self:
        return self.select_related("organisation", "service", "contact").order_by(
            local("organisation__sort"), "pk"
        )


class ContactQuerySet(ScopedQuerySet):
    """Whom to call at an organisation: people at work, never public."""

    # Audience

    def visible_to(self, user: Any) -> Self:
        """The Region sees all; who works with a municipality its own and the others'.

        Not the people of another municipality. Any organisation sees its own.
        """
        standing = standing_of(user)
        if standing.is_regional:
            return self
        own = Q(organisation__in=standing.organisation_ids)
        if standing.is_municipal:
            own |= ~Q(organisation__kind="municipality")
        return self.filter(own)

    # Filters

    def standing(self) -> Self:
        return self.filter(left_on__isnull=True)

    def of_organisation(self, organisation: Any) -> Self:
        return self.filter(organisation=organisation)

    def of_service(self, service: Any) -> Self:
        return self.filter(service=service)

    # Shapes

    def for_page(self) -> Self:
        """The standing ones first."""
        return self.select_related("organisation", "service").order_by(
            "left_on", "name__letters", "pk"
        )


class ApartQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Who keeps the services: the Region."""
        return self if standing_of(user).is_regional else self.none()
