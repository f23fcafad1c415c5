"""Every file of a room has a name that all rooms know, or is named here."""

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "accord"

# What stands beside the layers of a room: no import says where.
FURNITURE = {"__init__", "apps", "middleware", "migrations", "management"}
FURNITURE |= {"templates", "templatetags", "static", "typst", "demonstration"}

# What one room alone has: the work that it is there for. Anything that a page shows is
# ``reading``, anything that follows from facts ``rules``: think twice before a name.
OWN = {
    "accounts": "adapters backends http letters limits mails people sealing "
    "second_factor",
    "agreements": "checking soundness",
    "answers": "answer columns files internal making paper questions words",
    "attachments": "antivirus fields filing films keeping modest organisations "
    "owners pictures preparing s3 serving storage",
    "directory": "boundaries links mails matching pieces reaching support tracing "
    "unfinished",
    "documents": "apart checked claims compile judging look sheets signatures typeset",
    "framework": "conditions copies",
    "incoming": "cells commas lists pages planning tables",
    "instruments": "changes checking compare completeness content deed documents facts "
    "issuing remarks requiring telling versions vocabulary",
    "monitoring": "expected figures parts reminding workbook",
    "network": "addresses nodes",
    "notifications": "composing digests events following links scheduling "
    "sending telling",
    "opendata": "catalogue files licence",
    "publicsite": "feeds privacy",
    "sources": "claiming sourced",
    "threads": "owners speaking",
    "ui": "context kept loaders pages pictures refusals samples",
}
PRIVATE = {"urls", "views", "forms"}
# The pages of a list that people bring, for the views of any room.
FOR_VIEWS = {HOUSE / "incoming" / "pages.py"}


def shelves() -> set[str]:
    """The names in the contract “Inside a room”."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())
    for contract in contracts["tool"]["importlinter"]["contracts"]:
        if contract["name"].startswith("Inside a room"):
            words = " ".join(contract["layers"]).replace("(", " ").replace(")", " ")
            return set(words.split()) - {"|", ":"}
    raise LookupError("Inside a room")


def unknown(room: str, names: set[str]) -> set[str]:
    return names - shelves() - FURNITURE - set(OWN.get(room, "").split())


def found(room: str) -> set[str]:
    return {
        path.stem
        for path in (HOUSE / room).iterdir()
        if path.suffix == ".py" or (path.is_dir() and list(path.rglob("*.*")))
        if path.name != "__pycache__"
    }


ROOMS = sorted(path.parent.name for path in HOUSE.glob("*/__init__.py"))
ROOMS.remove("lib")  # tools, each of its own


@pytest.mark.parametrize("room", ROOMS)
def test_every_file_of_a_room_has_a_known_name(room):
    assert unknown(room, found(room)) == set()
    assert set(OWN.get(room, "").split()) <= found(room)


def test_the_check_itself_sees_a_name_that_nobody_knows():
    assert unknown("referents", {"models", "helpers"}) == {"helpers"}


def private_imports(room: str, source: str) -> set[str]:
    """The pages of its own room that a file imports."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{one.name}" for one in node.names}
    pages = {name for name in names if name.startswith(f"accord.{room}.")}
    return {name for name in pages if name.split(".")[2] in PRIVATE}


@pytest.mark.parametrize("room", sorted(OWN))
def test_what_a_room_has_of_its_own_stands_below_its_pages(room):
    for name in OWN[room].split():
        for path in [HOUSE / room / f"{name}.py", *(HOUSE / room / name).rglob("*.py")]:
            if path.exists() and path not in FOR_VIEWS:
                assert private_imports(room, path.read_text()) == set(), path


def test_the_check_itself_sees_a_page_in_the_wrong_place():
    source = "from accord.network.views import common"
    assert private_imports("network", source) == {"accord.network.views.common"}
