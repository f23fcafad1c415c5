"""The code and the pages know no place, body or law by name: the register says them."""

import csv
import re
from pathlib import Path

import pytest
from django.conf import settings

from accord.lib.register import current

# Each with its reason.
ALLOWED = {
    "config/env.py": "which register is kept where none is named",
    "accord/ui/pictures/samples.py": "the style guide: names as long as they come",
    "accord/ui/samples.py": "the same",
    "accord/ui/templates/ui/style_guide.html": "the same",
}
PARTS = ("accord", "config", "locale")
KINDS = (".py", ".html", ".txt", ".toml", ".typ", ".po")


def names() -> set[str]:
    """What tells this register from another, as its own files write it."""
    said = current()
    found = {"brussel", "bruxelles", *vars(said.place).values()}
    found |= set(vars(said.authority.name).values())
    found |= {str(one.cited.fr) for one in (*said.laws, *said.questions)}
    if said.publisher:
        found |= set(vars(said.publisher.name).values())
    found |= {said.referents} - {""}
    with (settings.REGISTER / "municipalities.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            found |= {row["name_fr"], row["name_nl"]}
    return {one.casefold() for one in found}


def files() -> list[Path]:
    return [
        file
        for part in PARTS
        for file in sorted((settings.BASE_DIR / part).rglob("*"))
        if file.suffix in KINDS and "migrations" not in file.parts
    ]


def named_in(text: str, wanted: set[str]) -> list[str]:
    fits = "|".join(sorted(map(re.escape, wanted), key=len, reverse=True))
    return re.findall(rf"(?<!\w)(?:{fits})", text.casefold())


def test_no_file_names_what_the_register_names():
    wanted, faults, needed = names(), {}, set()
    assert len(wanted) > 30
    for file in files():
        name = file.relative_to(settings.BASE_DIR).as_posix()
        if found := named_in(file.read_text(encoding="utf-8"), wanted):
            reason = next((one for one in ALLOWED if name.startswith(one)), None)
            if reason:
                needed.add(reason)
            else:
                faults[name] = sorted(set(found))
    assert faults == {}
    assert needed == set(ALLOWED)  # none is allowed for nothing


@pytest.mark.parametrize("text", ["à Bruxelles", "Brusselse", "WOLUWE-SAINT-PIERRE"])
def test_the_check_itself_sees_a_name(text):
    assert named_in(text, names() | {"brussel", "brusselse"})
