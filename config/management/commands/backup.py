"""Write a backup of the database and the files people gave, while the server works.

The backup is one file. It holds what there was at one moment, personal data included;
only its owner may read it, and where BACKUP_RECIPIENTS names public keys, only who has
a private one can. Sessions, caches and the secret key are not in it. It is read again
before it gets its name; ``restore`` prints the same lines of the same register. Into a
folder, it is named after the moment, and older ones go as BACKUP_KEEP_… says. It ends
with an error when a file is missing or damaged; all the rest is in it then.
"""

from contextlib import suppress
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection

from accord.notifications import scheduling
from config import (
    backups,
    backups_files,
    backups_kept,
    backups_postgresql,
    backups_sealed,
    backups_sqlite,
)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("file", type=Path, nargs="?", help="a new file")
        where.add_argument("--into", type=Path, help="folder of many, thinned out")

    def handle(self, *, file: Path | None, into: Path | None, **options: Any) -> None:
        try:
            written = (file or into / backups_kept.name()).resolve()  # type: ignore[operator] # one of both
            self._write(written)
        except (backups.BadBackup, backups_sealed.BadKey, OSError, DatabaseError) as no:
            with suppress(DatabaseError):  # it may be what failed
                scheduling.note(scheduling.BACKUP, error=type(no).__name__)
            raise CommandError(str(no)) from no
        scheduling.note(scheduling.BACKUP, error="")
        for gone in backups_kept.thin(into) if into else []:
            self.stdout.write(f"Removed {gone}")

    def _write(self, file: Path) -> None:
        def check(archive: ZipFile, manifest: backups.Manifest) -> None:
            backups_files.check(archive, manifest)
            if connection.vendor == "sqlite":
                backups_sqlite.check(archive, manifest, beside=file.parent)
            else:
                backups_postgresql.check(archive, manifest)

        with backups.written(file, check) as archive:
            if connection.vendor == "sqlite":
                manifest = backups_sqlite.make(archive, beside=file.parent)
            else:
                manifest = backups_postgresql.make(archive)
            backups_files.add(archive, manifest)
            backups.add_manifest(archive, manifest)
        self.stdout.write(backups.told(manifest))
        self.stdout.write(f"Written to {file}")
        if lost := backups.told_lost(manifest):
            raise backups.BadBackup(lost)
