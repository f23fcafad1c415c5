from typing import Self

from accord.lib.bilingual import local
from accord.lib.scoping import PublicQuerySet, ScopedQuerySet


class SourceQuerySet(PublicQuerySet):
    """Sources are public: a figure nobody can trace convinces nobody."""

    # Shapes

    def for_table(self) -> Self:
        return self.order_by("kind", local("publisher"), "-latest_on", "code")


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

    def shown(self, *, drafts: bool) -> Self:
        """What a page shows: published facts and, for a preview, drafts too."""
        return self.standing() if drafts else self.published()
