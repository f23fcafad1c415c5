"""Say how the service does: a line for each thing that is watched, then the version.

It ends with 0 when all is in order, 1 when something is to be looked at, 2 when
something is urgent, as monitors such as Nagios and Icinga expect of a check.
"""

import sys
from typing import Any

from django.core.management.base import BaseCommand, no_translations
from django.utils import timezone

from accord import __version__
from accord.dashboards.reading.status import facts, worst


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    @no_translations
    def handle(self, **options: Any) -> None:
        found = facts(timezone.now())
        level = worst(found)
        wrong = ", ".join(fact.label for fact in found if fact.level)
        self.stdout.write(f"ACCORD {level.name}" + (f": {wrong}" if wrong else ""))
        for fact in found:
            self.stdout.write(f"{fact.level.name:<9} {fact.label}: {fact.words}")
        self.stdout.write(f"{'version':<9} {__version__}")
        self.stdout.flush()
        sys.exit(level)
