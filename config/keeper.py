"""Keeps a worker beside the server: starts it, starts it again if it dies, and ends it
with the server. It is a process of its own and loads nothing of the platform.
"""

import os
import signal
import subprocess
import sys
import time
from types import FrameType

AGAIN_AFTER = 5.0  # seconds
ENDS_WITHIN = 15.0
WORK = [sys.executable, "manage.py", "work", "--with-parent"]


class Keeper:
    def __init__(self) -> None:
        self.parent = os.getppid()
        self.told_to_end = False
        signal.signal(signal.SIGTERM, self._end)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server hears it, and ends

    def _end(self, number: int, frame: FrameType | None) -> None:
        self.told_to_end = True

    @property
    def goes_on(self) -> bool:
        return not self.told_to_end and os.getppid() == self.parent

    def keep(self) -> None:
        while self.goes_on:
            # In a session of its own: only this process tells it to end.
            worker = subprocess.Popen(WORK, start_new_session=True)  # noqa: S603 - ours
            while self.goes_on and worker.poll() is None:
                time.sleep(0.3)
            if worker.poll() is None:
                self._finish(worker)
            self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + AGAIN_AFTER
        while self.goes_on and time.monotonic() < until:
            time.sleep(0.3)

    def _finish(self, worker: subprocess.Popen[bytes]) -> None:
        worker.terminate()
        try:
            worker.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()


if __name__ == "__main__":
    Keeper().keep()
