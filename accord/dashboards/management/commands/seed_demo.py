"""Bring the demonstration's people on stage, with invented work; only with DEMO set.

Prints who can be played, and the password. Run again, it tells the chapters that came
since, and changes nothing else.
"""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accord.accounts.demonstration import CAST, PASSWORD
from accord.accounts.models import User
from accord.dashboards import demonstration
from accord.directory.models import Membership
from accord.lib.register import WrongRegister


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options) -> None:
        if not settings.DEMO:
            raise CommandError("Invented people and data belong in a demonstration.")
        try:
            with transaction.atomic():
                told = demonstration.play()
        except WrongRegister as error:
            raise CommandError(str(error)) from error
        new = ", ".join(told.now) or "nothing new"
        self.stdout.write(f"Demonstration, invented: {new}.")
        if told.unplayed:
            self.stdout.write(
                "  Left out, for this register has no town, body or mission for them: "
                f"{', '.join(told.unplayed)}."
            )
        if told.never:
            self.stdout.write(
                "  Not told, for its data is not there or was changed: "
                f"{', '.join(told.never)}. If it was changed, remove "
                f"{settings.ACCORD_DATA} and start again for all of it."
            )
        for one in User.objects.filter(email__in=[one.email for one in CAST]):
            parts = Membership.objects.of_person(one).filter(ends_on=None)
            said = ", ".join(f"{two.role} at {two.organisation.code}" for two in parts)
            if one.is_administrator:
                said = "administrator"
            self.stdout.write(f"  {one.email:32} {said or 'no part'}")
        self.stdout.write(f"  password: {PASSWORD}")
