"""What the log says, and what it does not keep: addresses that open an account."""

import logging
import re
import sys
from typing import Any

# Of an invitation, of a new password and of what mails offer, in both languages: see
# the rooms' urls.py.
LINKS = re.compile(r"(/(?:invitation|choisir|kiezen|courriel|e-mail)/)[^\s'\"]{8,}")


class WithoutLinks(logging.Filter):
    """Cut them short: a form that is refused has its address in the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        cut = LINKS.sub(r"\1…", said)
        if cut != said:
            record.msg, record.args = cut, ()
        return True


def refusals_in_one_line(record: logging.LogRecord) -> bool:
    """A request that is refused (403, 404, 409, a damaged form) is no fault of ours."""
    if getattr(record, "status_code", 500) < 500:
        record.exc_info = None
    return True


def logging_at(level: str) -> dict[str, Any]:
    """``LOGGING``: what is at least so severe, on the standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
        },
        "filters": {
            "refusals_in_one_line": {
                "()": "django.utils.log.CallbackFilter",
                "callback": refusals_in_one_line,
            },
            "without_links": {"()": WithoutLinks},
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["without_links", "refusals_in_one_line"],
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
