"""A backup is taken while the server works, restored elsewhere, and nothing differs."""

import http.client
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode, urlsplit, urlunsplit
from zipfile import ZipFile

import psycopg
import pyrage
import pytest
from django.db import connection

from bench.server import ROOT, Server

pytestmark = pytest.mark.engine
LEFT_OUT = {"django_session", "usersessions_usersession", "cache", "cache_documents"}
LEFT_OUT.add("notifications_scheduled")  # when a backup was taken is noted after it
IS_SQLITE = connection.vendor == "sqlite"

# The register, without the files for browsers, in one process instead of many; and
# Remy, an editor of the Region, signed in, who gave two files, one of them twice.
PREPARE = """
from importlib import import_module
from django.conf import settings
from django.core.management import call_command
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.files.base import ContentFile
from accord.attachments.keeping import keep
from accord.directory.models import Body, Organisation, Role
from accord.submitting import token_for
from accord.sources.models import KeptRegister
from config.management.commands.prepare import wanted
from tests import make
from tests.attachments.files import KINDS, PDF
PNG = KINDS["png"]

call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
call_command("load_register", "data/brussels", stdout=open("/dev/null", "w"))
here, there = wanted()
(settings.ACCORD_DATA / "prepared").write_text(here)
KeptRegister.objects.update(prepared=there)
region = Organisation.objects.get(kind=Body.REGION)
remy = make.person(Role.EDITOR, region, email="remy@example.org", name="Remy")
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(remy.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = remy.get_session_auth_hash()
session.save()
for name, content in (("contrat.pdf", PDF), ("copie.pdf", PDF), ("photo.png", PNG)):
    keep(ContentFile(content, name), by=remy)
print(session.session_key, *(token_for(remy) for _ in range(2000)))
"""


@pytest.fixture(scope="module")
def new_place(tmp_path_factory):
    """``new_place()`` gives the environment of an installation with no database yet.

    ``new_place(like=other)`` has all that another has, which nothing else holds open.
    """
    made = []

    def new(like=None):
        folder = tmp_path_factory.mktemp("place")
        if like:
            shutil.copytree(like["ACCORD_DATA"], folder, dirs_exist_ok=True)
        address = ""
        if not IS_SQLITE:
            name = f"accord_backup_{os.getpid()}_{len(made)}"
            other = _name(like["DATABASE_URL"]) if like else "template1"
            _maintain(f'CREATE DATABASE "{name}" TEMPLATE "{other}"')
            made.append(name)
            address = _beside(name)
        return os.environ | {
            "ACCORD_DATA": str(folder),
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "WORKERS": "1",
        }

    yield new
    for name in made:
        _maintain(f'DROP DATABASE "{name}" WITH (FORCE)')


def _name(address):
    return urlsplit(address).path.removeprefix("/")


def _beside(name):
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def _maintain(statement):
    with psycopg.connect(_beside("postgres"), autocommit=True) as server:
        server.execute(statement)


def manage(place, *arguments):
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=ROOT,
        env=place,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )


def printed(place, *arguments):
    done = manage(place, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(place, *arguments):
    done = manage(place, *arguments)
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr, done.stderr
    return done.stderr


def ask(place, statement):
    if IS_SQLITE:
        file = Path(place["ACCORD_DATA"]) / "accord.sqlite3"
        with closing(sqlite3.connect(file, timeout=20)) as database, database:
            return database.execute(statement).fetchall()
    with psycopg.connect(place["DATABASE_URL"]) as database:
        answer = database.execute(statement)
        return answer.fetchall() if answer.description else []


def rows(place):
    """Every row of every table that a backup keeps, as text."""
    listed = (
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        if IS_SQLITE
        else "SELECT table_name FROM information_schema.tables "
        "WHERE table_schema = 'public'"
    )
    # The second says what ran when: a backup notes itself there once it is taken.
    moved = {"django_migrations", "notifications_scheduled"}
    kept = {name for (name,) in ask(place, listed)} - LEFT_OUT - moved
    return {
        name: sorted(map(repr, ask(place, f'SELECT * FROM "{name}"'))) for name in kept
    }


def is_empty(place):
    return not any(
        found
        for table, found in rows(place).items()
        if table not in ("django_content_type", "auth_permission")
    )


def files(place):
    """What people gave, by where it lies."""
    folder = Path(place["ACCORD_DATA"]) / "files"
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def digest(told):
    return told.split("register ")[1].split()[0]


class Writer(threading.Thread):
    """Remy keeps adding notes through the site until told to stop."""

    def __init__(self, port, session, tokens, agreement):
        super().__init__()
        self.port, self.session, self.agreement = port, session, agreement
        self.tokens = tokens  # one for each form
        self.stopping, self.written = threading.Event(), 0
        self.answers = set()

    def run(self):
        token = "t" * 32
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={self.session}; csrftoken={token}",
            "X-CSRFToken": token,
        }
        for number, form in enumerate(self.tokens, 1):
            if self.stopping.is_set():
                return
            said = {"text": f"Note {number}", "language": "fr"}
            body = urlencode(said | {"token": form})
            address = f"/fr/espace/contrats/{self.agreement}/note/"
            with closing(
                http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            ) as site:
                site.request("POST", address, body, headers)
                self.answers.add(site.getresponse().status)
            self.written = number

    def wait_for(self, more):
        wanted, until = self.written + more, time.monotonic() + 30
        while self.written < wanted:
            assert self.is_alive()
            assert time.monotonic() < until
            time.sleep(0.02)


@pytest.fixture(scope="module")
def taken(new_place, tmp_path_factory):
    """An installation, a backup taken while Remy wrote, and one once all was quiet."""
    here, folder = new_place(), tmp_path_factory.mktemp("backups")
    busy, quiet = folder / "busy.zip", folder / "quiet.zip"
    session, *tokens = printed(here, "shell", "-v0", "-c", PREPARE).split()
    with Server(here) as server:
        agreement = ask(here, "SELECT MIN(id) FROM agreements_agreement")[0][0]
        writer = Writer(server.port, session, tokens, agreement)
        writer.start()
        try:
            writer.wait_for(3)
            before = writer.written
            told_busy = printed(here, "backup", busy)
            during = writer.written - before
            writer.wait_for(2)
        finally:
            writer.stopping.set()
            writer.join(30)
        assert writer.answers == {302}, server.said()
    return SimpleNamespace(
        here=here,
        session=session,
        busy=busy,
        told_busy=told_busy,
        during=during,
        quiet=quiet,
        told_quiet=printed(here, "backup", quiet),
    )


@pytest.fixture(scope="module")
def restored(taken, new_place):
    """Elsewhere, of the quiet one, and what was told; whoever changes it copies it."""
    there = new_place()
    (Path(there["ACCORD_DATA"]) / "prepared").write_text("for another database")
    return there, printed(there, "restore", taken.quiet)


def test_every_row_is_the_same_elsewhere(taken, restored):
    there, told = restored

    assert digest(told) == digest(taken.told_quiet)
    assert rows(there) == rows(taken.here)
    assert files(there) == files(taken.here)
    assert len(files(there)) == 2
    assert " rows, 2 files; register " in told
    assert digest(printed(there, "backup", taken.quiet.with_name("again.zip"))) == (
        digest(told)
    )


def test_it_is_of_one_moment_while_people_write(taken, new_place):
    assert taken.during > 0  # they were not kept waiting
    there = new_place()

    told = printed(there, "restore", taken.busy)

    assert digest(told) == digest(taken.told_busy) != digest(taken.told_quiet)
    notes = ask(there, "SELECT COUNT(*) FROM agreements_note")
    traces = "SELECT COUNT(*) FROM journal_entry WHERE verb = 'agreements.add_note'"
    assert notes == ask(there, traces) > [(0,)]
    then, later = rows(there), rows(taken.here)
    for table in ("agreements_note", "journal_entry"):
        assert set(then[table]) < set(later[table])
    assert then["agreements_step"] == later["agreements_step"]


def test_the_journal_stays_append_only_and_numbers_go_on(restored, new_place):
    there = new_place(like=restored[0])

    with pytest.raises((sqlite3.Error, psycopg.Error), match="append only"):
        ask(there, "DELETE FROM journal_entry")

    last = ask(there, "SELECT MAX(id) FROM agreements_note")[0][0]
    printed(there, "createcachetable")
    ask(
        there,
        "INSERT INTO agreements_note (agreement_id, text, language) "
        "SELECT MIN(id), 'Note', 'fr' FROM agreements_agreement",
    )
    assert ask(there, "SELECT MAX(id) FROM agreements_note") == [(last + 1,)]


def test_what_is_restored_serves(restored, new_place):
    with Server(new_place(like=restored[0])) as server:
        with closing(http.client.HTTPConnection("127.0.0.1", server.port)) as site:
            site.request("GET", "/fr/communes/ixelles/")
            assert site.getresponse().status == 200


def test_an_encrypted_one_is_restored_with_its_private_key(taken, new_place, tmp_path):
    key, there = pyrage.x25519.Identity.generate(), new_place()
    public = {"BACKUP_RECIPIENTS": str(key.to_public())}
    (tmp_path / "key").write_text(str(key))

    told = printed(taken.here | public, "backup", "--into", tmp_path)

    [file] = tmp_path.glob("accord-*.zip.age")
    assert b"remy@example.org" not in file.read_bytes()
    again = printed(there, "restore", file, "--identity", tmp_path / "key")
    assert digest(again) == digest(told) == digest(taken.told_quiet)
    assert rows(there) == rows(taken.here)


def test_only_its_owner_may_read_it_and_no_session_is_in_it(taken):
    assert taken.busy.stat().st_mode & 0o777 == 0o600
    with ZipFile(taken.busy) as archive:
        held = b"".join(archive.read(name) for name in archive.namelist())
    assert b"remy@example.org" in held
    assert taken.session.encode() not in held


def test_a_file_is_never_written_over(taken):
    before = taken.quiet.read_bytes()
    assert "exists already" in refused(taken.here, "backup", taken.quiet)
    assert taken.quiet.read_bytes() == before


def test_records_are_never_restored_over(taken):
    before = rows(taken.here)
    assert "This database is not empty" in refused(taken.here, "restore", taken.busy)
    assert rows(taken.here) == before


def test_a_truncated_file_is_refused(taken, new_place, tmp_path):
    there, part = new_place(), tmp_path / "part.zip"
    whole = taken.quiet.read_bytes()
    for length in (0, len(whole) // 2, len(whole) - 10):
        part.write_bytes(whole[:length])
        assert "is not a whole backup" in refused(there, "restore", part)
    assert is_empty(there)


def _with_manifest(backup, file, *, files=None, **changes):
    """The same backup, saying something else of itself, or with other ``files``."""
    with ZipFile(backup) as old, ZipFile(file, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("files/") and files is not None:
                if not files:
                    continue
                data = files
            if name == "manifest.json":
                data = json.dumps(json.loads(data) | changes)
            new.writestr(name, data)
    return file


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"digest": "0" * 64}, "not what its manifest says"),
        ({"engine": "oracle"}, "a backup is restored where it was taken from"),
        ({"migrations": [["agreements", "9999_later"]]}, "taken by a later version"),
        ({"format": 2}, "is not a whole backup (format 2, not 1)"),
    ],
)
def test_what_cannot_be_restored_is_refused(taken, new_place, tmp_path, changes, said):
    there = new_place()
    other = _with_manifest(taken.quiet, tmp_path / "other.zip", **changes)

    assert said in refused(there, "restore", other)

    assert is_empty(there)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The files it holds are not those its manifest names"),
        (b"%PDF-1.7 another contract", "is not the file its manifest names"),
    ],
)
def test_files_that_are_not_those_of_the_rows_are_refused(
    taken, new_place, tmp_path, content, said
):
    there = new_place()
    other = _with_manifest(taken.quiet, tmp_path / "other.zip", files=content)

    assert said in refused(there, "restore", other)

    assert is_empty(there)
    assert files(there) == {}


def test_a_lost_file_is_told_and_all_the_rest_is_kept(
    taken, restored, new_place, tmp_path
):
    there, again = new_place(like=restored[0]), new_place()
    lost, damaged = sorted(files(there))
    folder = Path(there["ACCORD_DATA"]) / "files"
    (folder / lost).unlink()
    (folder / damaged).write_bytes(b"other")

    said = refused(there, "backup", tmp_path / "rest.zip")

    assert lost in said
    assert damaged in said
    assert " rows, 0 files; " in printed(again, "restore", tmp_path / "rest.zip")
    assert rows(again) == rows(taken.here)
    assert files(again) == {}


@pytest.mark.slow
def test_killed_on_its_way_it_leaves_nothing_or_all(taken, new_place):
    """Killed ever later within the time it takes; then a restore still works."""
    begun = time.monotonic()
    printed(new_place(), "restore", taken.quiet)
    takes = time.monotonic() - begun
    expected, there = rows(taken.here), new_place()
    for part in (0.6, 0.8, 0.95):
        restoring = subprocess.Popen(
            [sys.executable, "manage.py", "restore", str(taken.quiet)],
            cwd=ROOT,
            env=there,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            restoring.wait(takes * part)
        except subprocess.TimeoutExpired:
            restoring.kill()
            restoring.wait()
        if not is_empty(there):
            break
    else:
        printed(there, "restore", taken.quiet)
    assert rows(there) == expected
