"""The pages of the documentation that are written from the code.

What is declared is documented: who may open which page, how records change, what the
published files hold, which variables and commands there are. ``make docs`` writes the
pages, ``make check`` refuses stale ones.
"""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand
from django.utils.translation import override

from accord.lib.tabular import Table
from accord.opendata import licence
from accord.opendata.datasets import DATASETS
from accord.turns import LIVES, Life
from accord.workflow import ACTIONS, Action, Move
from config import house
from config.env import BASE_DIR, Environment

DOCS = BASE_DIR / "docs"
MATRIX = "tests.house.access"
NOTICE = "<!-- Written by `make docs`: change the code, not this page. -->"


def pages() -> dict[str, str]:
    """Every generated page, by its address under ``docs/``."""
    with override(None):  # the documentation speaks English
        return {
            address: _page(title, list(write()))
            for address, (title, write) in PAGES.items()
            if write is not _access or find_spec(MATRIX)  # it lives with the tests
        } | {"develop/architecture.md": house.drawn(NOTICE)}


def stale() -> dict[str, str]:
    """The pages that no longer say what the code says, as they should be."""
    return {
        address: text
        for address, text in pages().items()
        if not (file := DOCS / address).exists()
        or file.read_text(encoding="utf-8") != text
    }


def write() -> list[str]:
    """Bring the pages up to date; returns those that changed."""
    changed = stale()
    for address, text in changed.items():
        file = DOCS / address
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return list(changed)


def _page(title: str, lines: list[str]) -> str:
    return "\n".join([f"# {title}", "", NOTICE, "", *lines]).rstrip() + "\n"


def _table(heads: tuple[str, ...], rows: list[tuple[Any, ...]]) -> Iterator[str]:
    yield _row(heads)
    yield _row(tuple("---" for _head in heads))
    for row in rows:
        yield _row(row)
    yield ""


def _row(cells: tuple[Any, ...]) -> str:
    texts = (str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells)
    return f"| {' | '.join(texts)} |"


# Who may open what


def _access() -> Iterator[str]:
    access = import_module(MATRIX)
    yield (
        "Every address of the platform, and what each person of the cast gets there: "
        "the status of the answer, or `-` for “sign in first”. The tests ask each of "
        "them; an address without a row fails them."
    )
    yield ""
    for name, person in access.PEOPLE.items():
        yield f"- **{name}**: {person}"
    yield ""
    rows = [(f"`{name}`", *row) for name, row in access.MATRIX.items()]
    yield from _table(("page", *access.PEOPLE), rows)


# How records change


def _workflows() -> Iterator[str]:
    import_module("config.urls")  # every page, hence every action it takes
    for config in apps.get_app_configs():
        if config.name.startswith("accord.") and find_spec(f"{config.name}.actions"):
            import_module(f"{config.name}.actions")
    yield (
        "Every change a person makes is one of these actions. Each runs in one "
        "transaction, asks whether this person may and whether the record's state "
        "still allows it, and leaves one entry in the journal."
    )
    yield ""
    rooms: dict[str, list[Action[Any, Any]]] = {}
    for verb in sorted(ACTIONS):
        rooms.setdefault(verb.split(".")[0], []).append(ACTIONS[verb])
    for room, actions in sorted(rooms.items()):
        yield from [f"## {room}", ""]
        yield from _diagram(actions)
        rows = [
            (
                f"`{action.verb}`",
                action.label,
                _policy(action),
                _move(action.moves),
                f"… {action.told}",
                "; ".join(_told(event) for event in action.tells),
            )
            for action in actions
        ]
        heads = ("action", "button", "who may", "state", "in the history", "told to")
        yield from _table(heads, rows)
        if room in LIVES:
            yield from _life(LIVES[room])


def _life(life: Life) -> Iterator[str]:
    """Whose turn it is in each state, what they do then, and what each side reads."""
    yield from ["### Whose turn it is", ""]
    rows: list[tuple[Any, ...]] = [
        (
            f"`{turn.state}`",
            " or ".join(kind.side for kind in turn.needs) or "nobody’s",
            " or ".join(dict.fromkeys(str(kind.label) for kind in turn.needs)),
            f"`{turn.page}`" if turn.page else "",
        )
        for turn in life.turns.values()
    ]
    heads = ("state", "whose turn", "on their desk", "by the page")
    yield from _table(heads, rows)
    rows = [
        (f"`{turn.state}`", side, words.said, words.next or "nothing")
        for turn in life.turns.values()
        for side, words in turn.said.items()
    ]
    if rows:
        yield from ["### What each side reads", ""]
        heads = ("state", "side", "what it reads", "what is expected")
        yield from _table(heads, rows)


def _diagram(actions: list[Action[Any, Any]]) -> Iterator[str]:
    arrows = [
        f"    {source} --> {action.moves.target}: {action.label}"
        for action in actions
        if action.moves
        for source in sorted(action.moves.sources)
    ]
    if arrows:
        yield from ["```mermaid", "stateDiagram-v2", *arrows, "```", ""]


def _policy(action: Action[Any, Any]) -> str:
    words = _first_sentence(action.allowed)
    name = f"`{getattr(action.allowed, '__name__', 'policy')}`"
    return f"{words} ({name})" if words else name


def _told(event: Any) -> str:
    return f"{_first_sentence(event.to)} (“{event.label}”)"


def _first_sentence(of: Any) -> str:
    """The head of its docstring, on one line."""
    return " ".join((of.__doc__ or "").strip().split("\n\n")[0].split())


def _move(move: Move | None) -> str:
    return f"{', '.join(sorted(move.sources))} → {move.target}" if move else "any"


# What the published files hold


def _datasets() -> Iterator[str]:
    yield (
        "Published at `/data/<name>.csv`, `.xlsx` and `.json`, explained to visitors "
        f"on the catalogue page, under {licence.TITLE} ({licence.IDENTIFIER}). Names "
        "are stable: to rename one is to break someone's work."
    )
    yield ""
    for dataset in DATASETS.values():
        yield from _dataset(dataset.table, has_days=dataset.has_days)


def _dataset(table: Table, *, has_days: bool) -> Iterator[str]:
    yield from [f"## {table.name}", ""]
    yield from [f"**{table.title_fr}.** {table.description_fr}", ""]
    yield from [f"**{table.title_nl}.** {table.description_nl}", ""]
    if has_days:
        yield from ["`?on=2022-12-31` gives it as it stood on that day.", ""]
    rows = [
        (f"`{one.name}`", one.type, one.description_fr, one.description_nl)
        for one in table.written
    ]
    yield from _table(("column", "type", "français", "Nederlands"), rows)


# What the administrator sets


def _environment() -> Iterator[str]:
    yield (
        "Every variable the platform reads, once, at start-up. A value that cannot be "
        "read stops it with a sentence. In a container or a service file, set only "
        "what differs from the default."
    )
    yield ""
    rows = [
        (
            f"`{item.name}`",
            _type_name(item.type),
            "required" if item.default is MISSING else _written(item.default),
            item.metadata["help"],
        )
        for item in fields(Environment)
    ]
    yield from _table(("variable", "type", "default", "what it is for"), rows)


def _type_name(type_: Any) -> str:
    if type_ == tuple[int, ...]:
        return "numbers, comma-separated"
    if type_ == tuple[str, ...]:
        return "list, comma-separated"
    names = {bool: "`true` or `false`", int: "number", str: "text", Path: "folder"}
    return names.get(type_, str(type_))


def _written(value: Any) -> str:
    """A default as one writes it, the same on every machine."""
    if isinstance(value, Path) and value.is_relative_to(BASE_DIR):
        value = value.relative_to(BASE_DIR)
    if isinstance(value, tuple):
        value = ",".join(map(str, value))
    if isinstance(value, bool):
        value = str(value).lower()
    return f"`{value}`" if value not in ("", (), None) else "empty"


# What can be asked of manage.py


def _commands() -> Iterator[str]:
    yield "Run as `.venv/bin/python manage.py <command>`."
    yield ""
    for name, app in sorted(get_commands().items()):
        if app == "config" or str(app).startswith("accord."):
            command = load_command_class(str(app), name)
            yield from _command(name, command)


def _command(name: str, command: BaseCommand) -> Iterator[str]:
    yield from [f"## {name}", "", command.help.strip(), ""]
    usual = {action.dest for action in BaseCommand().create_parser("", "")._actions}
    parser = command.create_parser("manage.py", name)
    own = [action for action in parser._actions if action.dest not in usual]
    if own:
        rows = [(_argument(action), _explained(action)) for action in own]
        yield from _table(("argument", "what it does"), rows)


def _argument(action: argparse.Action) -> str:
    return f"`{', '.join(action.option_strings) or action.dest}`"


def _explained(action: argparse.Action) -> str:
    sentence = (action.help or "").rstrip(".")
    parts = [f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""]
    if action.choices:
        parts.append(f"One of {', '.join(f'`{one}`' for one in action.choices)}.")
    if action.option_strings and action.default not in (None, False, argparse.SUPPRESS):
        parts.append(f"Default: {_written(action.default)}.")
    return " ".join(part for part in parts if part)


PAGES: dict[str, tuple[str, Callable[[], Iterator[str]]]] = {
    "reference/access.md": ("Who may open what", _access),
    "reference/workflows.md": ("How records change", _workflows),
    "reference/datasets.md": ("What the published files hold", _datasets),
    "reference/commands.md": ("Commands", _commands),
    "operate/environment.md": ("Environment", _environment),
}
