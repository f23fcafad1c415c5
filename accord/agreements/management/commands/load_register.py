"""Load a region's register from a folder of CSV files, and say what was done."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accord.agreements.checking import whole
from accord.agreements.loading import load_register
from accord.lib.register import WrongRegister


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="of the register")

    def handle(self, *, folder: Path, **options) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder")
        if faults := whole(folder):
            for fault in faults:
                self.stderr.write(f"  {fault}")
            raise CommandError("Nothing was loaded.")
        try:
            reports = load_register(folder)
        except WrongRegister as error:
            raise CommandError(str(error)) from error
        for report in reports:
            self.stdout.write(str(report))
            for fault in report.refused:
                self.stderr.write(f"  {fault}")
        if any(report.refused for report in reports):
            raise CommandError("Some files were refused: nothing of them was loaded.")
