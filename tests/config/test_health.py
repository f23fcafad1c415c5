import pytest
from django.db import DatabaseError

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
