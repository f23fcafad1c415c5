"""Visitors who ask one page again and again while something else happens."""

import http.client
import threading
import time
from collections import Counter
from types import TracebackType

PAUSE = 0.05  # seconds between two questions of one visitor


def ask(port: int, path: str, timeout: float = 60) -> tuple[int, float]:
    """The status (0: no answer), and the seconds it took."""
    begun = time.monotonic()
    site = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        site.request("GET", path)
        answer = site.getresponse()
        answer.read()
        return answer.status, time.monotonic() - begun
    except (OSError, http.client.HTTPException):
        return 0, time.monotonic() - begun
    finally:
        site.close()


class Traffic:
    """``with Traffic(port) as traffic``: what each visitor was answered, and when."""

    def __init__(self, port: int, visitors: int = 4, path: str = "/fr/?x=") -> None:
        self.port, self.path = port, path
        self.answers: list[tuple[float, int, float]] = []  # when, status, seconds
        self._stop = threading.Event()
        self._visitors = [
            threading.Thread(target=self._visit, args=[number])
            for number in range(visitors)
        ]

    def _visit(self, visitor: int) -> None:
        turn = 0
        while not self._stop.wait(PAUSE):
            turn += 1
            at = time.monotonic()
            status, seconds = ask(self.port, f"{self.path}{visitor}-{turn}")
            self.answers.append((at, status, seconds))

    def __enter__(self) -> "Traffic":
        for visitor in self._visitors:
            visitor.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        for visitor in self._visitors:
            visitor.join(90)

    def told(self, since: float = 0) -> str:
        found = [one for one in self.answers if one[0] >= since]
        counted = Counter(status or "no answer" for _at, status, _s in found)
        slowest = max((seconds for *_, seconds in found), default=0)
        said = ", ".join(
            f"{many} × {what}" for what, many in sorted(counted.items(), key=str)
        )
        return f"{said}; slowest {slowest:.1f} s"

    def wrong(self, since: float = 0) -> int:
        return sum(status != 200 for at, status, _s in self.answers if at >= since)

    def gap(self) -> float:
        """Seconds from the first question that failed to the end of the last such."""
        bad = [(at, at + took) for at, status, took in self.answers if status != 200]
        return max(end for _, end in bad) - bad[0][0] if bad else 0.0
