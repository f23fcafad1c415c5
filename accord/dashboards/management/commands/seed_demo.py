"""Bring the demonstration's people on stage, with invented work; only with DEMO set.

Prints who can be played, and the password. Run again, it tells the chapters that came
since, and changes nothing else.
"""

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accord.accounts.demonstration import CAST, PASSWORD
from accord.dashboards import demonstration


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options) -> None:
        if not settings.DEMO:
            raise CommandError("Invented people and data belong in a demonstration.")
        try:
            with transaction.atomic():
                told = demonstration.play()
        except ObjectDoesNotExist as missing:
            raise CommandError(
                "The demonstration is told of the municipalities of data/brussels, and "
                "this register lacks some of them. Start without DEMO."
            ) from missing
        new = ", ".join(told.now) or "nothing new"
        self.stdout.write(f"Demonstration, invented: {new}.")
        if told.never:
            self.stdout.write(
                f"  Not told, for its data was changed: {', '.join(told.never)}. For "
                f"all of it, remove {settings.ACCORD_DATA} and start again."
            )
        for one in CAST:
            part = f"{one.role} at {one.at}" if one.at else "no part"
            said = "administrator" if one.is_administrator else part
            self.stdout.write(f"  {one.email:32} {said}")
        self.stdout.write(f"  password: {PASSWORD}")
