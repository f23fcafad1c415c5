"""Make an empty database ready to measure: migrate it and fill it with a region."""

import json
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from bench.data import fill
from bench.database import settled
from config.management.commands.prepare import fingerprint


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--agreements", type=int, help="how many to invent")
        parser.add_argument("--municipalities", type=int, help="how many to invent")
        parser.add_argument("--steps", type=int, help="how many for each agreement")

    def handle(self, **asked: Any) -> None:
        quiet = open("/dev/null", "w")
        call_command("compile_catalogues", stdout=quiet)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        made = fill(asked["agreements"], asked["municipalities"], asked["steps"])
        settled()
        # What `serve` looks for, so that it does not load the real register.
        (settings.ACCORD_DATA / "prepared").write_text(fingerprint())
        self.stdout.write(json.dumps(made))
