"""What the log says, in lines or as JSON, and what it does not keep: links that open an
account, and addresses of mail.
"""

import json
import logging
import re
import sys
import time
import traceback
from collections import OrderedDict
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from accord.lib.numbering import number

# Of an invitation, of a new password, of an address to confirm and of what mails offer,
# in both languages. A test tries each address of the site that takes such a word.
LINKS = re.compile(
    r"(/(?:invitation|choisir|kiezen|confirm|courriel|e-mail)/)[^\s'\"]{8,}"
)
# From the beginning of a word alone: from each letter of it, an address of 60,000 would
# take a quarter of a minute.
LETTER = r"[^\s@'\"<>(),;:=/]"
MAILBOXES = re.compile(rf"(?<!{LETTER}){LETTER}+@{LETTER}+")
# What would begin another line, write elsewhere on a screen or turn its words around.
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
OURS = str(Path(__file__).parents[1])
LIBRARIES = "/site-packages/"


def without_secrets(text: str) -> str:
    return MAILBOXES.sub("…", LINKS.sub(r"\1…", text))


def one_line(text: str) -> str:
    """Whatever a visitor typed: an address may hold a line that looks like ours."""
    return CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


class Line(logging.Formatter):
    """When (UTC), how grave, where, of which request, what; then a traceback."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(number)s %(message)s")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        when = datetime.fromtimestamp(record.created, UTC)
        return when.isoformat(timespec="milliseconds")

    def format(self, record: logging.LogRecord) -> str:
        record.number = number() or "-"
        return without_secrets(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:
        return one_line(super().formatMessage(record))

    def formatException(self, ei: Any) -> str:
        """Moved in: a line that begins with a moment is one of ours."""
        lines = super().formatException(ei).split("\n")
        return "\n".join(f"  {one_line(line)}" for line in lines)


class Json(Line):
    """The same as one object on one line, for programs that gather logs."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "request": number() or None,
            "message": record.getMessage(),
        }
        for name in ("method", "path", "status", "ms", "queries", "person"):
            if hasattr(record, name):
                said[name] = getattr(record, name)
        if record.exc_info:
            said["traceback"] = self.formatException(record.exc_info)
        clean = {
            name: without_secrets(value) if isinstance(value, str) else value
            for name, value in said.items()
        }
        return one_line(json.dumps(clean, ensure_ascii=False, default=str))


FORMATS: dict[str, type[logging.Formatter]] = {"line": Line, "json": Json}


def worth_a_line(record: logging.LogRecord) -> bool:
    """A request that is refused (403, 404, 409) is no fault of ours: no traceback, and
    no line besides that of the request, unless it says why."""
    if getattr(record, "status_code", 500) >= 500:
        return True
    record.exc_info = None
    return record.name != "django.request"


class OneTraceback(logging.Filter):
    """Of a fault that comes again and again, such as a database that is away, one
    traceback; then a line each time, which names the request that has it.

    It is shown again after a while, so that it is not looked for in the log of
    yesterday. No more faults are remembered than ``MOST``.
    """

    SHOWN_AGAIN = 600.0  # seconds: an outage of an hour has six
    MOST = 200

    def __init__(self) -> None:
        super().__init__()
        self.told: OrderedDict[tuple[str, str], tuple[float, str]] = OrderedDict()
        self.lock = Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if error is None:
            return True
        fault, now = (type(error).__name__, _place(error)), time.monotonic()
        with self.lock:
            at, first = self.told.get(fault, (0.0, ""))
            if not at or now - at > self.SHOWN_AGAIN:
                self.told[fault] = now, number() or "-"
                self.told.move_to_end(fault)
                if len(self.told) > self.MOST:
                    self.told.popitem(last=False)
                return True
        said = f"{record.getMessage()}: {fault[0]} ({fault[1]}), as in {first}"
        record.msg, record.args = said, ()
        record.exc_info = record.exc_text = None
        return True


def _place(error: BaseException) -> str:
    """Where it is to be mended: the last line of ours on the way to it.

    What another service refuses has one place, whichever page asked for it: there, the
    last line of all.
    """
    frames = traceback.extract_tb(error.__traceback__)
    ours = [
        one
        for one in frames
        if one.filename.startswith(OURS) and LIBRARIES not in one.filename
    ]
    is_outside = type(error).__name__ in ("OperationalError", "InterfaceError")
    found = frames if is_outside or not ours else ours
    return f"{Path(found[-1].filename).name}:{found[-1].lineno}" if found else "?"


def logging_at(level: str, form: str = "line") -> dict[str, Any]:
    """``LOGGING``: what is at least so severe, on the standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"chosen": {"()": FORMATS[form]}},
        "filters": {
            "worth_a_line": {
                "()": "django.utils.log.CallbackFilter",
                "callback": worth_a_line,
            },
            "one_traceback": {"()": OneTraceback},
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "chosen",
                "filters": ["worth_a_line", "one_traceback"],
                "stream": sys.stderr,
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # What an uploaded signature lacks is said to whoever sent it.
            "pyhanko": {"level": "ERROR"},
            "pyhanko_certvalidator": {"level": "ERROR"},
            # A line for each task would be a line for each message.
            "django_tasks": {"level": "WARNING"},
            "django_tasks_db": {"level": "WARNING"},
        },
    }
