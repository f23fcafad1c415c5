"""A program of ours in a process that ends with it, within limits of memory and time.

What a stranger's file asks for, and what a library keeps of its last document, end with
that process: no server is slower or larger for it. See ``limited`` for what it may do.
"""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
