"""Print a link with which the first administrator opens their account.

Nothing is printed once somebody administers the platform. Each start gives a new link;
the one before stops working.
"""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import override

from accord.accounts.models import User
from accord.directory.links import address_of, new_link, platform
from accord.directory.models import Invitation
from accord.journal.models import trace
from accord.lib.plaintext import line, require_mailbox


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument("--email", default="", help="address they sign in with")
        parser.add_argument("--language", default="fr", choices=("fr", "nl"))

    def handle(self, *, email: str, language: str, **options) -> None:
        if User.objects.filter(is_administrator=True, is_active=True).exists():
            return
        email = line(email).strip().lower()
        try:
            if email:
                require_mailbox(email)
        except ValidationError as error:
            raise CommandError(f"--email: {error.messages[0]}") from error
        with transaction.atomic(), override(language):
            pending = Invitation.objects.pending().filter(is_administrator=True)
            invitation = pending.order_by("pk").first() or Invitation(
                email=email,
                name="",
                language=language,
                is_administrator=True,
            )
            token = new_link(invitation)
            trace(invitation, by=platform(), verb="directory.invite", changes={})
            address = address_of(token)
        self.stdout.write("  First administrator, choose your password here (once):\n")
        self.stdout.write(f"  {address}\n\n")
