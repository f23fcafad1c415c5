from typing import Any, Self

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q

from accord.attachments.owners import OWNERS
from accord.lib.scoping import ScopedQuerySet


class AttachmentQuerySet(ScopedQuerySet):
    """Files have no audience of their own: the record they belong to has one."""

    # Audience

    def visible_to(self, user: Any) -> Self:
        return self.none()


class FiledQuerySet(ScopedQuerySet):
    # Audience

    def visible_to(self, user: Any) -> Self:
        """Files on records whose files this person reads, withdrawn ones too."""
        theirs = Q(pk__in=[])
        for owner in OWNERS.values():
            kind = ContentType.objects.get_for_model(owner.model)
            rows = owner.audience(user).order_by().values("pk")
            theirs |= Q(owner_type=kind, owner_id__in=rows)
        return self.filter(theirs)

    # Filters

    def standing(self) -> Self:
        """Those that can be opened."""
        return self.filter(withdrawn_at=None)

    def on(self, record: Model) -> Self:
        kind = ContentType.objects.get_for_model(record)
        return self.filter(owner_type=kind, owner_id=record.pk)

    # Shapes

    def for_list(self) -> Self:
        return self.select_related("attachment", "by", "withdrawn_by").order_by("-pk")
