"""Recompute what must hold in the stored register, and print what does not.

It changes nothing. Its exit status is 1 if anything is wrong.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accord.agreements.soundness import faults


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options: Any) -> None:
        with transaction.atomic():
            found = list(faults())
        for fault in found:
            self.stderr.write(f"  {fault}")
        if found:
            raise CommandError(f"{len(found)} things are wrong in the register.")
        self.stdout.write("The register is sound.")
