"""What the tests keep from one run to the next: in the temporary folder, ours alone."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def kept() -> Iterator[Path]:
    """The folder, for this process alone: whoever else asks for it waits."""
    folder = Path(tempfile.gettempdir()) / f"accord-tests-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} is someone else's.")
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder
