from typing import Self

from accord.lib.alphabet import alphabetical, holding, in_both
from accord.lib.scoping import PublicQuerySet, ScopedQuerySet


class SourceQuerySet(PublicQuerySet):
    """Sources are public: a figure nobody can trace convinces nobody."""

    # Filters

    def matching(self, text: str) -> Self:
        """Every word is somewhere in the publisher or the title."""
        return self.filter(holding(text, *in_both("publisher", "title")))

    # Shapes

    def for_table(self) -> Self:
        return self.order_by("kind", alphabetical("publisher"), "-latest_on", "code")


class KeptRegisterQuerySet(PublicQuerySet):
    """Which register it is stands on every page."""


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
