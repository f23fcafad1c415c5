"""Backups of a PostgreSQL database: one COPY per table, in one transaction."""

import shutil
from collections.abc import Iterable
from zipfile import ZipFile

from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from config import backups
from config.backups import BadBackup, Manifest


def make(archive: ZipFile) -> Manifest:
    """Writers go on: every table is read as it stood when the transaction began."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        manifest = backups.described(connection)
        for table in manifest.rows:
            copied = f"COPY {_named(table)} TO STDOUT"
            with (
                archive.open(_entry(table), "w", force_zip64=True) as out,
                cursor.copy(copied) as rows,
            ):
                for block in rows:
                    out.write(block)
        manifest.sequences.update(_sequences(manifest.rows))
    return manifest


def check(archive: ZipFile, manifest: Manifest) -> None:
    """Count the rows in it again: a line is a row, as COPY writes them."""
    for table, rows in manifest.rows.items():
        with archive.open(_entry(table)) as packed:
            if sum(1 for _line in packed) != rows:
                raise BadBackup(f"It does not hold the {rows} rows of {table}.")


def restore(archive: ZipFile, manifest: Manifest) -> None:
    """The tables as they were at that version, then every row in one transaction."""
    backups.refuse_unless_empty()
    try:
        _migrate_to({(app, name) for app, name in manifest.migrations})
        with transaction.atomic():
            _load(archive, manifest)
    except DatabaseError as error:
        raise BadBackup(f"PostgreSQL refused the data: {error}") from error


def _load(archive: ZipFile, manifest: Manifest) -> None:
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        emptied = ", ".join(
            connection.ops.quote_name(name)
            for name in sorted(names)
            if name != backups.MIGRATIONS
        )
        cursor.execute(f"LOCK TABLE {emptied}")
        backups.refuse_unless_empty()
        cursor.execute(f"TRUNCATE {emptied}")  # the rows of Django's own machinery
        for table in manifest.rows:
            copied = f"COPY {_named(table)} FROM STDIN"
            with archive.open(_entry(table)) as packed, cursor.copy(copied) as rows:
                shutil.copyfileobj(packed, rows)
        for sequence, last in manifest.sequences.items():
            cursor.execute(
                "SELECT setval(%s, %s)", [connection.ops.quote_name(sequence), last]
            )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    backups.refuse_if_different(backups.described(connection), manifest)


def _named(table: str) -> str:
    """The table with its columns: their order may differ where it is restored."""
    quoted = connection.ops.quote_name(table)
    return f"{quoted} ({backups.columns(connection, table)})"


def _entry(table: str) -> str:
    return f"tables/{table}.copy"


def _sequences(tables: Iterable[str]) -> dict[str, int]:
    """The last number each sequence gave; those that gave none are as new."""
    with connection.cursor() as cursor:
        kept = [
            sequence["name"]
            for table in tables
            for sequence in connection.introspection.get_sequences(cursor, table)
        ]
        cursor.execute(
            "SELECT sequencename, last_value FROM pg_sequences "
            "WHERE sequencename = ANY(%s) AND last_value IS NOT NULL",
            [kept],
        )
        return dict(cursor.fetchall())


def _migrate_to(applied: set[tuple[str, str]]) -> None:
    """Bring the tables to where exactly ``applied`` is applied."""
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    known = {key for key in applied if key in graph.nodes}

    def is_last(key: tuple[str, str]) -> bool:
        after = {child.key for child in graph.node_map[key].children}
        return not any(one[0] == key[0] and one in known for one in after)

    executor.migrate(sorted(key for key in known if is_last(key)))
