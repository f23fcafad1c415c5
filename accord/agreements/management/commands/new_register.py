"""Begin a register in a new folder: every file with its first line, and what to write.

Then fill it, ask ``check_register FOLDER`` what is missing, and start with
``REGISTER=FOLDER``.
"""

import csv
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accord.agreements.loading import REGISTER

WORDS = settings.BASE_DIR / "data" / "new"


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="such as ../my-region")

    def handle(self, *, folder: Path, **options: Any) -> None:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise CommandError(f"{folder} is there already, and not an empty folder")
        folder.mkdir(parents=True, exist_ok=True)
        for words in sorted(WORDS.iterdir()):
            text = words.read_text(encoding="utf-8").replace("FOLDER", str(folder))
            (folder / words.name).write_text(text, encoding="utf-8")
        for sheet in REGISTER:
            path = folder / f"{sheet.name}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerow(sheet.columns)
        self.stdout.write(
            f"{folder} holds {len(REGISTER)} files. Begin with its README.md; then:\n"
            f"  .venv/bin/python manage.py check_register {folder}"
        )
