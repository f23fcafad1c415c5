"""Whether a stranger's file is a PDF that readers open, and what it carries.

Readers take what stands before the header (a mark, an empty line) and after the end
(padding of a scanner, the page of a portal behind its download): so do we. Whether it
can be opened is tried with a real reader, in a process of its own (``pdflook``); one
whose table of places is wrong is mended by readers, and is taken too.
"""

import re
from collections import OrderedDict
from hashlib import sha256

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.lib import children, pdflook

HEADER_WITHIN = 1024  # bytes; ISO 32000-1, annex H, note 13 on § 3.4.1
MEGABYTES, SECONDS = 1024, 10  # that looking at one may take
REMEMBERED = 200  # of the last ones: a form sent again has the same file

TOLD: dict[str, str | Promise] = {
    "script": _("It holds a script, which some programs run when it is opened."),
    "program": _("It asks to start another program."),
    "sends": _("It holds a form that sends what is filled in to an address."),
    "form": _("It holds a form that many programs cannot show."),
    "files": _("It holds other files."),
    "unread": _("Not all of it could be looked at."),
}

_END = re.compile(rb"startxref\s+(\d+)\s*(?:%%EOF\r?\n?)?")
# One figure of its number: with all, a file of figures alone would take hours.
_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")
_LENGTH = re.compile(rb"/Linearized.{0,200}?/L\s+(\d+)", re.DOTALL)
_known: OrderedDict[bytes, tuple[str, ...]] = OrderedDict()


class Damaged(ValueError):
    """No reader opens it, or its end is missing."""


class Locked(ValueError):
    """It opens with a password alone."""


class TooMuch(ValueError):
    """Opening it asks for more memory or time than one file may take."""


def begins(head: bytes) -> bool:
    return b"%PDF-" in head[:HEADER_WITHIN]


def core(content: bytes) -> bytes:
    """From its header to its end, without what stands around. Raises ``Damaged``."""
    start = content.find(b"%PDF-", 0, HEADER_WITHIN + 5)
    last = _END.match(content, max(content.rfind(b"startxref"), 0))
    if start < 0 or last is None:
        raise Damaged
    found = content[start : last.end()]
    is_cut = content.rfind(b"endobj") > last.start() or not _OBJECT.search(found)
    said = _LENGTH.search(found[:HEADER_WITHIN])
    if is_cut or (said and int(said[1]) > len(content)):
        raise Damaged
    return found if b"%%EOF" in last[0] else found.rstrip() + b"\n%%EOF\n"


def carried(content: bytes) -> tuple[str, ...]:
    """What it carries: codes of ``TOLD``.

    Raises ``Damaged``, ``Locked`` or ``TooMuch``.
    """
    digest = sha256(content).digest()
    if digest not in _known:
        _known[digest] = _carried(content)
        while len(_known) > REMEMBERED:
            _known.popitem(last=False)
    return _known[digest]


def _carried(content: bytes) -> tuple[str, ...]:
    core_ = core(content)
    prefix = content[: content.find(b"%PDF-")]
    looked = _in_a_child(prefix + core_)
    words = looked.written.decode("ascii").split()
    if "locked" in words:
        raise Locked
    if "opened" in words:
        told = [word for word in words if word in TOLD]
        return tuple(told if "whole" in words else dict.fromkeys([*told, "unread"]))
    if looked.asked_too_much:
        raise TooMuch
    if "damaged" in words or b"/Root" not in core_:
        raise Damaged
    return ("unread",)  # readers mend its table of places


def _in_a_child(content: bytes) -> children.Ended:
    return children.run(
        pdflook.__file__,
        megabytes=MEGABYTES,
        seconds=SECONDS,
        patience=2,
        given=content,
    )
