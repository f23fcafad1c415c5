"""Restore a backup into an empty database of the same kind: all of it, or nothing.

Stop the server first; when it starts again, it brings an older register up to its own
version. What is printed is what ``backup`` printed of the same register.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from config import backups, backups_files, backups_postgresql, backups_sqlite


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="file that backup wrote")
        parser.add_argument(
            "--identity", type=Path, help="file of the private key, if it is encrypted"
        )

    def handle(
        self, *, file: Path, identity: Path | None = None, **options: Any
    ) -> None:
        # The next start prepares whatever was restored, even by the same code.
        (settings.ACCORD_DATA / "prepared").unlink(missing_ok=True)
        try:
            with backups.opened(file, identity) as (archive, manifest):
                backups.refuse_unless_empty()
                backups_files.restore(archive, manifest)  # first: rows need their files
                if connection.vendor == "sqlite":
                    beside = settings.ACCORD_DATA
                    backups_sqlite.restore(archive, manifest, beside=beside)
                else:
                    backups_postgresql.restore(archive, manifest)
        except (backups.BadBackup, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(backups.told(manifest))
        self.stdout.write(f"Restored from {file}")
        if lost := backups.told_lost(manifest):
            self.stderr.write(lost)
