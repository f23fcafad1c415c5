"""Load the actions of a plan from a CSV file: plan, number, axis, titles, source."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accord.accounts.models import User
from accord.framework.loading import PLAN_ACTIONS
from accord.journal.loading import load_sheet


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options) -> None:
        report = load_sheet(PLAN_ACTIONS, file, by=User.objects.system("register"))
        self.stdout.write(str(report))
        if report.refused:
            raise CommandError("\n".join(report.refused))
