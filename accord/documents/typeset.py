"""Typesetting: a Typst template and its data become a PDF that lasts.

The file is PDF/A-3a (readable in decades, data may be attached) and PDF/UA-1 (tagged,
so that a screen reader follows it). The same template, data and moment give the same
bytes on any machine: only the fonts of the library are used, and no clock is read.
"""

import json
import re
import shutil
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import segno
import typst
from django.utils.translation import gettext as _

from accord.lib.errors import Refused

HOUSE = Path(__file__).parent / "typst" / "house.typ"
TEMPLATE, DATA = "template.typ", "data.json"
_NO_LETTER = re.compile(
    r'the text `"(.+?)"` could not be displayed|the codepoint `"(.+?)"`', re.DOTALL
)


def pdf(
    template: Path,
    data: Mapping[str, Any],
    *,
    at: datetime,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """The document of ``template``, made ``at`` that moment (with its time zone).

    The template reads ``data`` by ``json("data.json")``, the shared functions by
    ``#import "house.typ"``, and ``files`` (a QR code, a drawing) by their names.
    Nothing in the data is ever Typst source: text stays text. Numbers and dates come as
    the words people read: the data holds what JSON knows and nothing else.

    A letter for which the fonts have no drawing, such as an emoji, is refused with a
    sentence. A template that breaks the standards, for instance an image without
    alternative text, raises ``typst.TypstError``.
    """
    if at.tzinfo is None:
        raise ValueError("The moment of a document needs its time zone")
    with TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        shutil.copyfile(template, root / TEMPLATE)
        shutil.copyfile(HOUSE, root / HOUSE.name)
        (root / DATA).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for name, content in (files or {}).items():
            if name in {TEMPLATE, DATA, HOUSE.name} or Path(name).name != name:
                raise ValueError(f"{name!r} cannot be the name of a file beside it")
            (root / name).write_bytes(content)
        return _compiled(root, at)


def _compiled(root: Path, at: datetime) -> bytes:
    try:
        return typst.compile(
            root / TEMPLATE,
            root=root,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            package_path=root,  # nothing is fetched from anywhere
            package_cache_path=root,
            pdf_standards=["a-3a", "ua-1"],
            timestamp=int(at.timestamp()),
        )
    except typst.TypstError as error:
        if found := _NO_LETTER.search(error.message):
            raise Refused(
                _("A document cannot hold the character “%(character)s”: take it out.")
                % {"character": found[1] or found[2]}
            ) from error
        raise


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def qr(text: str) -> bytes:
    """A QR code of ``text`` as SVG: still readable with a seventh of it damaged.

    Any mask reads as well; to try all eight takes as long as a tenth of a document.
    """
    drawing = BytesIO()
    segno.make_qr(text, error="m", mask=2).save(
        drawing, kind="svg", border=4, svgclass=None, lineclass=None, nl=False
    )
    return drawing.getvalue()
