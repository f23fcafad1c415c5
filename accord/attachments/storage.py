"""Where the bytes lie: a folder of whole files, or a store of the S3 kind.

In both, nothing half written ever has a file's own name, and names are made of the
content: a file under a name that is taken says the same, and takes its place.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class Stretch:
    """Some bytes of an open file, from where it stands: what an answer reads from."""

    def __init__(self, file: Any, length: int) -> None:
        self.file, self.left = file, length

    def read(self, most: int = -1) -> bytes:
        wanted = self.left if most < 0 else min(most, self.left)
        block = self.file.read(wanted) if wanted else b""
        self.left -= len(block)
        return block

    def close(self) -> None:
        self.file.close()


def opened_at(storage: Any, name: str, start: int, length: int) -> Stretch:
    """So many bytes of a file from ``start`` on; a store far away sends no others."""
    if hasattr(storage, "opened_at"):
        return Stretch(storage.opened_at(name, start, length), length)
    file = storage.open(name)
    file.seek(start)
    return Stretch(file, length)


def require_answer(storage: Any) -> None:
    """``OSError`` where it is away, or would take no file."""
    if hasattr(storage, "require_answer"):
        storage.require_answer()
    else:  # one that is asked for anything answers
        storage.exists("status")


class WholeFileStorage(FileSystemStorage):
    """Written under another name, put on the disk, then renamed, in one step."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def require_answer(self) -> None:
        """By writing a file, which nobody sees: the disk may be full."""
        folder = Path(self.location)
        self._make(folder)
        with tempfile.TemporaryFile(dir=folder):
            pass

    def _save(self, name: str, content: Any) -> str:
        final = Path(self.path(name))
        self._make(final.parent)
        handle, begun = tempfile.mkstemp(prefix=".incoming-", dir=self.location)
        try:
            with os.fdopen(handle, "wb") as out:  # mkstemp made it 0600
                for block in content.chunks():
                    out.write(block)
                out.flush()
                os.fsync(out.fileno())
            os.replace(begun, final)
        except BaseException:
            Path(begun).unlink(missing_ok=True)
            raise
        _put_on_the_disk(final.parent)
        return name

    def _make(self, folder: Path) -> None:
        """Only their owner may open the folders, whatever the umask."""
        for one in (Path(self.location), folder):
            one.mkdir(mode=0o700, parents=True, exist_ok=True)


def _put_on_the_disk(folder: Path) -> None:
    """The folder too must remember the new name after a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
