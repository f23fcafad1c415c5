"""The keeper of server and worker: real processes, something light in their places."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WITHIN = 20  # seconds at most on a busy machine

# Keeps a server and a worker; each writes its number when it starts.
KEEPER = """
import sys
from config import keeper
keeper.FIRST = 0.1
keeper.GIVES_UP = 4
kept = '''
import os, signal, sys, time
signal.signal(signal.SIGHUP, lambda *_: open(sys.argv[1] + "-renewed", "a").close())
with open(sys.argv[1], "a") as file:
    print(os.getpid(), file=file)
for _moment in range(600):
    time.sleep(0.1)
'''
def process(name):
    return keeper.Kept(name, [sys.executable, "-c", kept, sys.argv[1] + name])
sys.exit(keeper.Keeper(process("server"), process("worker")).keep())
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
def kept(tmp_path):
    """The keeper; the files in which those it keeps write their numbers."""
    files = [tmp_path / "server", tmp_path / "worker"]
    command = [sys.executable, "-c", KEEPER, f"{tmp_path}{os.sep}"]
    with (tmp_path / "said").open("w") as said:
        keeper = subprocess.Popen(command, cwd=ROOT, stderr=said)
    try:
        wait_until(lambda: all(len(numbers(file)) == 1 for file in files))
        yield keeper, *files
    finally:
        keeper.kill()
        keeper.wait()
        wait_until(
            lambda: not any(is_there(one) for file in files for one in numbers(file))
        )


@pytest.mark.parametrize("place", [1, 2], ids=["server", "worker"])
def test_what_dies_is_started_again_and_the_other_stays(kept, place):
    file, other = kept[place], kept[3 - place]
    os.kill(numbers(file)[0], signal.SIGKILL)
    wait_until(lambda: len(numbers(file)) == 2)
    assert is_there(numbers(file)[1])
    assert len(numbers(other)) == 1
    assert is_there(numbers(other)[0])


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_both_end_with_the_keeper_however_that_ends(kept, how):
    keeper, *files = kept
    keeper.send_signal(how)
    code = keeper.wait(WITHIN)
    assert code == (-how if how == signal.SIGKILL else 0)
    for file in files:
        wait_until(lambda file=file: not is_there(numbers(file)[0]))
        assert len(numbers(file)) == 1


def test_told_of_newer_code_the_server_renews_its_workers_and_the_worker_is_new(
    kept, tmp_path
):
    keeper, server, worker = kept
    keeper.send_signal(signal.SIGUSR1)
    wait_until(lambda: len(numbers(worker)) == 2)
    wait_until((tmp_path / "server-renewed").exists)
    assert is_there(numbers(server)[0])  # it never stopped listening
    assert len(numbers(server)) == 1
    assert keeper.poll() is None


def test_each_pause_is_twice_the_last_and_at_length_it_gives_up(kept, tmp_path):
    keeper, server, worker = kept
    for time_ in range(1, 5):
        wait_until(lambda time_=time_: len(numbers(server)) == time_)
        os.kill(numbers(server)[-1], signal.SIGKILL)
    assert keeper.wait(WITHIN) == 1
    assert (tmp_path / "said").read_text().splitlines() == [
        f"The server ended (-9). It starts again in {pause:.1f} s."
        for pause in (0.1, 0.2, 0.4, 0.8)
    ]
    assert not is_there(numbers(worker)[0])
