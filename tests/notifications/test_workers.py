"""Real workers, a real mail server on the loopback, and one of them killed."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import closing, contextmanager
from email import message_from_bytes
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from aiosmtpd.controller import Controller
from django.db import connection

from accord.notifications.rules import Topic
from accord.notifications.telling import Kind, tell
from bench.server import free_port
from tests import make

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).parents[2]
HOW_MANY = 60
CLAIM = 2  # seconds after which a dead worker’s message is another’s
WITHIN = 60  # seconds at most on a busy machine


class Sink:
    """Accepts mail, and remembers it by the number in its Message-ID.

    ``before``: called with how many it accepted, before it accepts one more.
    """

    def __init__(self):
        self.accepted = []
        self.before = lambda count: "250 OK"

    async def handle_DATA(self, server, session, envelope):
        answer = self.before(len(self.accepted))
        if answer.startswith("250"):
            message = message_from_bytes(envelope.content)
            self.accepted.append((envelope.rcpt_tos[0], message["Message-ID"]))
        return answer


@pytest.fixture
def sink():
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    handler.port = controller.port
    yield handler
    controller.stop()


@pytest.fixture
def elsewhere(tmp_path, sink):
    """A database that other processes can open, once ``elsewhere.fill()`` was called.

    On PostgreSQL it is the tests' own; on SQLite a copy of it in a file, which
    ``elsewhere.states()`` then reads.
    """
    return Elsewhere(tmp_path, sink.port)


class Elsewhere:
    def __init__(self, folder, port):
        self.folder = folder
        self.environment = os.environ | {
            "ACCORD_DATA": str(folder),
            "DATABASE_URL": "",
            "SECRET_KEY": "for tests alone, as long as it must be",
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "MAIL_GATHER_SECONDS": "0",
            "MAIL_CLAIM_SECONDS": str(CLAIM),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        if connection.vendor == "postgresql":
            server = urlsplit(os.environ["DATABASE_URL"])
            own = server._replace(path=f"/{connection.settings_dict['NAME']}")
            self.environment["DATABASE_URL"] = urlunsplit(own)

    def fill(self):
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(self.folder / "accord.sqlite3")) as file:
                connection.connection.backup(file)

    def states(self):
        asked = "SELECT state, COUNT(*) FROM notifications_message GROUP BY state"
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(self.folder / "accord.sqlite3")) as file:
                return dict(file.execute(asked).fetchall())
        with connection.cursor() as cursor:
            cursor.execute(asked)
            return dict(cursor.fetchall())

    @contextmanager
    def worker(self):
        """``manage.py work``, as it is run beside the server; gone at the end."""
        with (self.folder / f"log-{time.monotonic_ns()}").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "work"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
            try:
                yield process
            finally:
                if process.poll() is None:
                    process.terminate()
                    try:
                        process.wait(20)
                    except subprocess.TimeoutExpired:
                        process.kill()
                        process.wait()

    def said(self):
        return "".join(file.read_text() for file in self.folder.glob("log-*"))

    def wait_until(self, is_so):
        until = time.monotonic() + WITHIN
        while time.monotonic() < until:
            if is_so():
                return
            time.sleep(0.1)
        raise AssertionError(f"{self.states()}\n{self.said()[-3000:]}")


@pytest.fixture
def batch(db):
    """The addresses of sixty people who are told."""
    return tell_sixty()


def tell_sixty():
    """They are each told something that must go at once."""
    people = [make.person(language=("fr", "nl")[n % 2]) for n in range(HOW_MANY)]
    told = Kind("tests.batch", Topic.PLATFORM, "Told", is_required=True)
    tell(
        told,
        people,
        people[0],
        by=None,
        subject="Told",
        body="Told.",
        url=people[0].get_absolute_url,
    )
    return {person.email for person in people}


def test_a_batch_killed_in_the_middle_arrives_whole_and_nothing_twice(
    batch, sink, elsewhere
):
    elsewhere.fill()
    killed = threading.Event()

    def kill(count):
        """The worker dies while its twenty-first message is being handed over."""
        if count == 20 and not killed.is_set():
            os.kill(first.pid, signal.SIGKILL)
            killed.set()
            return "451 nobody is there any more"
        return "250 OK"

    sink.before = kill
    with elsewhere.worker() as first:
        first.wait(WITHIN)
    assert first.returncode == -signal.SIGKILL
    assert elsewhere.states() == {"sent": 20, "sending": 1, "queued": 39}

    time.sleep(CLAIM + 0.2)
    with elsewhere.worker():
        elsewhere.wait_until(lambda: elsewhere.states() == {"sent": HOW_MANY})
    assert Counter(to for to, _number in sink.accepted) == Counter(batch)


def test_what_was_accepted_as_the_worker_died_comes_again_under_its_own_number(
    batch, sink, elsewhere
):
    """The window that no mail protocol closes: the reader's server can know it."""
    elsewhere.fill()

    def kill(count):
        if count == 0:
            os.kill(first.pid, signal.SIGKILL)
        return "250 OK"  # accepted, and nobody hears it

    sink.before = kill
    with elsewhere.worker() as first:
        first.wait(WITHIN)
    time.sleep(CLAIM + 0.2)
    with elsewhere.worker():
        elsewhere.wait_until(lambda: elsewhere.states() == {"sent": HOW_MANY})
    assert len(sink.accepted) == HOW_MANY + 1
    assert len(set(sink.accepted)) == HOW_MANY


def test_two_workers_at_once_send_nothing_twice(batch, sink, elsewhere):
    elsewhere.fill()
    with elsewhere.worker(), elsewhere.worker():
        elsewhere.wait_until(lambda: elsewhere.states() == {"sent": HOW_MANY})
    assert Counter(to for to, _number in sink.accepted) == Counter(batch)


def test_a_worker_that_is_told_to_stop_ends_what_it_does(batch, sink, elsewhere):
    elsewhere.fill()

    def stop(count):
        if count == 5:
            os.kill(worker.pid, signal.SIGTERM)
        return "250 OK"

    sink.before = stop
    with elsewhere.worker() as worker:
        assert worker.wait(WITHIN) == 0
    assert elsewhere.states() == {"sent": 6, "queued": HOW_MANY - 6}
    assert len(sink.accepted) == 6


OTHERS = "FROM pg_stat_activity WHERE datname = %s AND pid <> %s"


@contextmanager
def database_away():
    """As while it is restarted: all others lose their connection and get none."""
    name, own = connection.settings_dict["NAME"], connection.connection.info.backend_pid
    address = urlunsplit(
        urlsplit(os.environ["DATABASE_URL"])._replace(path="/postgres")
    )
    with psycopg.connect(address, autocommit=True) as beside:
        beside.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        try:
            beside.execute(f"SELECT pg_terminate_backend(pid) {OTHERS}", [name, own])
            yield
        finally:
            beside.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


def others():
    connection.ensure_connection()
    name, own = connection.settings_dict["NAME"], connection.connection.info.backend_pid
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) {OTHERS}", [name, own])
        return cursor.fetchone()[0]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="a file does not go away")
def test_a_worker_bears_that_its_database_goes_away_and_comes_back(sink, elsewhere):
    with elsewhere.worker() as worker:
        elsewhere.wait_until(lambda: others() > 0)
        with database_away():
            elsewhere.wait_until(lambda: "does not answer" in elsewhere.said())
        told = tell_sixty()
        elsewhere.wait_until(lambda: elsewhere.states() == {"sent": HOW_MANY})
        assert worker.poll() is None
    assert Counter(to for to, _number in sink.accepted) == Counter(told)
    assert "Traceback" not in elsewhere.said()
