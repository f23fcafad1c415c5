from typing import Any, Self

from accord.attachments.owners import OWNERS
from accord.lib.owned import OnRecordQuerySet
from accord.lib.scoping import ScopedQuerySet


class AttachmentQuerySet(ScopedQuerySet):
    """Files have no audience of their own: the record they belong to has one."""

    # Audience

    def visible_to(self, user: Any) -> Self:
        return self.none()


class FiledQuerySet(OnRecordQuerySet):
    """Files on records, withdrawn ones too."""

    owners = OWNERS

    # Filters

    def standing(self) -> Self:
        """Those that can be opened."""
        return self.filter(withdrawn_at=None)

    # Shapes

    def for_list(self) -> Self:
        return self.select_related("attachment", "by", "withdrawn_by").order_by("-pk")
