"""What the tests keep from one run to the next: in the temporary folder, ours alone."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def folder() -> Path:
    found = Path(tempfile.gettempdir()) / f"accord-tests-{os.getuid()}"
    found.mkdir(mode=0o700, exist_ok=True)
    if found.stat().st_uid != os.getuid():
        raise PermissionError(f"{found} is someone else's.")
    return found


@contextmanager
def locked() -> Iterator[None]:
    """One at a time writes there; whoever else wants to waits."""
    with (folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
