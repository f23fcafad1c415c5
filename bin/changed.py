"""The tests of the rooms that a change touches, and of those that stand above them.

What was changed is what is not committed, and the commits since the one that is given
(``bin/changed.py v0.1.0``). Which rooms stand above comes from the import contract
"Floors". With them always come the guards and the journeys.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

ALWAYS = ["tests/house", "tests/journeys"]
ROOF = {"config", "register", "workflow"}  # these ask several rooms at once
EVERYTHING = ["tests"]


def main(since: str = "HEAD") -> None:
    print(*folders_of(changed_since(since)), sep="\n")


def changed_since(commit: str) -> list[str]:
    changed = _git("diff", "--name-only", commit)
    return [*changed, *_git("ls-files", "--others", "--exclude-standard")]


def folders_of(files: list[str]) -> list[str]:
    """The folders to ask. A file that belongs to no room may concern every one."""
    floors = floors_of(Path("pyproject.toml").read_text())
    asked: set[str] = set()
    for file in files:
        top, *rest = Path(file).with_suffix("").parts
        if top == "docs" or file.endswith(".md"):
            asked |= ROOF  # where the generated pages are compared
        elif top in ("accord", "tests") and rest and rest[0] in floors:
            asked |= above(rest[0], floors) if top == "accord" else {rest[0]}
        elif not (top == "tests" and len(rest) > 1):
            return EVERYTHING
        else:
            asked.add(rest[0])
    folders = [f"tests/{room}" for room in sorted(asked)]
    return [*ALWAYS, *(one for one in folders if one not in ALWAYS and _exists(one))]


def floors_of(contracts: str) -> dict[str, int]:
    """On which floor each room stands; the roof is 0."""
    listed = tomllib.loads(contracts)["tool"]["importlinter"]["contracts"]
    layers = next(one for one in listed if one["name"].startswith("Floors"))["layers"]
    return {
        room.strip(" ()"): floor
        for floor, rooms in enumerate(layers)
        for room in rooms.split("|")
    }


def above(room: str, floors: dict[str, int]) -> set[str]:
    """That room and all that may import from it, and what asks several rooms."""
    higher = {one for one, floor in floors.items() if floor < floors[room]}
    return {room} | higher | ROOF


def _exists(folder: str) -> bool:
    return Path(folder).is_dir()


def _git(*words: str) -> list[str]:
    told = subprocess.run(["git", *words], capture_output=True, check=True, text=True)
    return told.stdout.splitlines()


if __name__ == "__main__":
    main(*sys.argv[1:])
