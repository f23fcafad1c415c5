"""Who has which part at each node of a text: by the text, and by the stakes that stand.

Read once for the matrix, the picture, the page of a node and the files.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from accord.accounts.models import User
from accord.directory.models import Organisation, Service
from accord.instruments.models import Instrument
from accord.lib.naming import letters
from accord.network.models import Contact, Stake
from accord.network.nodes import Node, nodes_of
from accord.network.rules import Gap, Held, Part, Party, gaps_of

_ORDER = {part: place for place, part in enumerate(Part)}


@dataclass(frozen=True)
class Entry:
    """One part of one organisation at one node; no ``stake``: the text says it."""

    part: Part
    organisation: Organisation
    service: Service | None
    contact: Contact | None = None
    stake: Stake | None = None
    has_left: bool = False

    @property
    def who(self) -> str:
        return str(self.service.name if self.service else self.organisation.name)

    @property
    def url(self) -> str:
        """The other side: everything in which it has a part."""
        if self.service:
            return reverse("network:service_stakes", args=[self.service.pk])
        return reverse("network:organisation_stakes", args=[self.organisation.pk])


@dataclass
class Line:
    """One node with its parts."""

    node: Node
    stakes: list[Stake] = field(default_factory=list)

    @property
    def entries(self) -> list[Entry]:
        found = [
            Entry(
                Part(one.part),
                one.organisation,
                one.service,
                one.contact,
                one,
                has_left(one.service),
            )
            for one in self.stakes
        ]
        node = self.node
        if node.organisation and not any(one.part == Part.RESPONSIBLE for one in found):
            left = bool(node.named and node.named.has_left)
            found.append(
                Entry(Part.RESPONSIBLE, node.organisation, node.service, has_left=left)
            )
        return sorted(found, key=lambda one: (_ORDER[one.part], letters(one.who)))

    @property
    def gaps(self) -> list[Gap]:
        return gaps_of(
            self.node.kind, self.node.named, [held(one) for one in self.stakes]
        )


@dataclass(frozen=True)
class Table:
    """A text, its nodes with their parts, and the parts whose node is in it no more."""

    text: Instrument
    lines: list[Line]
    beside: int = 0


def table_of(user: User, text: Instrument, day: date) -> Table:
    """Four queries, however long the text."""
    nodes = nodes_of(user, text)
    stakes: dict[UUID, list[Stake]] = defaultdict(list)
    rows = Stake.objects.visible_to(user).of_agreement(text.agreement_id).valid_on(day)
    for one in rows.for_page().select_related("service__successor"):
        stakes[one.lineage].append(one)
    lines = [Line(node, stakes.pop(node.lineage, [])) for node in nodes]
    return Table(text, lines, sum(map(len, stakes.values())))


def has_left(service: Service | None) -> bool:
    """It closed, and none that stands does its work since."""
    if service is None or service.is_active:
        return False
    return service.successor is None or not service.successor.is_active


def held(stake: Stake) -> Held:
    return Held(
        stake.part,
        Party(stake.organisation_id, stake.service_id),
        has_left(stake.service),
        bool(stake.contact and stake.contact.left_on),
    )


def cells(line: Line, organisations: list[Organisation]) -> list[list[Entry]]:
    """The parts at one node, organisation by organisation."""
    found: dict[int, list[Any]] = defaultdict(list)
    for one in line.entries:
        found[one.organisation.pk].append(one)
    return [found[body.pk] for body in organisations]
