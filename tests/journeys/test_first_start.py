"""A newcomer clones, types ``make run``, and sees the register: the real command.

Then the first administrator follows the link that was printed, and a second start finds
everything as it was.
"""

import os
import re
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from bench.server import free_port

pytestmark = pytest.mark.engine
FIRST, LATER = 240, 60  # seconds at most on a busy machine; the bench measures them
PASSWORD = "a bridge over the Senne"


@contextmanager
def make_run(folder, database, *, within):
    """The site, served; what it printed and how long it took. Stopped at the end."""
    port = free_port()
    kept = ("PATH", "HOME", "LANG", "PIP_INDEX_URL", "PIP_CONFIG_FILE", "TMPDIR")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment |= {"PORT": str(port), "WORKERS": "1", "DATABASE_URL": database}
    log = folder / "log.txt"
    started = time.monotonic()
    with log.open("w") as output:
        process = subprocess.Popen(
            ["make", "run"],
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            while time.monotonic() - started < within:
                assert process.poll() is None, log.read_text()[-3000:]
                try:
                    address = f"http://127.0.0.1:{port}"
                    if requests.get(f"{address}/healthz", timeout=2).ok:
                        break
                except (requests.ConnectionError, requests.Timeout):
                    time.sleep(0.2)
            else:
                raise AssertionError(f"not ready: {log.read_text()[-3000:]}")
            yield address, log.read_text()
            workers = descendants(process.pid, "work")
            assert workers, "no worker beside the server"
        finally:
            stop(process)
        ended_by = time.monotonic() + 30
        while any(Path(f"/proc/{pid}").exists() for pid in workers):
            assert time.monotonic() < ended_by, "the worker outlived the server"
            time.sleep(0.2)


def stop(process):
    """Tell the server, which ``make`` started, as a service manager does.

    Only it: told together with its workers, it may take their leaving for a failure and
    put others in their place before it hears that it should stop.
    """
    if process.poll() is not None:
        return
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    for child in children.split():
        os.kill(int(child), signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)  # nothing of it stays behind
        raise


def descendants(pid, word):
    """Those processes below ``pid`` that were started with ``manage.py word``."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            command = Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
            if command[1:3] == [b"manage.py", word.encode()]:
                found.append(child)
            found += descendants(child, word)
    return found


def form_token(page):
    return re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[0]


def test_a_newcomer_starts_and_comes_back(clone, database):
    with make_run(clone, database, within=FIRST) as (address, said):
        assert address in said
        for path, word in (
            ("/fr/communes/ixelles/", "Ixelles"),
            ("/nl/gemeenten/elsene/", "Elsene"),
        ):
            page = requests.get(address + path, timeout=10)
            assert page.status_code == 200
            assert word in page.text
        listed = requests.get(f"{address}/data/agreements.csv", timeout=10)
        assert len(listed.text.strip().splitlines()) == 1 + 16
        assert "DEBUG" not in requests.get(f"{address}/nothing", timeout=10).text

        # The first administrator chooses a password, once.
        assert "invitation" not in said  # what is printed here is kept in a log
        [kept] = re.findall(r"link is in (\S+)", said)
        [link] = re.findall(rf"{address}/\S+/invitation/\S+", Path(kept).read_text())
        with requests.Session() as browser:
            typed = {
                "csrfmiddlewaretoken": form_token(browser.get(link, timeout=10)),
                "name": "Administrator",
                "email": "administrator@example.org",
                "password": PASSWORD,
                "again": PASSWORD,
            }
            done = browser.post(link, typed, timeout=10, headers={"Referer": link})
            assert "second-facteur" in done.url
        assert requests.get(link, timeout=10).status_code == 404

    with make_run(clone, database, within=LATER) as (address, said):
        assert "link is in" not in said
        page = requests.get(f"{address}/fr/communes/ixelles/", timeout=10)
        assert page.status_code == 200
