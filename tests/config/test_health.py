import subprocess
import sys

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from config import health
from config.env import BASE_DIR

pytestmark = pytest.mark.django_db


def test_says_when_it_is_ready(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"ready": True})


def test_says_why_it_is_not(client, monkeypatch):
    def refuse():
        raise DatabaseError("no such host, and no password here")

    monkeypatch.setattr(health.connection, "ensure_connection", refuse)
    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.json() == {
        "ready": False,
        "reason": "the database does not answer (DatabaseError)",
    }


def test_the_migrations_are_asked_of_a_process_once(client):
    client.get("/healthz")
    with CaptureQueriesContext(connection) as asked:
        client.get("/healthz")

    said = [one["sql"] for one in asked.captured_queries]
    assert "SELECT 1" in said
    assert not [sql for sql in said if "django_migrations" in sql]


def test_a_database_that_is_migrated_late_is_asked_again(client, monkeypatch):
    health._require_migrated.cache_clear()
    newer = health.migrations() | {("sources", "9999_not_yet")}
    monkeypatch.setattr(health, "migrations", lambda: newer)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["reason"]) == (
        503,
        "the database is not migrated",
    )
    monkeypatch.undo()
    assert client.get("/healthz").status_code == 200


def test_new_code_laid_beside_a_running_server_is_not_its_own(client):
    """An upgrade checks out first and restarts later."""
    code = (
        "import sys, config.wsgi, config.health as health\n"
        "before = health.migrations()\n"
        "from django.db.migrations.loader import MigrationLoader\n"
        "assert before == set(MigrationLoader(None).disk_migrations)\n"
        "MigrationLoader.load_disk = None\n"  # nothing is read from the disk again
        "assert health.migrations() is before\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=BASE_DIR, check=True, timeout=60)


def test_a_process_is_alive_without_a_database(client, monkeypatch):
    def refuse():
        raise DatabaseError

    monkeypatch.setattr(health.connection, "cursor", refuse)
    answer = client.get("/livez")

    assert (answer.status_code, answer.json()) == (200, {"alive": True})


@pytest.mark.parametrize("address", ["/readyz", "/healthz"])
def test_ready_has_two_addresses(client, address):
    assert client.get(address).json() == {"ready": True}


def test_to_be_alive_asks_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/livez").status_code == 200
