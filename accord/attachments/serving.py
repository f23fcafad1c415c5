"""Handing a file out: called by the room that owns it, which asked who may read."""

from django.http import FileResponse

from accord.attachments.models import Attachment
from accord.attachments.rules import KINDS

SHOWN = {kind.content_type for kind in KINDS.values() if kind.may_be_shown}


def response(attachment: Attachment, *, inline: bool = False) -> FileResponse:
    """The file, to be saved; or shown, with ``inline``, when its type only draws.

    Were its content ever more than it seems, the browser treats it as of no site of
    ours (``sandbox``), and nobody on its way keeps a copy.
    """
    shown = inline and attachment.content_type in SHOWN
    answer = FileResponse(
        attachment.open(),
        as_attachment=not shown,
        filename=attachment.name,
        content_type=attachment.content_type,
    )
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
