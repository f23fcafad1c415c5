"""A backup is taken while the server works, restored elsewhere, and nothing differs."""

import http.client
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import psycopg
import pyrage
import pytest

from bench.server import ROOT, Server
from tests.journeys.installations import (
    ask,
    digest,
    files,
    is_empty,
    printed,
    refused,
    rows,
)

pytestmark = pytest.mark.engine


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
