"""Remind people of the results they have to report, before and after they are due.

The worker does it each morning; its messages leave by the worker.
"""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from accord.monitoring import reminding


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--on",
            type=date.fromisoformat,
            default=None,
            metavar="DAY",
            help="act as on this day, such as 2026-07-01; today unless given",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say who would be written to"
        )

    def handle(self, *, on: date | None, dry_run: bool, **options: Any) -> None:
        sent = 0
        for reminder in list(reminding.planned(on or timezone.localdate())):
            if dry_run:
                self.stdout.write(str(reminder))
            else:
                sent += reminding.send(reminder)
        if not dry_run:
            self.stdout.write(f"{sent} reminders sent")
