"""Start the real server as ``make run`` does, watch it, and stop it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parent.parent
READY_WITHIN = 600  # seconds: a first start with a demonstration, on a busy machine


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def manage(environment: dict[str, str], *arguments: str) -> str:
    """Run a command of manage.py and return what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


class Server:
    """The server while it runs: ``with Server(environment) as server``."""

    def __init__(self, environment: dict[str, str], code: Path = ROOT) -> None:
        self.port, self.code = free_port(), code
        self.environment = environment | {
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "BASE_URL": "",
        }
        self.ready_after = 0.0

    def __enter__(self) -> "Server":
        begun = time.perf_counter()
        self.log = open(Path(self.environment["ACCORD_DATA"]) / "server.log", "wb")
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=self.code,
            env=self.environment,
            stdout=self.log,
            stderr=self.log,
        )
        try:
            self._wait_until_ready()
        except BaseException:
            self._stop()
            raise
        self.ready_after = time.perf_counter() - begun
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def _wait_until_ready(self) -> None:
        for _attempt in range(READY_WITHIN * 20):
            if self.process.poll() is not None:
                raise RuntimeError(f"The server stopped:\n{self.said()}")
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port)
                connection.request("GET", "/healthz")
                if connection.getresponse().status == 200:
                    return
            except OSError:
                pass
            finally:
                connection.close()
            time.sleep(0.05)
        raise RuntimeError(f"Not ready in time:\n{self.said()}")

    def said(self) -> str:
        return Path(self.log.name).read_text(errors="replace")[-4000:]

    def _stop(self) -> None:
        """End the server and its workers, by their numbers."""
        workers = _children(self.process.pid)
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for worker in workers:
            try:
                os.kill(worker, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.log.close()

    def workers(self) -> list[int]:
        """What serves: children of the server that the keeper keeps."""
        servers = _children(self.process.pid)
        return [child for server in servers for child in _children(server)]

    def spent(self) -> float:
        """Processor seconds of the workers so far: others on the machine cost none."""
        ticks = 0
        for worker in self.workers():
            told = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
            ticks += int(told[11]) + int(told[12])  # in user and in kernel mode
        return ticks / os.sysconf("SC_CLK_TCK")

    def memory(self) -> list[tuple[float, float]]:
        """Of each worker, the resident and the proportional size, in MB."""
        return [_memory(worker) for worker in self.workers()]


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            if _is_ours(int(child)):
                found.append(int(child))
            found += _children(int(child))
    return found


def _is_ours(pid: int) -> bool:
    """Whether it serves: the tracker of shared resources beside it does not."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return b"resource_tracker" not in command


def _memory(pid: int) -> tuple[float, float]:
    sizes = {"Rss": 0.0, "Pss": 0.0}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        name, _, size = line.partition(":")
        if name in sizes:
            sizes[name] = int(size.split()[0]) / 1024
    return sizes["Rss"], sizes["Pss"]
