"""The cast: the same people play in the tests, the demo data and the docs."""

import gc
from time import sleep
from types import SimpleNamespace

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import OperationalError, connection
from django.utils import translation

from accord.directory.models import Kind, Role
from tests import make

# Tests make many records and few cycles: looking for these all the time costs a tenth.
gc.set_threshold(100_000, 50, 50)


@pytest.fixture(autouse=True)
def _fresh_start():
    """No cached page and no language left over from another test."""
    for name in ("default", "pages"):
        caches[name].clear()
    with translation.override("fr"):
        yield


def _once_free(cursor, statement: str) -> None:
    """A server in another thread may still be reading its last page, not for long."""
    for _attempt in range(100):
        try:
            cursor.execute(statement)
        except OperationalError as error:
            if "locked" not in str(error):
                raise
            sleep(0.1)
        else:
            return
    cursor.execute(statement)


@pytest.fixture(scope="session", autouse=True)
def _emptying_between_tests(django_db_setup, django_db_blocker):
    """Let the test runner empty the journal, which SQLite rightly refuses to anyone.

    A test with real transactions ends by emptying every table. The triggers are taken
    away for that moment only. (PostgreSQL empties by TRUNCATE, which they let pass.)
    """
    if connection.vendor != "sqlite":
        yield
        return
    operations = type(connection.ops)
    empty = operations.execute_sql_flush

    def with_triggers_away(self, statements):
        with connection.cursor() as cursor:
            found = cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall()
            for name, _sql in found:
                _once_free(cursor, f"DROP TRIGGER {name}")
            empty(self, statements)
            for _name, sql in found:
                cursor.execute(sql)

    operations.execute_sql_flush = with_triggers_away
    yield
    operations.execute_sql_flush = empty


@pytest.fixture
def cast(db) -> SimpleNamespace:
    region = make.organisation(
        Kind.REGION,
        code="region",
        name_fr="Bruxelles Logement",
        name_nl="Brussel Huisvesting",
    )
    ixelles = make.organisation(
        code="ixelles",
        name_fr="Ixelles",
        name_nl="Elsene",
        slug_fr="ixelles",
        slug_nl="elsene",
        nis_code="21009",
    )
    schaerbeek = make.organisation(
        code="schaerbeek",
        name_fr="Schaerbeek",
        name_nl="Schaarbeek",
        slug_fr="schaerbeek",
        slug_nl="schaarbeek",
        nis_code="21015",
    )
    service = make.organisation(
        Kind.CPAS, code="cpas", name_fr="CPAS d’Ixelles", name_nl="OCMW van Elsene"
    )
    person = make.person
    return SimpleNamespace(
        region=region,
        ixelles=ixelles,
        schaerbeek=schaerbeek,
        service=service,
        # Ines edits for Ixelles; Marc only reads there.
        ines=person(Role.EDITOR, ixelles, email="ines@example.org", name="Ines"),
        marc=person(Role.READER, ixelles, email="marc@example.org", name="Marc"),
        # Nora edits for another municipality and must see nothing of Ixelles.
        nora=person(Role.EDITOR, schaerbeek, email="nora@example.org", name="Nora"),
        # Rita approves at the Region, Remy keeps the register there, Lea only reads.
        rita=person(Role.APPROVER, region, email="rita@example.org", name="Rita"),
        remy=person(Role.EDITOR, region, email="remy@example.org", name="Remy"),
        lea=person(Role.READER, region, email="lea@example.org", name="Lea"),
        # Sam works for a service; Zoe has an account and no standing.
        sam=person(Role.READER, service, email="sam@example.org", name="Sam"),
        zoe=person(email="zoe@example.org", name="Zoe"),
        # Ada administers the platform and keeps no register.
        ada=person(email="ada@example.org", name="Ada", is_administrator=True),
    )


@pytest.fixture(autouse=True)
def _known_content_types(request):
    """Read once per process, at its start: no test pays for it, in any order."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        ContentType.objects.clear_cache()
        for one in ContentType.objects.all():
            ContentType.objects.get_for_id(one.pk)


@pytest.fixture
def sign_in(client):
    """``sign_in(cast.ines)`` returns the client, signed in as Ines.

    With the second factor done where one is required: ``tests/accounts`` tests that.
    """

    def as_(person):
        client.force_login(person)
        session = client.session
        session["second_factor_done"] = person.pk
        session.save()
        return client

    return as_


@pytest.fixture
def untranslated(settings):
    """Our own sentences as the code has them: the test is about which one is said."""
    settings.LOCALE_PATHS = []
    with translation.override("fr"):
        yield
