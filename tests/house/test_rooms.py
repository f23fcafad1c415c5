"""What each kind of file may not do, read from the source."""

import ast
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2] / "accord"
RULES = {"models", "querysets", "policies", "workflow", "rules", "actions", "exports"}
PAGES = {"urls", "views", "feeds", "forms", "reading", "needs"}
WEB = ("django.http", "django.shortcuts", "django.contrib.messages")
WRITES = {"save", "delete", "update", "create", "bulk_create", "bulk_update"} | {
    "get_or_create",
    "update_or_create",
}


def rooms(kinds: set[str]) -> list[Path]:
    """The files of those kinds; a kind may be a folder of files."""
    return [
        path
        for path in sorted(HOUSE.glob("*/**/*.py"))
        if path.relative_to(HOUSE).parts[1].removesuffix(".py") in kinds
    ]


def imported(source: str) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def written(source: str) -> list[str]:
    """Writes to the database; ``dict.update`` in a line of its own is none."""
    return [
        f"{node.func.attr} (line {node.lineno})"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
    ]


@pytest.mark.parametrize("path", rooms(RULES), ids=str)
def test_rules_do_not_know_the_web(path):
    assert not {name for name in imported(path.read_text()) if name.startswith(WEB)}


@pytest.mark.parametrize("path", rooms(PAGES), ids=str)
def test_pages_do_not_write_by_themselves(path):
    assert written(path.read_text()) == []


def test_the_checks_see_a_rule_with_a_page_in_it_and_a_page_that_writes():
    rule = "from django.shortcuts import redirect"
    assert any(name.startswith(WEB) for name in imported(rule))
    assert written("step.save()") == ["save (line 1)"]


@pytest.mark.parametrize("path", sorted(HOUSE.rglob("*.py")), ids=str)
def test_a_file_stays_short_enough_to_be_read(path):
    if "migrations" not in path.parts:
        assert len(path.read_text().splitlines()) <= 420
