"""Asking ClamAV whether a file is harmful, before it is kept.

Its daemon reads what it is sent, in lengths and blocks, and answers one line
(``INSTREAM``: clamd(8), “COMMANDS”). Where one is configured and does not answer, no
file comes in: what was not looked at is not known to be clean.
"""

import logging
import socket
import struct
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from accord.lib.errors import Refused

BLOCK = 1 << 16
WAIT = 60  # seconds for each answer: a large file takes it a while
LONGEST_ANSWER = 4096

log = logging.getLogger(__name__)


def require_clean(file: Any) -> None:
    """Raise ``Refused`` unless it is; without ``CLAMAV``, nothing is asked.

    The file is left at its start.
    """
    if not settings.CLAMAV:
        return
    try:
        answer = _asked(file)
    except OSError as error:
        log.error("The antivirus %s does not answer: %s", settings.CLAMAV, error)
        raise _not_now() from error
    finally:
        file.seek(0)
    if answer == "stream: OK":
        return
    if answer.endswith(" FOUND"):
        found = answer.removeprefix("stream: ").removesuffix(" FOUND")
        log.warning("The antivirus refused a file: %s", found)
        raise Refused(
            _(
                "The antivirus found “%(found)s” in this file: it is not kept. Have "
                "the device it comes from checked."
            )
            % {"found": found[:80]}
        )
    log.error("The antivirus %s answered: %s", settings.CLAMAV, answer)
    if "size limit exceeded" in answer:
        raise Refused(_("This file is too large for the antivirus: it is not kept."))
    raise _not_now()


def require_answer() -> None:
    """``OSError`` where it is away, or says something else than that it is there."""
    with _connected() as line:
        line.sendall(b"zPING\0")
        if line.recv(16).rstrip(b"\0") != b"PONG":
            raise ConnectionError("it does not answer a ping")


def _asked(file: Any) -> str:
    """Its answer, without the end sign; ``OSError`` when it does not say all of it."""
    with _connected() as line:
        line.sendall(b"zINSTREAM\0")
        file.seek(0)
        try:
            while block := file.read(BLOCK):
                line.sendall(struct.pack("!L", len(block)) + block)
            line.sendall(struct.pack("!L", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has heard enough, and has said why
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
            block = line.recv(1024)
            if not block:
                raise ConnectionError("it hung up")
            answer += block
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def _connected() -> socket.socket:
    """``host:port``, or the path of a local socket."""
    if settings.CLAMAV.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(WAIT)
        try:
            line.connect(settings.CLAMAV)
        except OSError:
            line.close()
            raise
        return line
    host, _colon, port = settings.CLAMAV.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=WAIT)


def _not_now() -> Refused:
    return Refused(
        _(
            "No file can be taken now: the antivirus does not answer. Try again later; "
            "the administrators see it in the log."
        )
    )
