"""What a text still lacks before both sides can agree on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.instruments.content import Content, nodes
from accord.lib.bilingual import LANGUAGES

# Of each kind of node: the texts that both languages must have.
TEXTS = {"commitments": "text", "actions": "title", "means": "text"}


@dataclass(frozen=True)
class Gap:
    """One thing that is missing: where, what, and in which language if in one only.

    ``mend``: the kind of part that would fill it, or ``terms``, ``signatories``; empty
    where the part itself is to be written further.
    """

    lineage: str | None
    kind: str
    number: str
    said: str | Promise
    language: str = ""
    mend: str = ""


def gaps(content: Content) -> list[Gap]:
    """Everything that is missing, in the order of the text."""
    return [*_of_the_whole(content), *_of_the_nodes(content)]


def _of_the_whole(content: Content) -> Iterator[Gap]:
    def gap(said: Any, mend: str) -> Gap:
        return Gap(None, "", "", said, mend=mend)

    if not content["missions"]:
        yield gap(_("No mission is taken on."), "missions")
    if not content["ends_on"]:
        yield gap(_("The day it ends is missing."), "terms")
    if not content["calendar"]:
        yield gap(_("The reporting calendar is missing."), "terms")
    sides = {one["side"] for one in content["signatories"]}
    if "region" not in sides:
        yield gap(_("Nobody signs for the Region."), "signatories")
    if "municipality" not in sides:
        yield gap(_("Nobody signs for the municipality."), "signatories")
    if content["kind"] != "contract":
        for code in LANGUAGES:
            if not content["reason"][code]:
                said = _("The reason of the change is missing.")
                yield Gap(None, "", "", said, code, mend="terms")


def _of_the_nodes(content: Content) -> Iterator[Gap]:
    for kind, node, _parent in nodes(content):
        said = _CHECKS.get(kind, lambda node: ())
        for sentence, mend in said(node):
            yield Gap(node["lineage"], kind, node["number"], sentence, mend=mend)
        for code in LANGUAGES if kind in TEXTS else ():
            if not node[TEXTS[kind]][code].strip():
                yield Gap(
                    node["lineage"],
                    kind,
                    node["number"],
                    _("Its text is missing."),
                    code,
                )
        if kind == "missions":
            written = [code for code in LANGUAGES if node["ambition"][code].strip()]
            if len(written) == 1:
                missing = "nl" if written == ["fr"] else "fr"
                said_once = _("Its ambition is written in one language only.")
                yield Gap(node["lineage"], kind, node["number"], said_once, missing)


def _mission(node: Content) -> Iterator[Any]:
    if not node["commitments"]:
        yield _("No commitment is written under this mission."), "commitments"


def _commitment(node: Content) -> Iterator[Any]:
    if not node["indicators"]:
        yield _("No indicator tells whether this commitment is kept."), "indicators"


def _action(node: Content) -> Iterator[Any]:
    if not node["organisation"]:
        yield _("Nobody is responsible for this action."), ""
    if not node["due_on"]:
        yield _("The day this action is due is missing."), ""
    if not node["serves"]:
        yield _("This action serves no commitment."), ""


def _indicator(node: Content) -> Iterator[Any]:
    if not node["targets"] and node["value_kind"] != "narrative":
        yield _("No target is set for this indicator."), "targets"


_CHECKS = {
    "missions": _mission,
    "commitments": _commitment,
    "actions": _action,
    "indicators": _indicator,
}
