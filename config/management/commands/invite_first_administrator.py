"""Give a link with which the first administrator opens their account.

On a terminal it is printed; where a log would keep it, it is written to a file of
ACCORD_DATA that its owner alone may read. It stays the same from one start to the next,
for two weeks. Nothing is given once somebody administers the platform.
"""

import os
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from accord.accounts.models import User
from accord.directory.links import address_of, hashed, new_link, platform, token_of
from accord.directory.models import Invitation
from accord.journal.models import trace
from accord.lib.plaintext import line, require_mailbox


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument("--email", default="", help="address they sign in with")
        parser.add_argument("--language", default="fr", choices=("fr", "nl"))

    def handle(self, *, email: str, language: str, **options) -> None:
        file = settings.ACCORD_DATA / "first_administrator.txt"
        if User.objects.filter(is_administrator=True, is_active=True).exists():
            file.unlink(missing_ok=True)
            return
        email = line(email).strip().lower()
        try:
            if email:
                require_mailbox(email)
        except ValidationError as error:
            raise CommandError(f"--email: {error.messages[0]}") from error
        with transaction.atomic(), override(language):
            address = address_of(_token(email, language))
        said = "  First administrator, choose your password here (once):\n"
        if self.stdout.isatty():
            self.stdout.write(f"{said}  {address}\n\n")
            return
        _write_for_its_owner(file, f"{said}  {address}\n")
        self.stdout.write(f"  The first administrator's link is in {file}\n\n")


def _token(email: str, language: str) -> str:
    """Of the invitation that waits, while it is good; else of a new one."""
    pending = Invitation.objects.pending().filter(is_administrator=True)
    invitation = pending.order_by("pk").first() or Invitation(
        email=email, name="", language=language, is_administrator=True
    )
    if invitation.pk and invitation.expires_at > timezone.now():
        token = token_of(invitation)
        is_the_same = hashed(token) == invitation.token_hash  # no, with another key
        if is_the_same and email in ("", invitation.email):
            return token
    if email:
        invitation.email = email
    token = new_link(invitation)
    trace(invitation, by=platform(), verb="directory.invite", changes={})
    return token


def _write_for_its_owner(file: Path, text: str) -> None:
    file.unlink(missing_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
