"""Backups: one file that holds all that was recorded, taken while people work.

A backup is a zip of a manifest, the data and the files people gave. On SQLite the data
is the database itself, copied by its own online backup; on PostgreSQL it is one COPY
per table, all read in one repeatable-read transaction. Either way it is the state of a
single moment. Sessions and caches are left out; so is the secret key, which never was
in the database.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from accord import __version__
from accord.attachments.models import Attachment, key_of
from accord.notifications.models import Scheduled
from config import backups_sealed, stores

FORMAT = 1
MIGRATIONS = MigrationRecorder.Migration._meta.db_table
ATTACHMENTS = Attachment._meta.db_table
RAN = Scheduled._meta.db_table  # when the schedule ran, and the last backup
# What Django writes itself when it migrates an empty database.
MACHINERY = frozenset({MIGRATIONS, "django_content_type", "auth_permission"})


class BadBackup(Exception):
    """It cannot be taken or restored, for the reason in the sentence."""


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    engine: str
    migrations: list[list[str]]
    rows: dict[str, int]  # how many, by table
    digest: str  # of the register: alike in two databases that say the same
    accord: str = ""
    made_at: str = ""
    format: int = FORMAT
    sequences: dict[str, int] = field(default_factory=dict)  # PostgreSQL: last given
    files: list[str] = field(default_factory=list)  # SHA-256 of each the rows speak of
    lost: list[str] = field(default_factory=list)  # those of ``files`` it does not hold
    store: str = ""  # where the files lay when it was taken


def told(manifest: Manifest) -> str:
    """For whoever compares two databases."""
    lines = [f"{table}: {rows}" for table, rows in manifest.rows.items() if rows]
    total = sum(manifest.rows.values())
    files = len(manifest.files) - len(manifest.lost)
    lines.append(f"{total} rows, {files} files; register {manifest.digest}")
    if manifest.store:
        lines.append(
            f"It holds a copy of each of the {files} files of {manifest.store}"
        )
    return "\n".join(lines)


def told_lost(manifest: Manifest) -> str:
    """What no copy of exists here, one a line; empty when nothing is lost."""
    if not manifest.lost:
        return ""
    place = stores.told(settings.FILES_STORE)
    names = [f"{place}/{key_of(sha256)}" for sha256 in manifest.lost]
    return "\n".join(["Missing or damaged, and not in the backup:", *names])


def left_out() -> set[str]:
    """Tables that hold who is signed in, or what can be computed again."""
    every: Any = settings.CACHES
    caches = {
        cache["LOCATION"]
        for cache in every.values()
        if cache["BACKEND"].endswith("DatabaseCache")
    }
    return {"django_session", "usersessions_usersession", *caches}


def tables(database: BaseDatabaseWrapper) -> list[str]:
    """Those whose rows are kept."""
    with database.cursor() as cursor:
        found = database.introspection.table_names(cursor)
    return sorted(set(found) - left_out() - {MIGRATIONS})


def described(database: BaseDatabaseWrapper) -> Manifest:
    """What ``database`` holds. The caller sees to it that nothing moves meanwhile.

    The digest covers the tables of every room but the accounts, and what ran when:
    signing in changes a person's row and a backup its own, never the register.
    """
    rooms = tuple(
        f"{app.label}_"
        for app in apps.get_app_configs()
        if app.name.startswith("accord.") and app.label != "accounts"
    )
    digest, rows = hashlib.sha256(), {}
    for table in tables(database):
        rows[table] = 0
        for row in _rows(database, table):
            rows[table] += 1
            if table.startswith(rooms) and table != RAN:
                told = json.dumps([table, *row], default=str, ensure_ascii=False)
                digest.update(told.encode() + b"\n")
    with database.cursor() as cursor:
        cursor.execute(f"SELECT app, name FROM {MIGRATIONS} ORDER BY app, name")  # noqa: S608 - our name
        migrations = [list(row) for row in cursor.fetchall()]
    return Manifest(
        engine=database.vendor,
        migrations=migrations,
        rows=rows,
        digest=digest.hexdigest(),
        accord=__version__,
        made_at=timezone.now().isoformat(timespec="seconds"),
        files=_files(database) if ATTACHMENTS in rows else [],
        store=stores.told(settings.FILES_STORE) if settings.FILES_STORE else "",
    )


def _files(database: BaseDatabaseWrapper) -> list[str]:
    """What its rows speak of; ``database`` may be a copy, hence without the ORM."""
    with database.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT sha256 FROM {ATTACHMENTS} ORDER BY sha256")  # noqa: S608 - our name
        return [sha256 for (sha256,) in cursor.fetchall()]


def columns(database: BaseDatabaseWrapper, table: str) -> str:
    """The columns of ``table`` as SQL writes them, always in the same order."""
    with database.cursor() as cursor:
        found = database.introspection.get_table_description(cursor, table)
    return ", ".join(sorted(database.ops.quote_name(column.name) for column in found))


def _rows(database: BaseDatabaseWrapper, table: str) -> Iterator[tuple[Any, ...]]:
    with database.cursor() as cursor:
        keys = database.introspection.get_primary_key_columns(cursor, table) or ["1"]
    quoted = database.ops.quote_name
    order = ", ".join(quoted(key) for key in keys)
    asked = f"SELECT {columns(database, table)} FROM {quoted(table)} ORDER BY {order}"  # noqa: S608 - quoted
    with database.chunked_cursor() as cursor:
        cursor.execute(asked)
        while batch := cursor.fetchmany(2000):
            yield from batch


# The file


@contextmanager
def written(
    file: Path, check: Callable[[ZipFile, Manifest], None]
) -> Iterator[ZipFile]:
    """The archive to fill: it gets its name once it is whole, on the disk and checked.

    Only its owner may read it. Where it is encrypted, what is not never has a name.
    """
    if file.exists():
        raise BadBackup(f"{file} exists already: choose another name.")
    recipients = settings.BACKUP_RECIPIENTS
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with ExitStack() as stack:
            backups_sealed.recipients(recipients)  # a wrong one is told at once
            out = stack.enter_context(os.fdopen(handle, "w+b"))  # mkstemp made it 0600
            plain: Any = out
            if recipients:
                plain = stack.enter_context(tempfile.TemporaryFile(dir=file.parent))
            with ZipFile(plain, "w", ZIP_DEFLATED) as archive:
                yield archive
            _check(plain, check)
            if recipients:
                backups_sealed.seal(plain, out, recipients)
            out.flush()
            os.fsync(out.fileno())
        os.rename(name, file)
    except backups_sealed.BadKey as error:
        raise BadBackup(str(error)) from error
    finally:
        Path(name).unlink(missing_ok=True)


def _check(file: Any, check: Callable[[ZipFile, Manifest], None]) -> None:
    """Read it again, as a restore would: what cannot be read now is told now."""
    file.flush()
    os.fsync(file.fileno())
    try:
        with ZipFile(file) as archive:
            if damaged := archive.testzip():
                raise BadZipFile(f"{damaged} is damaged")
            check(archive, _read_manifest(archive.read("manifest.json")))
    except (BadZipFile, KeyError, TypeError, ValueError, EOFError) as error:
        raise BadBackup(f"What was written cannot be read again ({error}).") from error


def add_manifest(archive: ZipFile, manifest: Manifest) -> None:
    archive.writestr("manifest.json", json.dumps(asdict(manifest), indent=1))


@contextmanager
def opened(
    file: Path, identity: Path | None = None
) -> Iterator[tuple[ZipFile, Manifest]]:
    """A backup that is whole and of a kind this version and database can restore.

    ``identity`` is the file of the private key that opens an encrypted one.
    """
    with ExitStack() as stack:
        try:
            readable: Any = file
            if backups_sealed.is_sealed(file):
                beside = tempfile.TemporaryFile(dir=settings.ACCORD_DATA)
                readable = stack.enter_context(beside)
                backups_sealed.unseal(file, readable, identity)
            archive = stack.enter_context(ZipFile(readable))
            if damaged := archive.testzip():
                raise BadZipFile(f"{damaged} is damaged")
            manifest = _read_manifest(archive.read("manifest.json"))
        except FileNotFoundError:
            raise BadBackup(f"There is no file {file}.") from None
        except backups_sealed.BadKey as error:
            raise BadBackup(str(error)) from error
        except (BadZipFile, KeyError, TypeError, ValueError, EOFError) as error:
            raise BadBackup(f"{file} is not a whole backup ({error}).") from error
        _refuse_what_cannot_be_read(file, manifest)
        yield archive, manifest


def _read_manifest(text: bytes) -> Manifest:
    said = json.loads(text)
    if said.get("format") != FORMAT:
        raise ValueError(f"format {said.get('format')}, not {FORMAT}")
    return Manifest(**said)


def _refuse_what_cannot_be_read(file: Path, manifest: Manifest) -> None:
    if manifest.engine != connection.vendor:
        raise BadBackup(
            f"{file} was taken on {manifest.engine} and this database is "
            f"{connection.vendor}: a backup is restored where it was taken from."
        )
    known = MigrationLoader(None).disk_migrations
    for app, name in manifest.migrations:
        if (app, name) not in known:
            raise BadBackup(
                f"{file} was taken by a later version, Accord {manifest.accord}: "
                f"this one does not know the migration {app} {name}."
            )


def refuse_unless_empty() -> None:
    """Nothing is ever restored over records."""
    for table in tables(connection):
        if table not in MACHINERY and next(_rows(connection, table), None):
            raise BadBackup(
                f"This database is not empty (there are rows in {table}). "
                "Restore into a new one: another ACCORD_DATA or DATABASE_URL."
            )


def refuse_if_different(restored: Manifest, manifest: Manifest) -> None:
    found, said = ((one.digest, one.rows, one.files) for one in (restored, manifest))
    if found != said:
        raise BadBackup("What the file holds is not what its manifest says.")
