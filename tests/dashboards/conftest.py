"""The demonstration, played once for all the tests of a file."""

from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.test import TestCase, override_settings

REGISTER = Path(__file__).parents[2] / "data/brussels"


@pytest.fixture(scope="module")
def played_once(django_db_setup, django_db_blocker):
    """Each test that follows works in a savepoint of this one transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        mail.outbox = []
        call_command("load_register", REGISTER, verbosity=0)
        sending = TestCase.captureOnCommitCallbacks(execute=True)
        with override_settings(DEMO=True), sending:
            call_command("seed_demo", verbosity=0)
        yield list(mail.outbox)
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(played_once, db, settings):
    """What was sent while it was made; with DEMO set."""
    settings.DEMO = True
    return played_once
