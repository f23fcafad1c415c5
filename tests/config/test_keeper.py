"""The keeper of the worker: real processes, something light in the worker’s place."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WITHIN = 20  # seconds at most on a busy machine

# A server that starts the keeper, as ``serve`` does; each worker writes its number.
SERVER = """
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", sys.argv[1], sys.argv[2]])
time.sleep(60)
"""
KEEPER = """
import sys
from config import keeper
keeper.AGAIN_AFTER = 0.1
keeper.WORK = [sys.executable, "-c", '''
import os, sys, time
with open(sys.argv[1], "a") as file:
    file.write(f"{os.getpid()}\\\\n")
time.sleep(60)
''', sys.argv[1]]
keeper.Keeper().keep()
"""


def numbers(file):
    return [int(line) for line in file.read_text().split()] if file.exists() else []


def wait_until(is_so):
    until = time.monotonic() + WITHIN
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.05)


def is_there(pid):
    """Running, not only waiting for its parent to notice that it ended."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


@pytest.fixture
def server(tmp_path):
    """The server; the file in which workers write their numbers. All end with it."""
    file = tmp_path / "workers"
    command = [sys.executable, "-c", SERVER, KEEPER, str(file)]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        wait_until(lambda: len(numbers(file)) == 1)
        yield process, file
    finally:
        process.kill()
        process.wait()
        wait_until(lambda: not any(map(is_there, numbers(file))))


def test_a_worker_that_dies_is_started_again(server):
    _process, file = server
    os.kill(numbers(file)[0], signal.SIGKILL)
    wait_until(lambda: len(numbers(file)) == 2)
    assert is_there(numbers(file)[1])


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_the_worker_ends_with_the_server_however_that_ends(server, how):
    process, file = server
    process.send_signal(how)
    process.wait()
    wait_until(lambda: not is_there(numbers(file)[0]))
    assert len(numbers(file)) == 1
