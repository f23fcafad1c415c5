"""A program of ours in a process that ends with it, within limits of memory and time.

What a stranger's file asks for, and what a library keeps of its last document, end with
that process: no server is slower or larger for it. See ``limited`` for what it may do.
"""

import fcntl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings

from accord.lib import limited


@dataclass(frozen=True)
class Ended:
    """How a program ended, with what it wrote and what it said of a fault."""

    code: int
    written: bytes
    said: bytes = b""

    @property
    def asked_too_much(self) -> bool:
        """Of memory or time; what ends by a signal did."""
        return self.code < 0 or self.code == limited.TOO_MUCH


class NoTurn(Exception):
    """Another one was not done in time."""


@contextmanager
def turn(kind: str, wait: float) -> Iterator[int]:
    """The only one of its ``kind`` on this server: so much memory is asked for once.

    Gives the file that says so, for who lives longer (``holds``). Raises ``NoTurn`` for
    who waited that many seconds.
    """
    until = time.monotonic() + wait
    with (settings.ACCORD_DATA / f"{kind}.lock").open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if time.monotonic() > until:
                    raise NoTurn from error
                time.sleep(0.05)
            else:
                break
        yield file.fileno()


def run(
    program: str,
    *asked: object,
    megabytes: int,
    seconds: int,
    patience: int = 1,
    given: bytes = b"",
    environment: Mapping[str, str] | None = None,
    holds: Sequence[int] = (),
) -> Ended:
    """``program`` (its file) in a process of its own, ``given`` to read.

    ``seconds`` of the processor, and as many of the clock, or ``patience`` times that.
    ``holds``: files that stay open, with their locks, as long as it lives.
    """
    start = [limited.__file__, megabytes, seconds, program, *asked]
    try:
        ended = subprocess.run(  # noqa: S603 - ours
            [sys.executable, "-I", *map(str, start)],
            input=given,
            env=environment,
            capture_output=True,
            timeout=seconds * patience,
            pass_fds=holds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        return Ended(limited.TOO_MUCH, error.stdout or b"")
    return Ended(ended.returncode, ended.stdout, ended.stderr)
