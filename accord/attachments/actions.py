"""What people do with files on records."""

from typing import Any

from django.core.files.base import File
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.accounts.models import User
from accord.attachments.keeping import keep
from accord.attachments.models import Filed
from accord.attachments.owners import owner_of
from accord.attachments.policies import can_file, can_withdraw
from accord.lib.errors import Refused
from accord.workflow import action


@action(
    allowed=can_file,
    label=gettext_lazy("Add a file"),
    told=gettext_lazy("put a file there"),
)
def add_file(
    record: Model, *, by: User, file: File | Any, title: str, is_sensitive: bool = False
) -> Filed:
    """Put a file on a record that holds files."""
    filed = Filed(
        attachment=keep(file, by=by),
        owner=record,
        title=title,
        is_sensitive=is_sensitive or owner_of(record).is_sensitive,
        by=by,
    )
    filed.save(force_insert=True)
    return filed


@action(
    allowed=can_withdraw,
    label=gettext_lazy("Withdraw"),
    told=gettext_lazy("withdrew the file"),
)
def withdraw_file(filed: Filed, *, by: User) -> None:
    """Nobody opens it any more; that it was there stays known."""
    if filed.withdrawn_at:
        raise Refused(_("This file was withdrawn already."))
    filed.withdrawn_by, filed.withdrawn_at = by, timezone.now()
    filed.save(update_fields=["withdrawn_by", "withdrawn_at"])
