"""Write a backup of the whole database to one file, while the server works.

The file holds what the database held at one moment, personal data included; only its
owner may read it. Sessions, caches and the secret key are not in it. What is printed is
what ``restore`` prints of the same register.
"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from config import backups, backups_postgresql, backups_sqlite


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
                backups.add_manifest(archive, manifest)
        except (backups.BadBackup, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(backups.told(manifest))
        self.stdout.write(f"Written to {file}")
