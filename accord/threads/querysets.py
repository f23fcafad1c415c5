from typing import Any, Self

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q

from accord.lib.scoping import ScopedQuerySet
from accord.threads.owners import OWNERS


class RemarkQuerySet(ScopedQuerySet):
    # Audience

    def visible_to(self, user: Any) -> Self:
        """Remarks on the records that this person reads."""
        theirs = Q(pk__in=[])
        for owner in OWNERS.values():
            kind = ContentType.objects.get_for_model(owner.model)
            rows = owner.audience(user).order_by().values("pk")
            theirs |= Q(owner_type=kind, owner_id__in=rows)
        return self.filter(theirs)

    def public(self) -> Self:
        """What is said on a record stays between those who read it."""
        return self.none()

    # Filters

    def on(self, record: Model) -> Self:
        """In the order they were said."""
        kind = ContentType.objects.get_for_model(record)
        rows = self.filter(owner_type=kind, owner_id=record.pk)
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
