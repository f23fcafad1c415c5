"""The database that every test starts from: made once, kept, and never stale.

To run all migrations takes ten seconds, to copy what they make a few hundredths. The
template is named after the content of all that makes it: where that changes, another
is made. It gets its name when it is whole, so nobody ever copies half of one.

On SQLite it is a file in the system's temporary folder, on PostgreSQL a database of the
server; all checkouts of one person share them.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from time import sleep

import django
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from bin.kept import folder, locked
from tests import cast

KEPT = 10  # templates on an engine: of checkouts with other migrations
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
    own = connection.settings_dict
    outside = own["NAME"]
    connection.close()
    own["NAME"] = own["TEST"]["NAME"] = connection.creation._get_test_db_name()
    restore()
    # SQLite is asked about JSON by the first who needs it: here, and no test pays.
    assert connection.features.supports_json_field
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


def kept() -> sqlite3.Connection:
    """What the database of the tests holds now, in memory: to copy back. On SQLite."""
    memory = sqlite3.connect(":memory:")
    connection.connection.backup(memory)
    return memory


def _restore_on_sqlite() -> None:
    copy(_of_sqlite())


def copy(source: sqlite3.Connection) -> None:
    """Make the database of the tests what ``source`` holds."""
    connection.ensure_connection()
    for attempt in range(PATIENCE):
        try:
            return source.backup(connection.connection)
        except sqlite3.OperationalError:
            # A server in another thread may still be reading its last page.
            if attempt == PATIENCE - 1:
                raise
            sleep(0.1)


def of_sqlite() -> Path:
    """The file of the template; it is there once a test ran on SQLite."""
    return folder() / f"{key()}.sqlite3"


@cache
def _of_sqlite() -> sqlite3.Connection:
    """The template, in memory from the first time on: nobody takes it away."""
    file = of_sqlite()
    if not file.exists():
        with locked():  # one makes it, the others wait for that
            if not file.exists():
                _make_on_sqlite(file)
    file.touch()  # used last, forgotten last
    template = sqlite3.connect(":memory:")
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as source:
        source.backup(template)
    return template


def _make_on_sqlite(file: Path) -> None:
    _make()
    unfinished = file.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished)) as target:
        connection.connection.backup(target)
    unfinished.rename(file)
    for old in sorted(file.parent.glob("*.sqlite3"), key=_age)[KEPT:]:
        old.unlink()


def _age(file: Path) -> float:
    return -file.stat().st_mtime


def _restore_on_postgresql() -> None:
    name, template = connection.settings_dict["NAME"], f"accord_tests_{key()}"
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


def _forget_older(cursor) -> None:
    cursor.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE 'accord_tests_%%'"
        " ORDER BY oid DESC OFFSET %s",
        [KEPT],
    )
    for (old,) in cursor.fetchall():
        cursor.execute(f'DROP DATABASE "{old}"')
