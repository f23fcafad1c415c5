"""What one version of a text changes about another, part by part."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from accord.instruments.content import Content, nodes

# Parts that have their own line, or say where a part stands rather than what it says.
_BESIDE = {
    "commitments",
    "actions",
    "means",
    "indicators",
    "targets",
    "lineage",
    "number",
    "set_by",
    "set_by_kind",
    "series",
}


class Change(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class Part:
    """One aspect of a node: what it was and what it becomes."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Difference:
    """A node that is added, changed or removed. ``node`` is the later one, if any."""

    change: Change
    kind: str
    node: Content
    parent: Content | None
    parts: list[Part] = field(default_factory=list)


# What holds for the text as a whole; its number and kind always differ.
WHOLE = ("model", "calendar", "ends_on", "signatories", "clauses")


def differences(before: Content, after: Content) -> list[Difference]:
    """Part by part, in the order of the later text; what is removed comes last."""
    old = {node["lineage"]: (kind, node, up) for kind, node, up in nodes(before)}
    new = {node["lineage"]: (kind, node, up) for kind, node, up in nodes(after)}
    found = []
    whole = _parts(
        {name: before.get(name) for name in WHOLE},
        {name: after.get(name) for name in WHOLE},
    )
    if whole:
        found.append(Difference(Change.CHANGED, "", after, None, whole))
    for lineage, (kind, node, parent) in new.items():
        if lineage not in old:
            found.append(Difference(Change.ADDED, kind, node, parent, _parts({}, node)))
        elif parts := _parts(old[lineage][1], node):
            found.append(Difference(Change.CHANGED, kind, node, parent, parts))
    for lineage, (kind, node, parent) in old.items():
        if lineage not in new:
            found.append(
                Difference(Change.REMOVED, kind, node, parent, _parts(node, {}))
            )
    return found


def _parts(before: Content, after: Content) -> list[Part]:
    names = [name for name in {**before, **after} if name not in _BESIDE]
    return [
        Part(name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
        and not (_is_blank(before.get(name)) and _is_blank(after.get(name)))
    ]


def _is_blank(value: Any) -> bool:
    if isinstance(value, dict):
        return all(_is_blank(part) for part in value.values())
    return value in (None, "", [])
