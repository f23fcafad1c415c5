"""Web workers are killed, again and again: the real server serves after it."""

import os
import signal
import time
from contextlib import suppress

import pytest
import requests

from bench.server import Server
from config.keeper import ENDS_WITHIN

pytestmark = pytest.mark.engine
WITHIN = 120  # seconds at most on a busy machine


def answers(server):
    try:
        return requests.get(f"http://127.0.0.1:{server.port}/healthz", timeout=2).ok
    except (requests.ConnectionError, requests.Timeout):
        return False


def wait_until(is_so):
    until = time.monotonic() + WITHIN
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.1)


def test_the_site_is_there_again_after_all_its_workers_died(tmp_path):
    kept = ("PATH", "HOME", "LANG", "TMPDIR")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment |= {"ACCORD_DATA": str(tmp_path), "WORKERS": "2", "WORKER": "off"}
    with Server(environment) as server:
        killed = set()

        def kill_until_it_ends():
            """As often as they come: the server gives up, and is started again."""
            for worker in set(server.workers()) - killed:
                killed.add(worker)
                with suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGKILL)
            return "It starts again in" in server.said()

        wait_until(kill_until_it_ends)
        wait_until(lambda: answers(server))
        wait_until(lambda: len(set(server.workers()) - killed) == 2)

        begun = time.monotonic()
        server.process.send_signal(signal.SIGINT)  # as Ctrl-C does
        assert server.process.wait(WITHIN) == 0
        assert time.monotonic() - begun < ENDS_WITHIN
        wait_until(lambda: not answers(server))
