"""Actions say what they do, ask who may, and are all that their module holds."""

import ast
import importlib
import inspect
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from accord.workflow import ACTIONS, Action

HOUSE = Path(__file__).parents[2] / "accord"
FILES = [*HOUSE.glob("*/actions.py"), *HOUSE.glob("*/actions/*.py")]
MODULES = [
    "accord." + ".".join(path.relative_to(HOUSE).with_suffix("").parts)
    for path in sorted(FILES)
    if path.name != "__init__.py"
]
# What a room below lets a room above ask for.
REGISTRATIONS = {"followed_by"}
for module_name in MODULES:
    importlib.import_module(module_name)  # which marks its actions


def plain_functions(module: ModuleType | SimpleNamespace, name: str) -> list[str]:
    return [
        function.__name__
        for function in vars(module).values()
        if inspect.isfunction(function)
        and function.__module__ == name
        and not function.__name__.startswith("_")
        and function.__name__ not in REGISTRATIONS
    ]


@pytest.mark.parametrize("name", MODULES)
def test_a_module_of_actions_holds_nothing_else(name):
    assert plain_functions(importlib.import_module(name), name) == []


def test_the_check_itself_sees_a_way_around_the_journal():
    def quietly_publish(agreement):
        agreement.save()

    module = SimpleNamespace(quietly_publish=quietly_publish)
    assert plain_functions(module, __name__) == ["quietly_publish"]


def actions_in(source: str) -> list[str]:
    """Functions that are marked as an action."""
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
        for mark in node.decorator_list
        if isinstance(mark, ast.Call) and getattr(mark.func, "id", "") == "action"
    ]


def test_an_action_stands_in_a_module_of_actions():
    elsewhere = set(HOUSE.glob("*/**/*.py")) - set(FILES)
    assert not [path for path in elsewhere if actions_in(path.read_text())]
    assert actions_in("@action(label='Hide')\ndef hide(one, *, by): ...") == ["hide"]


@pytest.mark.parametrize("verb", sorted(ACTIONS))
def test_every_action_is_told_and_has_a_policy(verb):
    action = ACTIONS[verb]
    assert isinstance(action, Action)
    assert str(action.label)
    assert str(action.told)
    assert action.allowed.__module__.startswith("accord.")
    assert action.allowed.__module__.endswith(".policies")
