"""Films: which kind one is, whether it is whole, and what it must not tell.

Read in their boxes and elements, never decoded: nothing of a film is run here. A
telephone writes into its MP4 where it was filmed; such notes are blotted out where they
stand, so that nothing else moves. Sources of both forms: ISO/IEC 14496-12 (boxes),
RFC 8794 (EBML) and RFC 9559 (Matroska, of which WebM is a part).
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any

BRANDS = frozenset(b"isom iso2 iso3 iso4 iso5 iso6 iso8 mp41 mp42 avc1 dash".split())
MOST_BOXES = 20_000  # of one level: a file of nothing else is no film
MOST_NOTES = 200

_EBML, _SEGMENT = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67"
_BLOTTED = frozenset({b"udta", b"meta", b"uuid"})  # notes: places, devices, names
_HOLDERS = frozenset({b"moov", b"trak", b"moof", b"traf"})
_DEEPEST = 3  # levels of those


class Damaged(ValueError):
    """It begins as a film and is none, or its end is missing."""


@dataclass(frozen=True)
class Box:
    kind: bytes
    start: int
    head: int  # bytes before its content
    end: int


def code_of(file: IO[bytes] | Any) -> str:
    """``mp4`` or ``webm``; empty for anything else. Raises ``Damaged``."""
    file.seek(0)
    head = file.read(12)
    if head[4:8] == b"ftyp":
        return _mp4(file)
    return _webm(file) if head.startswith(_EBML) else ""


class Blotted(io.RawIOBase):
    """A film as it is read without its notes; the film itself stays as it is."""

    def __init__(self, file: Any, notes: list[Box]) -> None:
        self.file, self.notes = file, notes
        self.size = file.seek(0, 2)

    def readinto(self, into: Any) -> int:
        at = self.file.tell()
        block = bytearray(self.file.read(len(into)))
        for note in self.notes:
            self._blot(block, at, note)
        into[: len(block)] = block
        return len(block)

    def _blot(self, block: bytearray, at: int, note: Box) -> None:
        """Free space stands in its place: a box that every player passes over."""
        for place in range(
            max(note.start + 4, at), min(note.start + 8, at + len(block))
        ):
            block[place - at] = b"free"[place - note.start - 4]
        first, last = max(note.start + note.head, at), min(note.end, at + len(block))
        if first < last:
            block[first - at : last - at] = bytes(last - first)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.file.seek(offset, whence)

    def tell(self) -> int:
        return self.file.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True


def without_notes(file: IO[bytes] | Any) -> Blotted:
    """An MP4 whose notes are blotted out, byte for byte as long; the rest as it was."""
    notes = list(islice(_notes(file, 0, file.seek(0, 2)), MOST_NOTES + 1))
    if len(notes) > MOST_NOTES:
        raise Damaged
    return Blotted(file, notes)


def _boxes(file: Any, start: int, end: int) -> Iterator[Box]:
    """Those that lie side by side from ``start`` to ``end``, and fill it."""
    for _number in range(MOST_BOXES):
        if start == end:
            return
        file.seek(start)
        head = file.read(16)
        size, length = int.from_bytes(head[:4]), 8
        if size == 1:  # the length needs more than four bytes
            size, length = int.from_bytes(head[8:16]), 16
        stop = start + size if size else end  # none said: to the end
        if len(head) < 8 or size in range(1, length) or stop > end:
            raise Damaged
        yield Box(head[4:8], start, length, stop)
        start = stop
    raise Damaged


def _notes(file: Any, start: int, end: int, level: int = 0) -> Iterator[Box]:
    for box in _boxes(file, start, end):
        if box.kind in _BLOTTED:
            yield box
        elif box.kind in _HOLDERS and level < _DEEPEST:
            yield from _notes(file, box.start + box.head, box.end, level + 1)


def _mp4(file: Any) -> str:
    """Whole, with its index and its pictures; of a brand that browsers play."""
    boxes = list(_boxes(file, 0, file.seek(0, 2)))
    first = boxes[0]
    file.seek(first.start + first.head)
    said = file.read(min(first.end - first.start - first.head, 400))
    brands = {said[:4], *(said[at : at + 4] for at in range(8, len(said), 4))}
    if not brands & BRANDS:
        return ""
    kinds = {box.kind for box in boxes}
    if not {b"moov", b"mdat"} <= kinds:
        raise Damaged
    return "mp4"


def _webm(file: Any) -> str:
    """Its head says “webm”, and what follows is as long as it says."""
    size = file.seek(0, 2)
    file.seek(4)
    length = _number(file)
    if length is None or length > 1_000:
        raise Damaged
    if b"\x42\x82\x84webm" not in file.read(length):
        return ""
    if file.read(4) != _SEGMENT:
        raise Damaged
    length = _number(file)  # none: written while it was filmed
    if length is not None and file.tell() + length > size:
        raise Damaged
    return "webm"


def _number(file: Any) -> int | None:
    """A length as EBML writes it; ``None`` for “unknown”."""
    first = file.read(1)
    if not first or not first[0]:
        raise Damaged
    more = 8 - first[0].bit_length()
    said = int.from_bytes(first + file.read(more)) - (1 << (7 * (more + 1)))
    return None if said == (1 << (7 * (more + 1))) - 1 else said
