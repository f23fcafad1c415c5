"""The house drawn from its import contracts: which room is on which floor, and what
stands on each shelf of a room. For ``docs/develop/architecture.md``.
"""

import ast
import re
from collections.abc import Iterator

from config.env import BASE_DIR

PAGE = BASE_DIR / "docs" / "develop" / "architecture.md"
HOUSE = BASE_DIR / "accord"
LAYER = re.compile(r'^ +"(.+)",\s*# (.+)$', re.MULTILINE)


def drawn(notice: str) -> str:
    """The page as it is, with both tables as the contracts are."""
    text = PAGE.read_text(encoding="utf-8")
    for name, table in (("floors", _floors()), ("shelves", _shelves())):
        begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        before, rest = text.split(begin)
        after = rest.split(end)[1]
        lines = "\n".join([notice, "", *table])
        text = f"{before}{begin}\n{lines}\n\n{end}{after}"
    return text


def _layers(contract: str) -> list[tuple[list[str], str]]:
    """The names on each layer, from the top, and the comment beside it."""
    source = (BASE_DIR / "pyproject.toml").read_text(encoding="utf-8")
    layers = source.split(f'name = "{contract}')[1].split("layers = [")[1]
    return [
        (re.findall(r"\w+", names), said)
        for names, said in LAYER.findall(layers.split("\n]")[0])
    ]


def _floors() -> Iterator[str]:
    yield "| floor | room | what it is for |"
    yield "| --- | --- | --- |"
    for names, said in _layers("Floors"):
        for name in names:
            room, module = HOUSE / name / "__init__.py", HOUSE / f"{name}.py"
            file = room if room.exists() else module
            if not file.exists():  # a room to come
                continue
            docstring = ast.get_docstring(ast.parse(file.read_text())) or ""
            kind = "" if file == room else " (module)"
            sentence = docstring.splitlines()[0].replace("``", "`")
            yield f"| {said} | `{name}`{kind} | {sentence} |"
            said = ""


def _shelves() -> Iterator[str]:
    yield "| file or folder | holds |"
    yield "| --- | --- |"
    for names, said in _layers("Inside a room"):
        yield f"| {', '.join(f'`{name}`' for name in names)} | {said} |"
