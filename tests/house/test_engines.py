"""Nothing is left unasked: each test has an engine, and a change has its rooms."""

from types import SimpleNamespace

import pytest

from bin.changed import EVERYTHING, folders_of
from tests.engines import BUDGET, FIRST, SECOND, Engines, why_not


def a_test(*fixtures, marks=()):
    """A test as pytest has it, with these fixtures and marks."""
    return SimpleNamespace(
        fixturenames=fixtures, get_closest_marker=set(marks).__contains__
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
