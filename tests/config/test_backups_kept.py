"""What happens to a backup once it is taken: checked, encrypted, kept, told."""

import json
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from io import StringIO
from zipfile import ZipFile

import pyrage
import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection

from accord.notifications import scheduling
from accord.notifications.models import Scheduled
from config import backups, backups_kept, backups_postgresql
from config.backups import BadBackup, Manifest

SAID = b"Remy, remy@example.org"
MANIFEST = Manifest(connection.vendor, migrations=[], rows={}, digest="0")


@pytest.fixture
def keys(settings, tmp_path):
    """The site knows two public keys; the files of their private ones, elsewhere."""
    settings.ACCORD_DATA = tmp_path / "data"
    settings.ACCORD_DATA.mkdir()
    made = [pyrage.x25519.Identity.generate() for _ in range(2)]
    settings.BACKUP_RECIPIENTS = [str(one.to_public()) for one in made]
    files = []
    for number, one in enumerate(made):
        files.append(tmp_path / f"key{number}")
        files[-1].write_text(f"# created: today\n# public key: …\n{one}\n")
    return files


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder


def write(file, check=lambda archive, manifest: None):
    with backups.written(file, check) as archive:
        archive.writestr("people", SAID)
        backups.add_manifest(archive, MANIFEST)


@contextmanager
def opened(file, identity=None):
    with backups.opened(file, identity) as (archive, manifest):
        yield archive.read("people"), manifest


def test_each_private_key_opens_an_encrypted_one_and_nothing_else_does(keys, folder):
    file = folder / "accord.zip.age"
    write(file)

    assert [one.name for one in folder.iterdir()] == [file.name]
    assert file.stat().st_mode & 0o777 == 0o600
    assert SAID not in file.read_bytes()
    for key in keys:
        with opened(file, key) as (said, manifest):
            assert (said, manifest) == (SAID, MANIFEST)
    other = folder / "other"
    other.write_text(str(pyrage.x25519.Identity.generate()))
    with pytest.raises(BadBackup, match="name its private key with --identity"):
        opened(file).__enter__()
    with pytest.raises(BadBackup, match="does not open"):
        opened(file, other).__enter__()
    with pytest.raises(BadBackup, match="cannot be read as a private key"):
        opened(file, folder / "missing").__enter__()


def test_one_changed_byte_is_seen(keys, folder):
    file = folder / "accord.zip.age"
    write(file)
    whole = bytearray(file.read_bytes())
    whole[-40] ^= 1
    file.write_bytes(whole)
    with pytest.raises(BadBackup, match="or it is damaged"):
        opened(file, keys[0]).__enter__()


def test_a_key_that_is_none_is_told_before_anything_is_written(folder, settings):
    settings.BACKUP_RECIPIENTS = ["AGE-SECRET-KEY-1"]
    with pytest.raises(BadBackup, match="must be public keys of age"):
        write(folder / "accord.zip")
    assert list(folder.iterdir()) == []


def test_what_cannot_be_read_again_gets_no_name(folder, settings):
    settings.BACKUP_RECIPIENTS = []

    def check(archive, manifest):
        assert archive.read("people") == SAID
        raise BadBackup("It does not hold the 3 rows of people.")

    with pytest.raises(BadBackup, match="3 rows"):
        write(folder / "accord.zip", check)
    assert list(folder.iterdir()) == []


def test_a_table_that_lacks_a_row_is_seen(folder):
    said = asdict(MANIFEST) | {"rows": {"journal_entry": 2}}
    with ZipFile(folder / "one.zip", "w") as archive:
        archive.writestr("tables/journal_entry.copy", b"1\tone\\nline\n")
        archive.writestr("manifest.json", json.dumps(said))
        with pytest.raises(BadBackup, match="2 rows of journal_entry"):
            backups_postgresql.check(archive, Manifest(**said))


def test_so_many_days_weeks_and_months_stay():
    now = datetime(2026, 11, 30, 2, 30, tzinfo=UTC)
    nightly = [now - timedelta(days=days) for days in range(400)]
    twice = [moment + timedelta(hours=9) for moment in nightly[1:3]]

    stay = backups_kept.stay([*nightly, *twice], (3, 3, 4))

    assert sorted(f"{moment:%d.%m %H}" for moment in stay) == [
        "22.11 02",  # the Sunday before last
        "28.11 11",  # the later of that day
        "29.11 11",
        "30.09 02",
        "30.11 02",
        "31.08 02",
        "31.10 02",
    ]
    assert backups_kept.stay(nightly, (0, 0, 0)) == {now}
    assert backups_kept.stay([], (3, 3, 4)) == set()


def test_only_files_of_that_name_are_removed(folder, settings):
    settings.BACKUP_KEEP = (1, 0, 0)
    stays = ["accord-2026-11-30-023000.zip.age", "before-the-upgrade.zip", "notes"]
    goes = ["accord-2026-11-28-023000.zip.age", "accord-2026-11-29-023000.zip"]
    for name in [*stays, *goes]:
        (folder / name).touch()

    assert [file.name for file in backups_kept.thin(folder)] == goes
    assert sorted(file.name for file in folder.iterdir()) == sorted(stays)
    assert backups_kept.OURS.fullmatch(backups_kept.name())


def test_what_only_looks_like_one_of_ours_stays(folder, settings):
    settings.BACKUP_KEEP = (1, 0, 0)
    (folder / "accord-2026-11-30-023000.zip").touch()
    (folder / "accord-2026-99-99-999999.zip").touch()  # no moment
    (folder / "accord-2020-01-01-000000.zip").mkdir()

    assert backups_kept.thin(folder) == []
    assert len(list(folder.iterdir())) == 3


@pytest.mark.django_db
def test_whoever_watches_reads_that_the_last_one_failed(tmp_path):
    scheduling.note(scheduling.BACKUP, error="")
    with pytest.raises(CommandError, match="No such file or directory"):
        call_command("backup", "--into", tmp_path / "missing", stdout=StringIO())

    row = Scheduled.objects.get(name=scheduling.BACKUP)
    assert row.error == "FileNotFoundError"


def test_a_unit_that_failed_is_told_by_mail(settings):
    settings.ALARM_EMAIL = "operators@accord.example"
    call_command("alarm", "accord-backup.service")
    [message] = mail.outbox
    assert message.to == ["operators@accord.example"]
    assert message.subject.startswith("accord-backup.service failed on ")

    settings.ALARM_EMAIL = ""
    with pytest.raises(CommandError, match="ALARM_EMAIL is empty"):
        call_command("alarm", "accord-backup.service")
