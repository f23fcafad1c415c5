"""The database that every test starts from: made once, kept, and never stale.

To run all migrations takes ten seconds, to copy what they make a few hundredths. The
template is named after the content of all that makes it: where that changes, another
is made. It gets its name when it is whole, so nobody ever copies half of one.

On SQLite it is a file in the system's temporary folder, on PostgreSQL a database of the
server; all checkouts of one person share them.
"""

import fcntl
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from time import sleep

import django
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from tests import cast

KEPT = 5  # of these on a server: of so many checkouts with other migrations
IMPORTED = re.compile(r"^(?:import|from) (accord[\w.]+)", re.MULTILINE)
PATIENCE = 100  # tenths of a second


@cache
def key() -> str:
    """What a template is called after: whatever it is made of changes it."""
    content = sha256(f"{django.__version__} {sqlite3.sqlite_version}".encode())
    for name, file in sorted(_made_of().items()):
        content.update(f"\0{name}\0".encode())
        content.update(file.read_bytes())
    return content.hexdigest()[:16]


def _made_of() -> dict[str, Path]:
    """All migrations, ours and others', what ours import from us, and the cast."""
    files = {"database": Path(__file__), "cast": Path(cast.__file__)}
    for app in apps.get_app_configs():
        for file in Path(app.path).glob("migrations/*.py"):
            files[f"{app.label} {file.name}"] = file
            if app.name.startswith(("accord.", "config")):
                files |= _imported(file.read_text())
    return files


def _imported(source: str) -> dict[str, Path]:
    specs = [find_spec(name) for name in IMPORTED.findall(source)]
    return {spec.name: Path(spec.origin) for spec in specs if spec and spec.origin}


@contextmanager
def of_this_process() -> Iterator[None]:
    """Tests here have a database of their own, from the template; gone at the end."""
    outside = connection.settings_dict["NAME"]
    restore()
    yield
    connection.creation.destroy_test_db(outside, verbosity=0)


def restore() -> None:
    """The database of the tests, as the template has it."""
    if connection.vendor == "sqlite":
        _restore_on_sqlite()
    else:
        _restore_on_postgresql()
    # Read once per process: no test pays for these, in any order.
    ContentType.objects.clear_cache()
    for one in ContentType.objects.all():
        ContentType.objects.get_for_id(one.pk)


def _make() -> None:
    """Run the migrations in the database of the tests, and let the cast in."""
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    cast.make()


def _enter(name: str) -> None:
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = name
    connection.settings_dict["NAME"] = name


def _restore_on_sqlite() -> None:
    folder = Path(tempfile.gettempdir()) / f"accord-tests-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} is someone else's.")
    template = folder / f"{key()}.sqlite3"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one makes it, the others wait for that
        if not template.exists():
            _make()
            unfinished = template.with_suffix(".unfinished")
            unfinished.unlink(missing_ok=True)
            with closing(sqlite3.connect(unfinished)) as file:
                connection.connection.backup(file)
            unfinished.rename(template)
    _enter(connection.creation._get_test_db_name())
    connection.ensure_connection()
    with closing(sqlite3.connect(f"file:{template}?mode=ro", uri=True)) as file:
        for attempt in range(PATIENCE):
            try:
                return file.backup(connection.connection)
            except sqlite3.OperationalError:
                # A server in another thread may still be reading its last page.
                if attempt == PATIENCE - 1:
                    raise
                sleep(0.1)


def _restore_on_postgresql() -> None:
    name, template = connection.creation._get_test_db_name(), f"accord_tests_{key()}"
    connection.close()
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('accord_tests'))")
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if not cursor.fetchone():
            _make()
            connection.close()
            cursor.execute(f'ALTER DATABASE "{name}" RENAME TO "{template}"')
            _forget_older(cursor)
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    _enter(name)


def _forget_older(cursor) -> None:
    cursor.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE 'accord_tests_%%'"
        " ORDER BY oid DESC OFFSET %s",
        [KEPT],
    )
    for (old,) in cursor.fetchall():
        cursor.execute(f'DROP DATABASE "{old}"')
