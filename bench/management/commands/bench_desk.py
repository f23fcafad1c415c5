"""Ask for the desk as the Region, and count what it costs the database."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from accord.accounts.models import User
from bench.people import session_of


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options: Any) -> None:
        client = Client(SERVER_NAME="127.0.0.1")
        person = User.objects.get(name="regional")
        client.cookies[settings.SESSION_COOKIE_NAME] = session_of(person)
        with override("fr"):
            address = reverse("dashboards:overview")
        client.get(address)  # templates and types are read
        with CaptureQueriesContext(connection) as asked:
            page = client.get(address)
        if page.status_code != 200:
            raise RuntimeError(f"The desk answered {page.status_code}.")
        found = {"queries": len(asked), "kilobytes": len(page.content) / 1000}
        self.stdout.write(json.dumps(found))
