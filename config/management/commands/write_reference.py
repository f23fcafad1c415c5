"""Write the pages of the documentation that come from the code."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import reference


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="Write nothing; fail and name the pages that are stale.",
        )

    def handle(self, *, check: bool, **options: Any) -> None:
        if check:
            if stale := reference.stale():
                names = ", ".join(f"docs/{address}" for address in stale)
                raise CommandError(f"Stale: {names}. Run make docs.")
            self.stdout.write("Every generated page is fresh.")
            return
        for address in reference.write():
            self.stdout.write(f"docs/{address}")
