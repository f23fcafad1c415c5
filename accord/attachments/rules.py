"""What an uploaded file really is, and whether it may come in.

The name of a file and the type a browser announces are what its sender says; only its
content is believed. No room learns what a file is in any other way.
"""

import codecs
import unicodedata
import zlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, Any, TypeVar
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from django.utils.translation import gettext as _

from accord.attachments import films, pictures
from accord.lib import pdfs
from accord.lib.errors import Refused

R = TypeVar("R")

MB = 1024 * 1024
USUAL = (ZIP_STORED, ZIP_DEFLATED)  # how offices pack
MOST_PARTS = 5_000  # entries of a packed file; a workbook has some tens
MOST_LISTED = MOST_PARTS * 400  # bytes of the list of its parts
MOST_UNPACKED = 200 * MB
_OTHERS = (ValueError, RuntimeError)  # of a place, a version or a way of packing
LOCKED_PART = 1  # the first of its flags
OLDER_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LABELLED = b".pfile"  # what a sensitivity label makes of a file of any other kind
LONGEST_NAME = 160  # characters

_OPENXML = "application/vnd.openxmlformats-officedocument"
_OPENDOCUMENT = "application/vnd.oasis.opendocument"


@dataclass(frozen=True)
class Kind:
    """A type of file we take: ``code`` is its extension, and what rooms call it."""

    code: str
    label: str
    content_type: str
    may_be_shown: bool = False  # in the browser: it is drawn, and can run nothing here
    also: tuple[str, ...] = ()  # other extensions people give it

    @property
    def extensions(self) -> tuple[str, ...]:
        return tuple(f".{one}" for one in (self.code, *self.also))


KINDS = {
    kind.code: kind
    for kind in (
        Kind("pdf", "PDF", "application/pdf", True),
        Kind("png", "PNG", "image/png", True),
        Kind("jpg", "JPEG", "image/jpeg", True, ("jpeg",)),
        Kind("xlsx", "Excel (.xlsx)", f"{_OPENXML}.spreadsheetml.sheet"),
        Kind("ods", "OpenDocument (.ods)", f"{_OPENDOCUMENT}.spreadsheet"),
        Kind("docx", "Word (.docx)", f"{_OPENXML}.wordprocessingml.document"),
        Kind("mp4", "MP4", "video/mp4", True, ("m4v",)),
        Kind("webm", "WebM", "video/webm", True),
        Kind("vtt", "WebVTT (.vtt)", "text/vtt; charset=utf-8"),
    )
}
PICTURES = ("jpg", "png")
FILMS = ("mp4", "webm")
CAPTIONS = ("vtt",)
PAPERS = ("pdf", *PICTURES, "xlsx", "ods", "docx")  # what people hand in as proof
LONGEST_CAPTIONS = 2 * MB


def examined(
    file: IO[bytes] | Any,
    *,
    accept: Collection[str] = tuple(KINDS),
    most: int | None = None,
) -> Kind:
    """What ``file`` is, read from its beginning and left there.

    ``accept`` are codes of ``KINDS``; ``most`` is its largest size in bytes. Raises
    ``Refused`` with the reason: empty, too large, something else than what is
    accepted, cut off on its way, or packed so that opening it would fill the memory.
    """
    require_size(file, most)
    code = _code_of(file)
    if code in pictures.FORMATS:
        pictures.require_modest(file)
    file.seek(0)
    if code not in accept:
        raise Refused(
            _(
                "By its content, this file is none of the accepted types: %(types)s. "
                "Changing the end of its name does not change what it is."
            )
            % {"types": labels(accept)}
        )
    return KINDS[code]


def require_size(file: IO[bytes] | Any, most: int | None) -> None:
    """Raise ``Refused`` for what is empty, or larger than so many bytes."""
    size = file.seek(0, 2)
    if not size:
        raise Refused(_("This file is empty."))
    if most is not None and size > most:
        raise Refused(
            _("This file is larger than %(most)s MB, the most that is accepted here.")
            % {"most": f"{most / MB:g}"}
        )


def labels(accept: Collection[str]) -> str:
    """The types as people call them: names, the same in every language."""
    return ", ".join(KINDS[code].label for code in accept)


def named(name: str, kind: Kind) -> str:
    """The name people gave it, such that no system reads more into it than a name.

    Without folders, line ends, or signs that turn the direction of writing; not too
    long; and ending as its content says.
    """
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(one for one in plain if unicodedata.category(one)[0] != "C")
    path = PurePath(" ".join(kept.split()).strip(". "))
    ends = path.suffix.lower() in kind.extensions
    stem, suffix = (path.stem, path.suffix) if ends else (path.name, f".{kind.code}")
    return f"{stem[: LONGEST_NAME - len(suffix)] or kind.code}{suffix}"


def _code_of(file: Any) -> str:
    """The code of its kind; empty when it is none of ours."""
    require_unlocked(file)
    head = file.read(pdfs.HEADER_WITHIN + 4)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head.startswith(b"PK\x03\x04"):
        return _packed(file)
    if head.removeprefix(codecs.BOM_UTF8).startswith(b"WEBVT"):
        return _captions(file)
    if code := undamaged(films.code_of, file):
        return code
    return _paper(file) if pdfs.begins(head) else ""


def _paper(file: Any) -> str:
    """A PDF; or something else, in which the name of one is written."""
    file.seek(0)
    content = file.read()
    try:
        pdfs.core(content)
    except pdfs.Damaged as error:
        if content[: content.find(b"%PDF-")].strip(b"\0\xef\xbb\xbf \t\r\n"):
            return ""
        raise _damaged() from error
    return "pdf"


def carried(file: Any) -> tuple[str, ...]:
    """What a PDF carries beside its pages: codes of ``pdfs.TOLD``.

    Raises ``Refused`` when no reader opens it, or not without a password.
    """
    file.seek(0)
    try:
        return pdfs.carried(file.read())
    except pdfs.Locked as error:
        raise _locked() from error
    except pdfs.TooMuch as error:
        raise Refused(
            _("This file asks for too much memory or time: it cannot be opened safely.")
        ) from error
    except pdfs.Damaged as error:
        raise _damaged() from error


def require_unlocked(file: Any) -> None:
    """Raise ``Refused`` for an Office file that a password or a label protects.

    Such a one is no zip any more, but a container of the older Office around it, as a
    workbook or a letter of that time is. The file is left at its beginning.
    """
    file.seek(0)
    head = file.read(8)
    if head.startswith(LABELLED):
        raise _locked()
    if head == OLDER_OFFICE:
        if "EncryptedPackage".encode("utf-16-le") in file.read():
            raise _locked()
        raise Refused(
            _("This file is of an older Office: save it as .xlsx, .docx or PDF.")
        )
    file.seek(0)


def undamaged(read: Callable[[Any], R], file: Any) -> R:
    """What ``read`` makes of a film, or the sentence for one that is no whole one."""
    try:
        return read(file)
    except films.Damaged as error:
        raise _damaged() from error


def _captions(file: Any) -> str:
    """Text from end to end, that begins as the standard says and times at least once.

    Source: WebVTT, W3C Candidate Recommendation of 4 April 2019, § 4.1.
    """
    file.seek(0)
    try:
        text = file.read(LONGEST_CAPTIONS).decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    begins = text.startswith(tuple(f"WEBVTT{end}" for end in " \t\r\n"))
    is_text = begins and "\0" not in text and not file.read(1)
    return "vtt" if is_text and "-->" in text else ""


def _damaged() -> Refused:
    return Refused(
        _("This file is damaged, or was cut off on its way. Open it, save it again.")
    )


def _packed(file: Any) -> str:
    """Of a zip: which of the office's documents it is."""
    try:
        _require_few_parts(file)
        with ZipFile(file) as archive:
            if any(part.flag_bits & LOCKED_PART for part in archive.infolist()):
                raise _locked()
            if any(part.compress_type not in USUAL for part in archive.infolist()):
                raise _damaged()
            _refuse_a_bomb(archive)
            return _document(archive)
    except (BadZipFile, zlib.error, EOFError, OSError, *_OTHERS) as error:
        raise _damaged() from error


def _locked() -> Refused:
    return Refused(_("This file is locked with a password. Save it without one."))


def _require_few_parts(file: Any) -> None:
    """Before the list of its parts is read, which takes as long as it says.

    Its length stands at the end (APPNOTE 6.3.10, § 4.3.16); one beyond four bytes, or
    that is none, is too long anyway or found out when it is opened.
    """
    file.seek(max(0, file.seek(0, 2) - 65_557))
    tail = file.read()
    end = tail[tail.rfind(b"PK\x05\x06") :]
    if len(end) >= 22 and int.from_bytes(end[12:16], "little") > MOST_LISTED:
        raise _too_much()


def _refuse_a_bomb(archive: ZipFile) -> None:
    """Count what it unpacks to, as it says and as it is: a bomb lies about its size."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
        raise _too_much()
    left = MOST_UNPACKED
    for part in parts:
        part.file_size = 2 * MOST_UNPACKED  # not believed: read on until its real end
        with archive.open(part) as entry:
            while block := entry.read(65_536):
                left -= len(block)
                if left < 0:
                    raise _too_much()


def _too_much() -> Refused:
    return Refused(
        _("This file unpacks to more than %(most)s MB: it cannot be opened safely.")
        % {"most": MOST_UNPACKED // MB}
    )


def _part(archive: ZipFile, name: str) -> bytes:
    return archive.read(name) if name in archive.NameToInfo else b""


def _document(archive: ZipFile) -> str:
    """What it says it is, where the office looks. Workbooks with macros are none."""
    names = set(archive.namelist())
    if b"encryption-data" in _part(archive, "META-INF/manifest.xml"):
        raise _locked()
    if "mimetype" in names:
        said = archive.read("mimetype").decode("ascii", "replace").strip()
        return "ods" if said == KINDS["ods"].content_type else ""
    if "[Content_Types].xml" not in names:
        return ""
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return ""
    parts = archive.read("[Content_Types].xml")
    for code in ("xlsx", "docx"):
        if f"{KINDS[code].content_type}.main+xml".encode() in parts:
            return code
    return ""
