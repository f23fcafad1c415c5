"""Seal second factors anew with the secret key of today.

For when SECRET_KEY was replaced and the one before stands in SECRET_KEY_FALLBACKS: once
this has run, nothing in the database needs that one any more. It may run twice, and
while people work. It ends with an error when something opens with no key it knows.
"""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accord.accounts.sealing import resealed

# Under which names the library keeps what it seals; a passkey holds no secret.
SEALED = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


class Command(BaseCommand):
    help = __doc__

    @transaction.atomic
    def handle(self, **options: Any) -> None:
        done, lost = 0, 0
        # audience: the machine alone, which reads none of them
        found = Authenticator.objects.filter(type__in=SEALED).select_for_update()
        for one in found.order_by("pk"):
            name = SEALED[one.type]
            again = resealed(one.data.get(name, ""))
            if again is None:
                lost += 1
                continue
            one.data[name] = again
            one.save(update_fields=["data"])
            done += 1
        self.stdout.write(f"{done} secrets of second factors sealed with this key.")
        if lost:
            raise CommandError(
                f"{lost} more open with no key that is named: add the key they were "
                "sealed with to SECRET_KEY_FALLBACKS, or remove those second factors."
            )
