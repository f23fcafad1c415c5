"""Nothing is left unasked: each test has an engine, and a change has its rooms."""

from contextlib import suppress
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, transaction

from accord.accounts.models import User
from bin.changed import EVERYTHING, folders_of
from tests.engines import BUDGET, FIRST, SECOND, SENT, Engines, why_not
from tests.statements import Sent, fewest, noted, read, write


def a_test(*fixtures, marks=()):
    """A test as pytest has it, with these fixtures and marks."""
    return SimpleNamespace(
        nodeid="tests/a.py::test",
        fixturenames=fixtures,
        get_closest_marker=set(marks).__contains__,
    )


EVERY = {
    "reads the source": (a_test(), [FIRST]),
    "asks the database": (a_test("cast", "db"), [FIRST, SECOND]),
    "says so by a mark": (a_test(marks=["django_db"]), [FIRST, SECOND]),
    "has a register of its own": (a_test(marks=["engine"]), [FIRST, SECOND]),
    "drives the browser": (a_test("db", marks=["browser"]), [SECOND]),
}


@pytest.mark.parametrize("what", EVERY)
def test_every_test_is_asked_of_an_engine_and_what_asks_a_database_of_both(what):
    item, turns = EVERY[what]

    assert [turn for turn in (FIRST, SECOND) if not why_not(item, turn)] == turns
    assert not why_not(item, "")  # asked by hand


EQUAL = {  # to what others send: whether the second engine is asked all the same
    "asks the database": (a_test("cast", "db"), SENT),
    "has transactions of its own": (a_test("db", "transactional_db"), ""),
    "has a register of its own": (a_test(marks=["engine"]), ""),
    "drives the browser": (a_test("db", marks=["browser"]), ""),
}


@pytest.mark.parametrize("what", EQUAL)
def test_what_sends_only_what_others_send_is_asked_once(what):
    item, why = EQUAL[what]

    assert why_not(item, SECOND, spared={item.nodeid}) == why
    assert why_not(item, SECOND, spared={"tests/a.py::another"}) == ""


def test_every_statement_is_asked_of_the_second_engine_at_a_low_price():
    sent = {
        "dear": Sent(9, ["a", "b"]),
        "cheap": Sent(1, ["a", "b"]),
        "alone": Sent(30, ["c", "a"]),
        "silent": Sent(1, []),
    }

    assert fewest(sent) == {"cheap", "alone"}
    assert fewest({}) == set()


def test_a_statement_that_was_never_sent_brings_its_test_to_both(tmp_path):
    notes, old = tmp_path / "notes", {"old": Sent(1, ["a"]), "equal": Sent(2, ["a"])}
    write(notes, old)
    assert Engines(SECOND, notes).spared() == {"equal"}
    assert Engines(FIRST, notes).spared() == Engines(SECOND).spared() == set()

    write(notes, old | {"new": Sent(9, ["a", "b"])})
    assert Engines(SECOND, notes).spared() == {"equal"}


def test_a_turn_that_broke_off_spares_nothing(tmp_path):
    notes = tmp_path / "notes"
    notes.touch()

    assert read(notes) == {}
    assert Engines(SECOND, notes).spared() == set()


def kinds_of(*statements):
    with noted() as kinds:
        for ask in statements:
            with suppress(DatabaseError), transaction.atomic():
                ask()
    return kinds


def people(*keys):
    return lambda: list(User.objects.filter(pk__in=keys))


def named(name):
    return lambda: list(User.objects.filter(name=name))


def join(address):
    return lambda: User.objects.create(email=address, name="New")


def test_values_make_no_other_statement_but_a_long_list_and_a_refusal_do(cast):
    few, taken = kinds_of(people(1, 2)), kinds_of(join("new@example.org"))

    assert kinds_of(people(3, 4, 5)) == few
    assert kinds_of(people(*range(150))) != few
    assert kinds_of(named("Ines")) == kinds_of(named("Marc")) != few
    assert kinds_of(join(cast.ines.email)) - taken  # refused
    assert not kinds_of(join("other@example.org")) - taken


def test_a_file_that_grows_dear_is_named():
    engines = Engines(FIRST)
    engines.cost.update({"tests/a.py": BUDGET + 1, "tests/b.py": BUDGET - 1})

    assert list(engines.over_budget()) == ["tests/a.py"]


@pytest.mark.parametrize(
    ("file", "asked", "not_asked"),
    [
        ("accord/publicsite/views.py", {"publicsite", "dashboards"}, {"agreements"}),
        ("accord/sources/models.py", {"sources", "agreements", "register"}, {"ui"}),
        ("accord/workflow.py", {"workflow", "directory"}, {"accounts"}),
        ("tests/network/rows.py", {"network"}, {"dashboards"}),
        ("docs/develop/testing.md", {"config"}, {"network"}),
    ],
)
def test_a_change_asks_its_room_and_those_above(file, asked, not_asked):
    rooms = {one.removeprefix("tests/") for one in folders_of([file])}

    assert rooms >= asked | {"house", "journeys"}
    assert rooms.isdisjoint(not_asked)


@pytest.mark.parametrize("file", ["tests/make.py", "pyproject.toml", "config/menu.py"])
def test_what_belongs_to_no_room_may_concern_every_one(file):
    assert folders_of([file, "accord/publicsite/views.py"]) == EVERYTHING
