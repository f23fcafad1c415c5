"""Make an empty database ready to measure: nineteen texts, followed for years."""

import json
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from bench.database import settled
from bench.following import follow
from config.management.commands.prepare import fingerprint


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--periods", type=int, help="months of results")

    def handle(self, *, periods: int, **options: Any) -> None:
        call_command("compile_catalogues", stdout=open("/dev/null", "w"))
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        made = follow(periods)
        settled()
        # What `serve` looks for, so that it does not load the real register.
        (settings.ACCORD_DATA / "prepared").write_text(fingerprint())
        self.stdout.write(json.dumps(made))
