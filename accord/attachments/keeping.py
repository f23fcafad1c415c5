"""Keeping a file someone gave: part of the owner's action, in its transaction."""

import hashlib
from typing import Any

from django.core.files.base import File
from django.core.files.storage import storages

from accord.accounts.models import User
from accord.attachments import rules
from accord.attachments.models import Attachment
from accord.journal.models import changes_between, snapshot, trace


def keep(uploaded: File, *, by: User) -> Attachment:
    """Store the bytes, then the row that speaks of them, and trace it.

    Call it inside the owner's action: when that is undone, no row speaks of the bytes,
    and a next attempt finds them there. Raises ``Refused`` when the content is none of
    the types we take; how large it may be is for the form to say.
    """
    kind = rules.examined(uploaded)
    attachment = Attachment(
        sha256=digest(uploaded),
        size=uploaded.size,
        content_type=kind.content_type,
        name=rules.named(uploaded.name or "", kind),
        uploaded_by=by,
    )
    store(attachment.key, uploaded)
    attachment.save(force_insert=True)
    changes = changes_between({}, snapshot(attachment))
    trace(attachment, by=by, verb="attachments.keep", changes=changes)
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
