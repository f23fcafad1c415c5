"""Backups of an SQLite database: the database itself, by its own online backup."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from config import backups
from config.backups import BadBackup, Manifest

NAME = "accord.sqlite3"


def make(archive: ZipFile, *, beside: Path) -> Manifest:
    """Writers go on: the copy is made in one step, of one moment."""
    with _folder(beside) as folder:
        copy = folder / NAME
        with _at(copy) as database:
            _copy(connection, database)
            _forget_the_rest(database)
            manifest = backups.described(database)
        archive.write(copy, NAME)
    return manifest


def check(archive: ZipFile, manifest: Manifest, *, beside: Path) -> None:
    """Open the database in it, whole, and read every row again."""
    with _unpacked(archive, manifest, beside=beside):
        pass


def restore(archive: ZipFile, manifest: Manifest, *, beside: Path) -> None:
    """Checked aside, then copied in one transaction: all of it, or nothing."""
    with _unpacked(archive, manifest, beside=beside) as database:
        backups.refuse_unless_empty()
        _copy(database, connection)


@contextmanager
def _unpacked(
    archive: ZipFile, manifest: Manifest, *, beside: Path
) -> Iterator[BaseDatabaseWrapper]:
    """The database in the archive, which is what the manifest says."""
    with _folder(beside) as folder:
        copy = folder / NAME
        with archive.open(NAME) as packed, copy.open("wb") as out:
            shutil.copyfileobj(packed, out)
        try:
            with _at(copy) as database:
                with database.cursor() as cursor:
                    cursor.execute("PRAGMA integrity_check")
                    if cursor.fetchone() != ("ok",):
                        raise BadBackup("The database in the file is damaged.")
                backups.refuse_if_different(backups.described(database), manifest)
                yield database
        except (DatabaseError, sqlite3.DatabaseError) as error:
            raise BadBackup(f"The database cannot be read ({error}).") from error


def _copy(source: BaseDatabaseWrapper, target: BaseDatabaseWrapper) -> None:
    source.ensure_connection()
    target.ensure_connection()
    source.connection.backup(target.connection)


def _forget_the_rest(database: BaseDatabaseWrapper) -> None:
    """Empty what is left out; VACUUM, so that nothing of it stays between the pages."""
    with database.cursor() as cursor:
        known = set(database.introspection.table_names(cursor))
        for table in sorted(backups.left_out() & known):
            cursor.execute(f"DELETE FROM {database.ops.quote_name(table)}")  # noqa: S608 - quoted
        cursor.execute("PRAGMA journal_mode=DELETE")
        cursor.execute("VACUUM")


@contextmanager
def _at(file: Path) -> Iterator[BaseDatabaseWrapper]:
    """The database in ``file``, with none of the server's own settings."""
    database = connection.copy()
    database.settings_dict |= {"NAME": str(file), "OPTIONS": {}}
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _folder(beside: Path) -> Iterator[Path]:
    """A folder that its owner alone can open, on the disk the file will be on."""
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=beside) as folder:
        yield Path(folder)
