"""Write to ALARM_EMAIL that a service of this machine failed.

It is what the unit accord-alarm@.service runs. It asks no database, which may be the
reason, and waits for the mail server: when that is away too, it fails itself.
"""

from socket import gethostname
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("unit", help="such as accord-backup.service")

    def handle(self, *, unit: str, **options: Any) -> None:
        if not settings.ALARM_EMAIL:
            raise CommandError("ALARM_EMAIL is empty: nobody is written to.")
        host = gethostname()
        send_mail(
            f"{unit} failed on {host}",
            f"{settings.BASE_URL}\n\nWhat it said:\n"
            f"journalctl --unit {unit} --since -1h   (on {host})\n",
            None,
            [settings.ALARM_EMAIL],
        )
