from typing import Any, Self

from accord.lib.scoping import ScopedQuerySet


class AttachmentQuerySet(ScopedQuerySet):
    """Files have no audience of their own: the record they belong to has one."""

    # Audience

    def visible_to(self, user: Any) -> Self:
        return self.none()
