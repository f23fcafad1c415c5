"""The commitments and actions that stakes hang on, as the text now has them.

Of each agreement that is the text in force, else the one in the making, else the last
that was signed. A node keeps its lineage through the versions, hence its stakes.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    When,
)
from django.db.models.functions import Cast, Coalesce

from accord.accounts.models import User
from accord.directory.models import Organisation, Service
from accord.framework.models import Mission
from accord.instruments.models import (
    Commitment,
    Instrument,
    MissionTaken,
    OperationalAction,
)
from accord.instruments.querysets import BINDING, MAKING
from accord.lib.bilingual import LANGUAGES
from accord.network.rules import Named, NodeKind, Party

MODELS: dict[str, Any] = {
    NodeKind.COMMITMENT.value: Commitment,
    NodeKind.ACTION.value: OperationalAction,
}
# The columns that say what it is about.
SAID: dict[Any, str] = {Commitment: "text", OperationalAction: "title"}
# What an action tells of who is responsible for it.
NAMED = ("organisation", "service__organisation", "service__successor__organisation")


@dataclass(frozen=True)
class Node:
    """One commitment or action of a text; ``named``: whom the text says is responsible.

    ``organisation`` and ``service`` are those of ``named``.
    """

    kind: NodeKind
    pk: int
    lineage: UUID
    number: str
    text: str
    record: Any = None
    mission: Mission | None = None
    named: Named | None = None
    organisation: Organisation | None = None
    service: Service | None = None

    @property
    def anchor(self) -> str:
        return f"{self.kind.value}-{self.pk}"

    @property
    def party(self) -> str:
        return str((self.service and self.service.name) or self.organisation or "")


def texts_now(user: User, day: date, *, or_public: bool = False) -> Any:
    """Of each agreement, its one text as above, where the reader may read it.

    ``or_public``: those that anyone may read, too.
    """
    texts = Instrument.objects.visible_to(user)
    if or_public:
        texts = texts | Instrument.objects.public()
    # audience: that of the texts above
    in_force = Instrument.objects.in_force_on(day).values("pk")
    first = (
        texts.filter(agreement=OuterRef("agreement"), state__in=(*MAKING, *BINDING))
        .annotate(
            rank=Case(
                When(pk__in=in_force, then=0),
                When(state__in=MAKING, then=1),
                default=2,
                output_field=IntegerField(),
            )
        )
        .order_by("rank", "-number")
    )
    return texts.filter(pk=Subquery(first.values("pk")[:1]))


def said_of(nodes: Iterable[QuerySet[Any, Any]]) -> dict[str, Any]:
    """What the node of a stake says, in each language, where ``nodes`` have it."""

    def said(rows: QuerySet[Any, Any], code: str) -> Subquery:
        same = rows.filter(
            lineage=OuterRef("lineage"), instrument__agreement=OuterRef("agreement")
        )
        told = Cast(f"{SAID[rows.model]}_{code}", TextField())
        return Subquery(same.order_by().values(told=told)[:1])

    every = list(nodes)
    return {code: Coalesce(*(said(rows, code) for rows in every)) for code in LANGUAGES}


def text_of(user: User, agreement: int, day: date) -> Instrument | None:
    texts = texts_now(user, day).of_agreement(agreement).defer("content")
    return texts.select_related("agreement__municipality", "agreement__model").first()


def nodes_of(user: User, text: Instrument) -> list[Node]:
    """In the order of the text, with the numbers it has there: three queries."""
    taken = MissionTaken.objects.visible_to(user).of(text).select_related("mission")
    commitments = _under(Commitment.objects.visible_to(user).of(text))
    actions = _under(
        OperationalAction.objects.visible_to(user).of(text).select_related(*NAMED)
    )
    found = []
    ordered = sorted(taken, key=lambda one: (one.mission.rank, one.pk))
    for place, mission in enumerate(ordered, start=1):
        for number, one in enumerate(commitments[mission.pk], start=1):
            found.append(node_of(one, f"{place}.{number}", mission.mission))
        for number, one in enumerate(actions[mission.pk], start=1):
            found.append(node_of(one, f"{place}.A{number}", mission.mission))
    return found


def node_of(row: Any, number: str = "", mission: Mission | None = None) -> Node:
    """A commitment or an action, read with ``NAMED``, as the rules see it."""
    about = {"pk": row.pk, "lineage": row.lineage, "number": number, "record": row}
    if isinstance(row, Commitment):
        kind = NodeKind.COMMITMENT
        return Node(kind=kind, text=row.text, mission=mission, **about)
    named, organisation, service = _named(row)
    return Node(
        kind=NodeKind.ACTION,
        text=row.title,
        mission=mission,
        named=named,
        organisation=organisation,
        service=service,
        **about,
    )


def _under(rows: Any) -> dict[int, list[Any]]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[row.taken_id].append(row)
    return grouped


def _named(
    action: OperationalAction,
) -> tuple[Named | None, Organisation | None, Service | None]:
    """Whom the text names: the successor, where the service it names has one."""
    service, has_left = action.service, False
    if service is not None and not service.is_active:
        heir = service.successor
        has_left = heir is None or not heir.is_active
        service = service if has_left else heir
    body = service.organisation if service is not None else action.organisation
    if body is None:
        return None, None, None
    party = Party(body.pk, service.pk if service is not None else None)
    return Named(party, has_left), body, service
