"""Ask a page again and again, and keep how long each answer took."""

import http.client
import threading
from dataclasses import dataclass, field
from statistics import quantiles
from time import perf_counter


class WrongAnswer(Exception):
    """The page did not answer 200: what would be measured is not the page."""


@dataclass
class Result:
    """What came of asking one page many times."""

    seconds: float
    latencies: list[float] = field(repr=False)
    size: int

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds

    @property
    def p50(self) -> float:
        return self._quantile(50)

    @property
    def p95(self) -> float:
        return self._quantile(95)

    def _quantile(self, percent: int) -> float:
        """In milliseconds."""
        cuts = quantiles(self.latencies, n=100, method="inclusive")
        return cuts[percent - 1] * 1000


@dataclass
class Target:
    """A page, asked as someone."""

    port: int
    path: str
    session: str = ""
    varied: bool = False  # each request another address: no cached answer fits

    def headers(self) -> dict[str, str]:
        return {"Cookie": f"sessionid={self.session}"} if self.session else {}

    def address(self, number: int) -> str:
        if not self.varied:
            return self.path
        return f"{self.path}{'&' if '?' in self.path else '?'}bench={number}"


_turn = 0


def _next_number() -> int:
    """Another one at each call of this process, so that no answer is kept."""
    global _turn
    _turn += 1
    return _turn


def measure(target: Target, *, clients: int = 1, requests: int, seconds: float = 10):
    """At most ``requests`` in all, and no longer than ``seconds``."""
    latencies: list[float] = []
    sizes: list[int] = []
    trouble: list[Exception] = []
    started = perf_counter()

    def ask() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", target.port, timeout=60)
        try:
            for _turn in range(max(1, requests // clients)):
                begun = perf_counter()
                connection.request(
                    "GET", target.address(_next_number()), headers=target.headers()
                )
                answer = connection.getresponse()
                body = answer.read()
                latencies.append(perf_counter() - begun)
                if answer.status != 200:
                    raise WrongAnswer(f"{target.path}: {answer.status}")
                sizes.append(len(body))
                if perf_counter() - started > seconds:
                    return
        except Exception as error:
            trouble.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _client in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if trouble:
        raise trouble[0]
    return Result(perf_counter() - started, latencies, max(sizes))
