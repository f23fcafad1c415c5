"""What people do with files on records."""

from typing import Any

from django.core.files.base import File
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.attachments.keeping import keep
from accord.attachments.models import Filed
from accord.attachments.owners import owner_of
from accord.attachments.policies import can_file, can_withdraw
from accord.lib.saving import save
from accord.workflow import ADDS, action


@action(
    allowed=can_file,
    label=_("Add a file"),
    told=_("put a file there"),
    lede=_(
        "Whoever reads this record reads its files. Where a picture was taken, and by "
        "whom, is taken out of it; of one that moves, the picture alone is kept."
    ),
    submit=_("Add"),
    done=_("The file is there."),
    unseen=ADDS,
)
def add_file(
    record: Model, *, by: User, file: File | Any, title: str, is_sensitive: bool = False
) -> Filed:
    """Put a file on a record that holds files."""
    return save(
        Filed(owner=record),
        attachment=keep(file, by=by),
        title=title,
        is_sensitive=is_sensitive or owner_of(record).is_sensitive,
        by=by,
    )


@action(
    allowed=can_withdraw,
    label=_("Withdraw"),
    told=_("withdrew the file"),
    title=_("Withdraw a file"),
    lede=_(
        "Nobody can open it any more. Its title, and who put it there and withdrew it, "
        "stay in the history."
    ),
    done=_("The file is withdrawn."),
    is_grave=True,
)
def withdraw_file(filed: Filed, *, by: User) -> None:
    """Nobody opens it any more; that it was there stays known."""
    filed.require_there()
    filed.withdrawn_by, filed.withdrawn_at = by, timezone.now()
    filed.save(update_fields=["withdrawn_by", "withdrawn_at"])
