"""Keeping a file someone gave: part of the owner's action, in its transaction."""

import hashlib
import logging
from typing import Any

from django.core.files.base import File
from django.core.files.storage import storages
from django.utils.translation import gettext as _

from accord.accounts.models import User
from accord.attachments import rules
from accord.attachments.models import Attachment
from accord.attachments.preparing import prepared
from accord.journal.models import trace
from accord.lib.errors import Refused

log = logging.getLogger(__name__)


def keep(uploaded: File, *, by: User, is_ours: bool = False) -> Attachment:
    """Store the bytes, then the row that speaks of them, and trace it.

    Call it inside the owner's action: when that is undone, no row speaks of the bytes,
    and a next attempt finds them there. Raises ``Refused`` when the content is none of
    the types we take, or infected; how large it may be is for the form to say.

    A picture is drawn again: what is kept, and its digest, are of what it shows alone.
    ``is_ours`` is for what is written here: the antivirus is not asked.
    """
    file = prepared(uploaded, is_ours=is_ours)
    attachment = Attachment(
        sha256=digest(file),
        size=file.size,
        content_type=file.kind.content_type,
        name=rules.named(uploaded.name or "", file.kind),
        uploaded_by=by,
        carries=" ".join(file.carries),
    )
    try:
        store(attachment.key, file)
    except OSError as error:
        log.exception("A file could not be stored")
        raise Refused(
            _("The file could not be stored: nothing was changed. Try again later.")
        ) from error
    attachment.save(force_insert=True)
    trace(attachment, by=by, verb="attachments.keep")
    return attachment


def digest(file: File | Any) -> str:
    """The SHA-256 of all its bytes, in hexadecimal; the file is left at its start."""
    found = hashlib.sha256()
    for block in file.chunks():
        found.update(block)
    file.seek(0)
    return found.hexdigest()


def store(key: str, file: File) -> None:
    """Put the bytes under ``key``, unless they are there already, all of them."""
    storage = storages["attachments"]
    if storage.exists(key) and storage.size(key) == file.size:
        return
    storage.save(key, file)
