"""A site is upgraded while people read it: newer code, a migration, no gap."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from threading import Event, Thread

import pytest

from bench.server import Server

pytestmark = pytest.mark.timeout(600)  # it waits for old workers to leave
WITHIN = 180  # seconds at most on a busy machine
NEW = "Said by the new release"
MIGRATION = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("sources", {last!r})]
    operations = [
        migrations.AddField("source", "of_the_new", models.TextField(null=True)),
    ]
"""
PAGES = ("/fr/", "/nl/gemeenten/", "/fr/sources/", "/readyz")


class Reader(Thread):
    """Opens one page after the other, each on a connection of its own, and counts."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port, self.ended = port, Event()
        self.answers, self.took = Counter(), 0.0

    def run(self):
        while not self.ended.is_set():
            for page in PAGES:
                begun = time.monotonic()
                self.answers[page, self.ask(page)] += 1
                self.took = max(self.took, time.monotonic() - begun)
                self.ended.wait(0.05)  # people read what they opened

    def ask(self, page):
        try:
            return self.get(page).status
        except http.client.RemoteDisconnected:
            # A worker that leaves may close a connection it has heard nothing on yet.
            # A reverse proxy asks once more then: docs/operate/install.md.
            return self.get(page).status

    def get(self, page):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            line.request("GET", page)
            answer = line.getresponse()
            answer.body = answer.read().decode()
            return answer
        finally:
            line.close()


@pytest.fixture
def environment(tmp_path, database):
    kept = ("PATH", "HOME", "LANG", "TMPDIR")
    found = {name: os.environ[name] for name in kept if name in os.environ}
    data = tmp_path / "data"
    data.mkdir()
    return found | {
        "ACCORD_DATA": str(data),
        "DATABASE_URL": database,
        "WORKERS": "1",
    }


def lay_new_code(clone):
    """What an upgrade checks out, beside the server that runs."""
    home = clone / "accord/publicsite/templates/publicsite/home.html"
    home.write_text(home.read_text().replace("</h1>", f" {NEW}</h1>"))
    style = next(iter(sorted((clone / "accord/ui/static").rglob("*.css"))))
    style.write_text(f"{style.read_text()}\n.of-the-new {{ color: inherit }}\n")
    folder = clone / "accord/sources/migrations"
    last = max(file.stem for file in folder.glob("0*.py"))
    (folder / "9999_of_the_new.py").write_text(MIGRATION.format(last=last))


def wait_until(is_so):
    until = time.monotonic() + WITHIN
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.2)


def named_in(page):
    """The style that a page asks for."""
    return page.partition('<link rel="stylesheet" href="')[2].partition('"')[0]


def prepare(clone, environment):
    command = [sys.executable, "manage.py", "prepare"]
    return subprocess.Popen(command, cwd=clone, env=environment)


def test_nobody_who_reads_notices_an_upgrade(clone, environment, tmp_path):
    if environment["DATABASE_URL"]:  # two machines that start on it at once
        other = environment | {"ACCORD_DATA": str(tmp_path / "other")}
        both = [prepare(clone, one) for one in (environment, other)]
        assert [one.wait(WITHIN) for one in both] == [0, 0]
    with Server(environment, clone) as server:
        readers = [Reader(server.port) for _number in range(3)]
        for reader in readers:
            reader.start()
        first = readers[0]
        before = server.workers()
        style = named_in(first.get("/fr/").body)

        lay_new_code(clone)
        assert first.get("/readyz").status == 200
        assert NEW not in first.get("/nl/").body
        assert prepare(clone, environment).wait(WITHIN) == 0
        assert first.get("/readyz").status == 200  # the old code, on the new schema
        assert NEW not in first.get("/nl/").body

        server.process.send_signal(signal.SIGUSR1)
        wait_until(lambda: all(not Path(f"/proc/{pid}").exists() for pid in before))
        page = first.get("/nl/").body
        assert NEW in page
        assert named_in(page) != style
        for asked in (style, named_in(page)):  # by who opened a page before, and after
            assert first.get(asked).status == 200

        for reader in readers:
            reader.ended.set()
        for reader in readers:
            reader.join(WITHIN)
        answers = sum((reader.answers for reader in readers), Counter())
        assert {status for _page, status in answers} == {200}, answers
        assert {page for page, _status in answers} == set(PAGES)
        assert answers.total() > 100
        assert max(reader.took for reader in readers) < 10
