"""The kept template of the tests' database is never another register's."""

from pathlib import Path

import pytest

from accord.accounts.models import User
from accord.journal.models import Entry, trace
from tests import cast as people
from tests import database


def test_a_template_is_named_after_every_migration_and_what_these_import():
    made_of = database._made_of()

    for file in Path("accord").glob("*/migrations/*.py"):
        assert file.resolve() in made_of.values()
    assert "accord.lib.imprecise" in made_of
    assert "auth 0001_initial.py" in made_of


def test_a_changed_migration_makes_another_template(tmp_path, monkeypatch):
    file = tmp_path / "0001_initial.py"
    monkeypatch.setattr(database, "_made_of", lambda: {"rents 0001_initial.py": file})

    file.write_text("operations = []")
    before = database.key.__wrapped__()
    file.write_text("operations = [None]")

    assert database.key.__wrapped__() != before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_real_transaction_left_is_gone_for_the_next_test(turn, cast):
    assert not Entry.objects.exists()
    assert User.objects.count() == len(people.PEOPLE)

    trace(cast.ada, by=cast.ada, verb="tried", changes={})
    User.objects.create(email="new@example.org", name="New")
