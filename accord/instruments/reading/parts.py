"""What the page of a text shows its reader: the parts, and what may be done to each.

Everything follows from the text, the reader's side and the open comments, read once:
no part of it asks the database.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.accounts.models import User
from accord.acting import Crumb
from accord.instruments import deed, policies
from accord.instruments.completeness import Gap, gaps
from accord.instruments.content import Content, Text, nodes, text_of
from accord.instruments.models import Instrument
from accord.instruments.rules import may_write, why_not_write
from accord.instruments.vocabulary import Pair
from accord.instruments.wording import said_value
from accord.instruments.workflow import State
from accord.threads.reading import Thread, threads_of

TEXTS: Crumb = (gettext_lazy("Texts of agreements"), "instruments:instrument_list")

# What stands under each kind of part.
BELOW = {
    "missions": ("commitments", "actions", "means"),
    "commitments": ("indicators",),
    "indicators": ("targets",),
}
# What one calls each kind of part by.
NAMED = {
    "missions": "title",
    "commitments": "text",
    "actions": "title",
    "means": "text",
    "indicators": "name",
}


@dataclass(frozen=True)
class Part:
    """A part of the text, with those under it by their kind.

    ``value``: the baseline of an indicator, what a target wants. ``served``: the
    commitments that an action serves, as (number, lineage).
    """

    kind: str
    node: Content
    may_write: bool
    threads: list[Thread]
    below: dict[str, list["Part"]]
    value: str = ""
    served: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """A text as one reader sees it."""

    instrument: Instrument
    content: Content
    missions: list[Part]
    threads: list[Thread]  # on the text as a whole
    lost: list[Thread]  # on parts that were taken out since
    unknown: list[Pair]  # of the model agreement
    missing: int
    may_draft: bool
    may_take_missions: bool
    may_comment: bool
    why_not: str | Promise


def page_of_text(instrument: Instrument, user: User) -> Page:
    text = text_of(instrument)
    side = policies.writing_side(user, instrument)
    may_draft = policies.can_draft(user, instrument)
    drawing = _Drawing(text, instrument.state, side, threads_of(instrument, user))
    known = {"", *(node["lineage"] for _kind, node, _up in nodes(text.content))}
    lost = [drawing.threads[one] for one in drawing.threads.keys() - known]
    is_written = instrument.is_in_writing
    return Page(
        instrument=instrument,
        content=text.content,
        missions=[drawing.part("missions", one) for one in text.content["missions"]],
        threads=drawing.threads.get("", []),
        lost=[thread for threads in lost for thread in threads],
        unknown=deed.unknown(text.content),
        missing=len(gaps(text.content)) if is_written else 0,
        may_draft=may_draft,
        may_take_missions=may_draft and instrument.takes_missions,
        may_comment=policies.can_comment(user, instrument),
        why_not=_why_not(instrument, side),
    )


def _why_not(instrument: Instrument, side: Any) -> str | Promise:
    """Said once, above the text."""
    closed = why_not_write(instrument.state, side, is_open=True)
    if not closed and instrument.number:
        return _("This version changes only what it opened; the rest stays as it is.")
    return closed


def _is_asked(threads: Iterable[Thread]) -> bool:
    """The Region asks for a change: what it is about is open in review."""
    return any(thread.remark.is_regional for thread in threads)


class _Drawing:
    """A text made into parts, for one side."""

    def __init__(
        self, text: Text, state: str, side: Any, threads: dict[str, list[Thread]]
    ) -> None:
        self.text, self.state, self.side, self.threads = text, state, side, threads
        self.numbers = {
            node["lineage"]: node["number"] for _kind, node, _up in nodes(text.content)
        }

    def part(self, kind: str, node: Content, up: Content | None = None) -> Part:
        lineage = node["lineage"]
        threads = self.threads.get(lineage, [])
        return Part(
            kind=kind,
            node=node,
            may_write=may_write(
                self.state,
                self.side,
                is_open=lineage in self.text.open,
                has_open_comment=_is_asked(threads),
            ),
            threads=threads,
            below={
                name: [self.part(name, one, node) for one in node[name]]
                for name in BELOW.get(kind, ())
            },
            value=_value(kind, node, up),
            served=[
                (self.numbers[one], one)
                for one in node.get("serves", ())
                if one in self.numbers
            ],
        )


def _value(kind: str, node: Content, up: Content | None) -> str:
    if kind == "indicators":
        return said_value(node, node["baseline"])
    return said_value(up, node) if kind == "targets" and up else ""


# What is missing


@dataclass(frozen=True)
class Lack:
    """Something missing, and the form that mends it, if the reader may send it."""

    gap: Gap
    url: str
    place: str  # the part it is about, on the page of the text


def lacks_of(instrument: Instrument, user: User) -> list[Lack]:
    """The completeness list of a text that is being written."""
    if not instrument.is_in_writing:
        return []
    text, side = text_of(instrument), policies.writing_side(user, instrument)
    commented = (
        threads_of(instrument, user) if instrument.state == State.IN_REVIEW else {}
    )
    found = []
    for gap in gaps(text.content):
        may_mend = may_write(
            instrument.state,
            side,
            is_open=gap.lineage is None or gap.lineage in text.open,
            has_open_comment=_is_asked(commented.get(gap.lineage or "-", ())),
        )
        url = _mending(instrument.pk, gap) if may_mend else ""
        found.append(Lack(gap, url, place_of(instrument, gap.lineage)))
    return found


def _mending(pk: int, gap: Gap) -> str:
    if gap.mend == "terms":
        return reverse("instruments:terms_edit", args=[pk])
    if gap.mend == "signatories":
        return reverse("instruments:signatory_add", args=[pk])
    if gap.mend == "missions":
        return reverse("instruments:node_add", args=[pk, "missions"])
    if gap.mend:
        return reverse("instruments:node_add", args=[pk, gap.mend, gap.lineage])
    return reverse("instruments:node_edit", args=[pk, gap.kind, gap.lineage])


def trail_of(text: Instrument) -> list[Crumb]:
    """The way to the text: “Aval, Amendment 1”."""
    version = f", {text.get_kind_display()} {text.number}" if text.number else ""
    return [TEXTS, (f"{text.agreement.municipality.name}{version}", text)]


def place_of(instrument: Instrument, lineage: Any = None) -> str:
    """The address of a part on the page of its text."""
    url = instrument.get_absolute_url()
    return f"{url}#{lineage}" if lineage else url


def part_at(text: Text, lineage: Any) -> Content:
    """The number and the words of a part; not found, it is none of this text."""
    for kind, node, _up in nodes(text.content):
        if node["lineage"] == str(lineage):
            name = NAMED.get(kind, "period")
            return {"number": node["number"], "said": node[name]}
    raise Http404
