import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from config import health

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
    plan = ["a migration that waits"]
    monkeypatch.setattr(
        health.MigrationExecutor, "migration_plan", lambda *_args: list(plan)
    )
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["reason"]) == (
        503,
        "the database is not migrated",
    )
    plan.clear()
    assert client.get("/healthz").status_code == 200
