from datetime import date
from typing import Any, Self

from django.db.models import Q

from accord.directory.standing import RegionalRows, Standing
from accord.lib.bilingual import local
from accord.lib.scoping import ScopedQuerySet


class StakeQuerySet(RegionalRows, ScopedQuerySet):
    # Audience

    def theirs(self, user: Any, standing: Standing) -> Q:
        """A municipality those in its agreements, and every organisation its own."""
        own = standing.organisation_ids
        return Q(agreement__municipality__in=own) | Q(organisation__in=own)

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


class ContactQuerySet(RegionalRows, ScopedQuerySet):
    """Whom to call at an organisation: people at work, never public."""

    # Audience

    def theirs(self, user: Any, standing: Standing) -> Q:
        """Who works with a municipality sees its own and the others'.

        Not the people of another municipality. Any organisation sees its own.
        """
        own = Q(organisation__in=standing.organisation_ids)
        if standing.is_municipal:
            own |= ~Q(organisation__kind="municipality")
        return own

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


class ApartQuerySet(RegionalRows, ScopedQuerySet):
    """For who keeps the services: the Region."""
