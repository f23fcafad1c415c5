"""One stranger's PDF, opened in a process that ends with it, and what it carries.

Started by ``pdfs`` and alone there: it imports nothing of the platform. A file of some
kilobytes may ask for gigabytes or for hours; then this process ends, and no other.

    python pdflook.py < FILE

It says, a word a line: ``locked``, ``damaged``; or ``opened``, then what it carries,
then ``whole`` once all of it was looked at.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any, cast

# By the names in a dictionary, and by its kind of action (``/S``). Source: ISO 32000-2,
# §§ 12.6 (actions), 7.11 (files) and 13.7 (media); what runs or sends is told.
NAMES = {
    "/JS": "script",
    "/JavaScript": "script",
    "/EF": "files",
    "/EmbeddedFiles": "files",
    "/RichMedia": "script",
    "/XFA": "form",
}
ACTIONS = {
    "/JavaScript": "script",
    "/Launch": "program",
    "/SubmitForm": "sends",
    "/ImportData": "files",
}


def main() -> None:
    for word in _words(sys.stdin.buffer.read()):
        print(word, flush=True)


def _words(content: bytes) -> Iterator[str]:
    reader = _opened(content)
    if reader.encrypted and not _opens_for_everyone(reader):
        yield "locked"
        return
    if not reader.root["/Pages"]["/Kids"]:
        yield "damaged"
        return
    yield "opened"
    yield from dict.fromkeys(_carried(reader.root))
    yield "whole"


def _opened(content: bytes) -> Any:
    """Places in it are counted from its header, or from the beginning of the file."""
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - within limits

    start = content.index(b"%PDF-")
    try:
        return PdfFileReader(BytesIO(content[start:]), strict=False)
    except Exception:
        if not start:
            raise
        head = content[start : start + 8].ljust(start + 8, b"\n")
        return PdfFileReader(BytesIO(head + content[start + 8 :]), strict=False)


def _opens_for_everyone(reader: Any) -> bool:
    """Locked against changes alone: every reader opens it with an empty password."""
    try:
        return reader.decrypt("").status.value > 0
    except Exception:  # of a kind that needs a key
        return False


def _carried(root: Any) -> Iterator[str]:
    """Whatever can be reached is looked at once; what cannot be read is passed over."""
    waiting: list[Any] = [root]
    seen = set()
    while waiting:
        one: Any = waiting.pop()
        if hasattr(one, "idnum"):
            if (one.idnum, one.generation) in seen:
                continue
            seen.add((one.idnum, one.generation))
            try:
                one = one.get_object()
            except Exception:
                yield "unread"
                continue
        if isinstance(one, dict):
            yield from (NAMES[name] for name in one if name in NAMES)
            if (action := str(one.get("/S"))) in ACTIONS:
                yield ACTIONS[action]
            if one.get("/AFRelationship") == "/EncryptedPayload":
                yield "locked"
            waiting.extend(cast(Any, one).raw_get(name) for name in one)
        elif isinstance(one, list):
            waiting.extend(cast(Any, one).raw_get(n) for n in range(len(one)))


if __name__ == "__main__":
    main()
