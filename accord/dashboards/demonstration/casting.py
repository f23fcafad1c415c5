"""Which part each town and body of this register plays.

The stories name parts alone. A register may cast them in ``demonstration.toml``; else
they go round in the order in which the register came to know its towns and bodies. A
part that nobody plays is left out of the stories.
"""

import tomllib
from pathlib import Path
from typing import Any

from accord.directory.models import Body, Organisation
from accord.lib.register import WrongRegister

FILE = "demonstration.toml"
# The first are those on which the most hangs: a register of few towns shows them.
TOWNS = (
    *("amended", "in_review", "corrected", "running", "being_amended", "renewed"),
    *("to_come", "suspended", "expiring", "signing", "half_in_french", "ended"),
    *("terminated", "silent", "agreed", "council", "college", "nearly_empty"),
    "abandoned",
)
# Each is one of a kind, and which of it: the first is 0.
BODIES = {
    "authority": (Body.REGION, 0),
    "builder": (Body.PUBLIC_COMPANY, 0),
    "inspection": (Body.ADMINISTRATION, 0),
    "permits": (Body.ADMINISTRATION, 1),
    "allowances": (Body.ADMINISTRATION, 2),
    "agencies": (Body.AGENCY, 0),
}
Parts = dict[str, Organisation]


def cast(folder: Path) -> Parts:
    """Who plays what, in the order in which it is told."""
    file = folder / FILE
    parts = _as_written(file) if file.exists() else _by_order()
    if "authority" not in parts:
        raise WrongRegister(
            "Nobody plays the authority of the demonstration: this register holds no "
            f"organisation of kind “{Body.REGION}”, or {FILE} names none."
        )
    return parts


def unplayed(parts: Parts) -> list[str]:
    return [one for one in (*TOWNS, *BODIES) if one not in parts]


def _as_written(file: Path) -> Parts:
    try:
        said: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        towns, bodies = said.pop("towns", {}), said.pop("bodies", {})
        wrong = [*said, *(towns.keys() - TOWNS), *(bodies.keys() - BODIES.keys())]
        if wrong:
            raise ValueError(f"“{wrong[0]}” is no part of the demonstration.")
        return {part: _held(code) for part, code in (towns | bodies).items()}
    except ValueError as error:
        raise WrongRegister(f"{file}: {error}") from error


def _held(code: str) -> Organisation:
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        raise ValueError(f"“{code}” is no organisation of this register.")
    return found


def _by_order() -> Parts:
    known = list(Organisation.objects.order_by("pk"))
    towns = [one for one in known if one.kind == Body.MUNICIPALITY]
    parts = dict(zip(TOWNS, towns, strict=False))
    for part, (kind, turn) in BODIES.items():
        if of_kind := [one for one in known if one.kind == kind][turn : turn + 1]:
            parts[part] = of_kind[0]
    return parts
