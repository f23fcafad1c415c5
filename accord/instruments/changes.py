"""What one text changes about another, in the words of both languages."""

from dataclasses import dataclass, field
from typing import Any

from accord.instruments import vocabulary as words
from accord.instruments.compare import Difference, differences
from accord.instruments.content import Content, nodes
from accord.instruments.vocabulary import Pair


@dataclass(frozen=True)
class Row:
    """One aspect: what it said, and what it says then."""

    name: str
    label: Pair
    before: Pair
    after: Pair


@dataclass(frozen=True)
class Told:
    """A part of the text that was added, changed or removed."""

    change: str
    change_words: Pair
    kind_words: Pair
    number: str
    lineage: str
    about: Pair
    rows: list[Row] = field(default_factory=list)


def told(before: Content, after: Content) -> list[Told]:
    """All differences, in the order of the later text."""
    old, new = _numbers(before), _numbers(after)
    return [_told(one, old, new) for one in differences(before, after)]


def _numbers(content: Content) -> dict[str, str]:
    return {node["lineage"]: node["number"] for _kind, node, _parent in nodes(content)}


def _told(one: Difference, old: dict[str, str], new: dict[str, str]) -> Told:
    node = one.node
    measured = one.parent if one.kind == "targets" and one.parent else node
    rows = [
        Row(
            part.name,
            words.label_words(part.name),
            words.part_words(part.name, part.before, measured, old),
            words.part_words(part.name, part.after, measured, new),
        )
        for part in one.parts
    ]
    return Told(
        change=one.change.value,
        change_words=words.pair(words.CHANGES[one.change]),
        kind_words=words.pair(words.NODES[one.kind]),
        number=node["number"] if one.kind else "",
        lineage=node["lineage"] if one.kind else "",
        about=_about(one),
        rows=[row for row in rows if row.before != row.after],
    )


def _about(one: Difference) -> Pair:
    """The name by which readers know the part; a commitment is known by its number."""
    node: dict[str, Any] = one.node
    if one.kind == "targets":
        name = one.parent["name"] if one.parent else {"fr": "", "nl": ""}
        period = period_words(node["period"])
        return words.each(lambda code: f"{name[code]}, {period[code]}")
    named = {"missions": "title", "actions": "title", "indicators": "name"}
    if one.kind in named:
        return node[named[one.kind]]
    return {"fr": "", "nl": ""}


def period_words(period: Any) -> Pair:
    """Of a target: its period, or the whole time."""
    if not period:
        return words.pair(words.SAID["overall"])
    return {"fr": period["fr"], "nl": period["nl"]}
