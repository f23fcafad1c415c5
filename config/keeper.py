"""Keeps the server and a worker beside it: starts them, starts again what dies, and
ends both when told.

    python -m config.keeper with-worker COMMAND…    or: alone COMMAND…

Sent SIGUSR1, it lets newer code take their place: the server puts new web workers
beside the old ones before it ends these, which finish what they answer; the worker
starts again.

It is a process of its own and loads nothing of the platform: what ends a web worker,
such as the memory of the machine, leaves it be. A server that ends again and again
without having served is given up, so that whoever watches over it hears of it.
"""

import ctypes
import signal
import subprocess
import sys
import time
from types import FrameType

WORK = [sys.executable, "manage.py", "work", "--with-parent"]
FIRST, LONGEST = 1.0, 60.0  # seconds before it is started again: doubled each time
SERVED = 60.0  # seconds after which it ran well, and the next pause is the first again
GIVES_UP = 8  # ends in a row: two minutes and a half
ENDS_WITHIN = 15.0


class Kept:
    """One process that should be there."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name, self.command = name, command
        self.process: subprocess.Popen[bytes] | None = None
        self.ends = 0  # in a row, without having run well
        self.at = 0.0  # when it was started, or is to be

    def look(self) -> None:
        now = time.monotonic()
        if self.process is None:
            if now >= self.at:
                self._start(now)
        elif (code := self.process.poll()) is not None:
            self.ends = 1 if now - self.at > SERVED else self.ends + 1
            pause = min(LONGEST, FIRST * 2 ** (self.ends - 1))
            self.process, self.at = None, now + pause
            say = f"The {self.name} ended ({code}). It starts again in {pause:.1f} s."
            print(say, file=sys.stderr, flush=True)

    def _start(self, now: float) -> None:
        # In a session of its own: only this process tells it to end.
        self.process = subprocess.Popen(  # noqa: S603 - ours
            self.command,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # safe: this process has one thread
        )
        self.at = now

    def end(self) -> None:
        self.tell(signal.SIGTERM)

    def tell(self, number: signal.Signals) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(number)

    def finish(self, until: float) -> None:
        if self.process:
            try:
                self.process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


class Keeper:
    def __init__(self, server: Kept, *others: Kept) -> None:
        self.server, self.others, self.all = server, others, [server, *others]
        self.told_to_end = False
        signal.signal(signal.SIGUSR1, self._renew)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._end)

    def _end(self, number: int, frame: FrameType | None) -> None:
        self.told_to_end = True
        for one in self.all:
            one.end()

    def _renew(self, number: int, frame: FrameType | None) -> None:
        self.server.tell(signal.SIGHUP)  # granian's word for: one by one
        for one in self.others:
            one.end()

    def keep(self) -> int:
        """Until told to end, or the server is given up; the code to end with."""
        while not self.told_to_end and self.server.ends < GIVES_UP:
            for one in self.all:
                one.look()
            time.sleep(0.2)
        until = time.monotonic() + ENDS_WITHIN
        for one in self.all:
            one.end()
        for one in self.all:
            one.finish(until)
        return 0 if self.told_to_end else 1


def _end_with_parent() -> None:
    """However its parent ends: the system tells it (Linux; elsewhere nobody does)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


if __name__ == "__main__":
    beside, *command = sys.argv[1:]
    more = [Kept("worker", WORK)] if beside == "with-worker" else []
    sys.exit(Keeper(Kept("server", command), *more).keep())
