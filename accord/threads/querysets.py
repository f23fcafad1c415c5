from typing import Self

from django.db.models import Model, Q

from accord.lib.owned import OnRecordQuerySet
from accord.threads.owners import OWNERS


class RemarkQuerySet(OnRecordQuerySet):
    """What is said on a record stays between those who read it."""

    owners = OWNERS

    # Filters

    def on(self, record: Model) -> Self:
        """In the order they were said."""
        rows = super().on(record)
        return rows.select_related("author", "organisation").order_by("at", "pk")

    def of_the_region(self) -> Self:
        return self.filter(organisation__kind="region")

    def still_open(self) -> Self:
        return self.filter(settled_at__isnull=True, answers__isnull=True)

    def in_open_threads(self) -> Self:
        """Those that are not settled, with their answers."""
        own = Q(answers__isnull=True, settled_at__isnull=True)
        return self.filter(
            own | Q(answers__isnull=False, answers__settled_at__isnull=True)
        )
