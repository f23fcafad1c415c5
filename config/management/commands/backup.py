"""Write a backup of the database and the files people gave, while the server works.

The backup is one file. It holds what there was at one moment, personal data included;
only its owner may read it. Sessions, caches and the secret key are not in it. What is
printed is what ``restore`` prints of the same register. It ends with an error when a
file is missing or damaged; all the rest is in the backup then.
"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from accord.notifications import scheduling
from config import backups, backups_files, backups_postgresql, backups_sqlite


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="new file, such as accord.zip")

    def handle(self, *, file: Path, **options: Any) -> None:
        file = file.resolve()
        try:
            with backups.written(file) as archive:
                if connection.vendor == "sqlite":
                    manifest = backups_sqlite.make(archive, beside=file.parent)
                else:
                    manifest = backups_postgresql.make(archive)
                backups_files.add(archive, manifest)
                backups.add_manifest(archive, manifest)
        except (backups.BadBackup, OSError) as error:
            scheduling.note(scheduling.BACKUP, error=type(error).__name__)
            raise CommandError(str(error)) from error
        lost = backups.told_lost(manifest)
        scheduling.note(scheduling.BACKUP, error="files are missing" if lost else "")
        self.stdout.write(backups.told(manifest))
        self.stdout.write(f"Written to {file}")
        if lost:
            raise CommandError(lost)
