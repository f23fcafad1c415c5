"""The demonstration, played once for all the tests of a file.

It is begun by a platform that told its people and agreements alone, and upgraded: what
the tests ask of it holds for one that stood before.
"""

from pathlib import Path
from unittest import mock

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.test import TestCase, override_settings

from accord.dashboards import demonstration as demonstration_

REGISTER = Path(__file__).parents[2] / "data/brussels"


@pytest.fixture(scope="module")
def played_once(django_db_setup, django_db_blocker):
    """Each test that follows works in a savepoint of this one transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        mail.outbox = []
        call_command("load_register", REGISTER, verbosity=0)
        sending = TestCase.captureOnCommitCallbacks(execute=True)
        with override_settings(DEMO=True), sending:
            with mock.patch.object(demonstration_, "CHAPTERS", ()):
                call_command("seed_demo", verbosity=0)
            call_command("seed_demo", verbosity=0)
        yield list(mail.outbox)
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(played_once, db, settings):
    """What was sent while it was made; with DEMO set."""
    settings.DEMO = True
    return played_once
