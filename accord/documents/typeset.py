"""Typesetting: a Typst template and its data become a PDF that lasts.

The file is PDF/A-3a (readable in decades, data may be attached) and PDF/UA-1 (tagged,
so that a screen reader follows it). The same template, data and moment give the same
bytes on any machine: only the fonts of the library are used, and no clock is read.

The library keeps what it worked out for its last documents, hundreds of megabytes of a
long one. So each is set in a process that ends with it (``compile``), with limits of
memory and time, and one at a time on a server.
"""

import json
import os
import re
import shutil
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathImage
from qrcode.main import QRCode

from accord.documents import compile
from accord.lib import children
from accord.lib.errors import Busy, Refused
from accord.lib.plaintext import writable

HOUSE = Path(__file__).parent / "typst" / "house.typ"
TEMPLATE, DATA = compile.TEMPLATE, "data.json"
# Seconds to wait for a document that is being set. An agreement is issued inside a
# transaction, and SQLite lets the next writer wait for 20.
TURN = 10.0
# Two threads are as quick as many, and each sets memory aside by its being there. Where
# the interpreter finds its own libraries is the one thing it needs to know of us.
ENVIRONMENT = {"RAYON_NUM_THREADS": "2", "MALLOC_ARENA_MAX": "2"} | {
    name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ
}
MOST_ALPHABETS = 5  # that a document is set again for, without their letters
BOX, LATIN = "▯", 0x2FFF
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_NO_LETTER = re.compile(
    r'the text `"(.+?)"` could not be displayed|the codepoint `"(.+?)"`', re.DOTALL
)


def pdf(
    template: Path,
    data: Mapping[str, Any],
    *,
    at: datetime,
    files: Mapping[str, bytes] | None = None,
    exact: bool = True,
) -> bytes:
    """The document of ``template``, made ``at`` that moment (with its time zone).

    The template reads ``data`` by ``json("data.json")``, the shared functions by
    ``#import "house.typ"``, and ``files`` (a QR code, a drawing) by their names.
    Nothing in the data is ever Typst source: text stays text. Numbers and dates come as
    the words people read: the data holds what JSON knows and nothing else.

    A letter for which the fonts have no drawing, such as an emoji, is refused with a
    sentence; where not every letter counts (``exact=False``) a box stands in its place.
    What needs more than one document may have is refused too. A template that breaks
    the standards, for instance an image without alternative text, raises
    ``FaultyTemplate``.
    """
    if at.tzinfo is None:
        raise ValueError("The moment of a document needs its time zone")
    with TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        shutil.copyfile(template, root / TEMPLATE)
        shutil.copyfile(HOUSE, root / HOUSE.name)
        for name, content in (files or {}).items():
            if name in {TEMPLATE, DATA, HOUSE.name} or Path(name).name != name:
                raise ValueError(f"{name!r} cannot be the name of a file beside it")
            (root / name).write_bytes(content)
        said: Any = data if exact else _each(data, writable)
        for _attempt in range(MOST_ALPHABETS):
            words = json.dumps(said, ensure_ascii=False)
            (root / DATA).write_text(words, encoding="utf-8")
            try:
                return _compiled(root, at)
            except NoDrawing as found:
                if exact:
                    raise
                said = _each(said, partial(_boxed, like=max(map(ord, found.letters))))
        return _compiled(root, at)


class NoDrawing(Refused):
    """The fonts do not have these letters."""

    letters: str


def _each(data: Any, change: Callable[[str], str]) -> Any:
    """The same data, each text in it changed."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, Mapping):
        return {name: _each(one, change) for name, one in data.items()}
    if isinstance(data, list | tuple):
        return [_each(one, change) for one in data]
    return data


def _boxed(text: str, like: int) -> str:
    """Boxes in place of the letter and of its neighbours, which lack drawings too."""

    def lacks(one: str) -> bool:
        code = ord(one)
        return code == like or (like > LATIN and code >> 12 == like >> 12)

    return "".join(BOX if lacks(one) else one for one in text)


class FaultyTemplate(Exception):
    """What the typesetter says of a template that it cannot set: ours to mend."""


def _compiled(root: Path, at: datetime) -> bytes:
    made = _in_a_child(root, int(at.timestamp()))
    if made.code == 0:
        return made.written
    if made.asked_too_much:
        raise _too_large()
    words = made.said.decode(errors="replace")
    if made.code == compile.FAULTY and (found := _NO_LETTER.search(words)):
        letters = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1] or found[2])
        refused = NoDrawing(
            _("A document cannot hold the character “%(character)s”: take it out.")
            % {"character": found[1] or found[2]}
        )
        refused.letters = letters
        raise refused
    raise FaultyTemplate(words)


def _in_a_child(root: Path, moment: int) -> children.Ended:
    try:
        with children.turn("documents", TURN) as lock:
            return children.run(
                compile.__file__,
                root,
                moment,
                megabytes=settings.DOCUMENT_MB,
                seconds=settings.DOCUMENT_SECONDS,
                environment=ENVIRONMENT,
                holds=[lock],  # the child holds it too: it ends with the last of both
            )
    except children.NoTurn as error:
        raise Busy(
            _("Another document is being made. Try again in a minute.")
        ) from error


def _too_large() -> Refused:
    return Refused(
        _(
            "This document was not made: it needs more memory or time than one "
            "document may take. An administrator can allow more."
        )
    )


def qr(text: str) -> bytes:
    """A QR code of ``text`` as SVG: still readable with a seventh of it damaged.

    Any mask reads as well; to try all eight takes as long as a tenth of a document.
    """
    code = QRCode(
        error_correction=ERROR_CORRECT_M, mask_pattern=2, image_factory=SvgPathImage
    )
    code.add_data(text)
    drawing = BytesIO()
    code.make_image().save(drawing)
    return drawing.getvalue()
