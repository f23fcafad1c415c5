"""Remind people of the results they have to report, before and after they are due."""

import smtplib
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
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
        sent, failed = 0, []
        for reminder in list(reminding.planned(on or timezone.localdate())):
            if dry_run:
                self.stdout.write(str(reminder))
                continue
            try:
                sent += reminding.send(reminder)
            except (OSError, smtplib.SMTPException) as error:
                failed.append(f"{reminder}: {error}")
        if not dry_run:
            self.stdout.write(f"{sent} reminders sent")
        if failed:
            raise CommandError("Not sent, and not tried again:\n" + "\n".join(failed))
