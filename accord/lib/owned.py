"""What is put on records of any room: a file, a remark.

Whose records they are, each room says for itself (``OWNERS``); who reads a record reads
what is on it.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from accord.lib.fields import key
from accord.lib.scoping import ScopedQuerySet


class OnRecord(models.Model):
    """A row that is on one record; its history is the record's."""

    IN_FILE = "owner"

    owner_type = key(ContentType)
    owner_id = models.BigIntegerField()
    owner = GenericForeignKey("owner_type", "owner_id")

    class Meta:
        abstract = True


class OnRecordQuerySet(ScopedQuerySet):
    owners: ClassVar[Mapping[str, Any]]

    # Audience

    def visible_to(self, user: Any) -> Self:
        """Those on the records that this person reads."""
        theirs = Q(pk__in=[])
        for owner in self.owners.values():
            kind = ContentType.objects.get_for_model(owner.model)
            rows = owner.audience(user).order_by().values("pk")
            theirs |= Q(owner_type=kind, owner_id__in=rows)
        return self.filter(theirs)

    # Filters

    def on(self, record: models.Model) -> Self:
        kind = ContentType.objects.get_for_model(record)
        return self.filter(owner_type=kind, owner_id=record.pk)
