"""Say what is wrong in the stored register, or in the folder of one not loaded yet.

It changes nothing, and asks no database about a folder. Its exit status is 1 if
anything is wrong.
"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accord.agreements.checking import check
from accord.agreements.soundness import faults


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, nargs="?", help="such as my-region")

    def handle(self, *, folder: Path | None, **options: Any) -> None:
        if folder is None:
            with transaction.atomic():
                found = list(faults())
        elif folder.is_dir():
            found = check(folder)
        else:
            raise CommandError(f"{folder} is not a folder")
        for fault in found:
            self.stderr.write(f"  {fault}")
        if found:
            raise CommandError(f"{len(found)} things are wrong in the register.")
        self.stdout.write("The register is sound.")
