"""Handing a file out: called by the room that owns it, which asked who may read."""

import re

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase

from accord.attachments.models import Attachment
from accord.attachments.rules import FILMS, KINDS, MB

SHOWN = {kind.content_type for kind in KINDS.values() if kind.may_be_shown}
PLAYED = {KINDS[code].content_type for code in FILMS}
PIECE = 4 * MB  # of a film at a time: who watches it holds no worker meanwhile
BLOCK = 64 * 1024

# Were its content ever more than it seems: of no site of ours, and it fetches nothing.
SEALED = "sandbox; default-src 'none'"
SEALED_FILM = "default-src 'none'; media-src 'self'"  # a sealed page plays no film

# Source: RFC 9110 (HTTP semantics), §§ 13.1.5, 14 and 15.5.17.
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII | re.IGNORECASE)


class OutOfRange(Exception):
    """The part that is asked for lies behind the end."""


def response(
    attachment: Attachment,
    *,
    inline: bool = False,
    request: HttpRequest | None = None,
    is_public: bool = False,
) -> HttpResponseBase:
    """The file, to be saved; or shown, with ``inline``, when its type only draws.

    ``request``, where there is one, may ask for a part of it: a film is wound on. What
    ``is_public`` may be kept on its way, and is asked for again each time, so that it
    is gone the moment it is taken back; of the rest nobody keeps a copy.
    """
    tag = f'"{attachment.sha256}"'
    if is_public and request and request.headers.get("If-None-Match") == tag:
        return _told(HttpResponseNotModified(), attachment, tag, is_public)
    try:
        part = _part_of(attachment, request, tag) if request else None
    except OutOfRange:
        answer = HttpResponse(status=416, content_type=attachment.content_type)
        answer["Content-Range"] = f"bytes */{attachment.size}"
        return _told(answer, attachment, tag, is_public)
    return _told(_sent(attachment, part, inline), attachment, tag, is_public)


def _sent(attachment: Attachment, part: range | None, inline: bool) -> HttpResponseBase:
    asked = range(attachment.size) if part is None else part
    answer = FileResponse(
        attachment.open_at(asked.start, len(asked)),
        as_attachment=not (inline and attachment.content_type in SHOWN),
        filename=attachment.name,
        content_type=attachment.content_type,
        status=200 if part is None else 206,
    )
    answer.block_size = BLOCK
    answer["Content-Length"] = len(asked)
    if part is not None:
        last = part.stop - 1
        answer["Content-Range"] = f"bytes {part.start}-{last}/{attachment.size}"
    return answer


def _told(
    answer: HttpResponseBase, attachment: Attachment, tag: str, is_public: bool
) -> HttpResponseBase:
    is_film = attachment.content_type in PLAYED
    answer["Content-Security-Policy"] = SEALED_FILM if is_film else SEALED
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "public, no-cache" if is_public else "private, no-store"
    answer["Accept-Ranges"] = "bytes"
    answer["ETag"] = tag
    return answer


def _part_of(attachment: Attachment, request: HttpRequest, tag: str) -> range | None:
    """The bytes it asks for; ``None`` for all. Raises ``OutOfRange``.

    Several parts at once, and what is no range at all, are answered with the whole, as
    the standard allows; so is a part of what the reader has in another version. Of a
    film no more than ``PIECE``, which it allows too: the player asks for the next.
    """
    found = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if (
        request.method != "GET"
        or not found
        or request.headers.get("If-Range", tag) != tag
    ):
        return None
    size, (first, last) = attachment.size, found.groups()
    if (not first and not last) or (first and last and int(last) < int(first)):
        return None
    start = int(first) if first else max(0, size - int(last))
    stop = min(size, int(last) + 1) if first and last else size
    if start >= stop:
        raise OutOfRange
    if attachment.content_type in PLAYED:
        stop = min(stop, start + PIECE)
    return range(start, stop)
