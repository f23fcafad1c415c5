from typing import Self

from django.db.models import Q
from django.db.models.functions import Lower

from accord.lib.bilingual import local
from accord.lib.scoping import PublicQuerySet, ScopedQuerySet


class SourceQuerySet(PublicQuerySet):
    """Sources are public: a figure nobody can trace convinces nobody."""

    # Filters

    def matching(self, text: str) -> Self:
        """Every word is somewhere in the publisher or the title."""
        found = self
        for word in text.replace("\0", " ").split():  # PostgreSQL takes no null
            found = found.filter(
                Q(publisher_fr__icontains=word)
                | Q(publisher_nl__icontains=word)
                | Q(title_fr__icontains=word)
                | Q(title_nl__icontains=word)
            )
        return found

    # Shapes

    def for_table(self) -> Self:
        return self.order_by("kind", Lower(local("publisher")), "-latest_on", "code")


class FactQuerySet(ScopedQuerySet):
    """Facts: the public sees those published; each room says who else sees more."""

    # Audience

    def public(self) -> Self:
        return self.filter(state="published")

    # Filters

    def published(self) -> Self:
        return self.filter(state="published")

    def standing(self) -> Self:
        """Not struck."""
        return self.exclude(state="struck")
