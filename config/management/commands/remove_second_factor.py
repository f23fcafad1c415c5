"""Remove the second factor of a person who lost it and whom nobody else can help.

Such as the only administrator, or everyone after a restore without the secret key. They
are told by mail, sign in with their password and set up another one.
"""

from django.core.management.base import BaseCommand, CommandError

from accord.accounts.models import User
from accord.directory.actions.people import remove_second_factor
from accord.directory.links import platform
from accord.lib.errors import Refused


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument("email", help="address they sign in with")

    def handle(self, *, email: str, **options) -> None:
        person = User.objects.filter(email=email.strip().lower()).first()
        if person is None:
            raise CommandError(f"Nobody signs in with {email}.")
        try:
            remove_second_factor(person, by=platform())
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"The second factor of {email} is removed.")
