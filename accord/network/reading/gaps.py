"""What is missing in texts that bind: over all agreements, in one query.

The same rules as ``rules.gaps_of``, which the page of one agreement follows.
"""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse

from accord.accounts.models import User
from accord.directory.needs import united
from accord.instruments.models import OperationalAction
from accord.lib.bilingual import Bilingual, local
from accord.network.models import Stake
from accord.network.nodes import MODELS, said_of
from accord.network.rules import Gap, Part


@dataclass(frozen=True)
class Missing:
    """One gap. ``record``: the stake that lacks something, else the action."""

    gap: str
    origin: str
    record: int
    under: int
    place: int
    town_fr: str
    town_nl: str
    nis: str
    what_fr: str
    what_nl: str
    who_fr: str
    who_nl: str
    contact: str
    since: date | None
    order: str

    town = Bilingual()
    what = Bilingual()
    who = Bilingual()

    @property
    def label(self) -> str:
        return str(Gap(self.gap).label)

    def url(self, *, may_mend: bool) -> str:
        """Where it is mended, else where it is seen."""
        if self.origin == "text":
            under = [self.under, "actions", self.record]
            return reverse("network:node_detail", args=under)
        if may_mend:
            return reverse("network:stake_edit", args=[self.record])
        return reverse("network:matrix", args=[self.under])


@dataclass(frozen=True)
class Lacking:
    """One kind of rows that lack something, and where their columns are."""

    gap: Gap
    rows: QuerySet[Any, Any]
    origin: str
    agreement: str
    what: str
    who: str
    since: Any


def parts(user: User, day: date) -> list[Lacking]:
    """Actions that nobody is responsible for; services and contacts that left."""
    actions = OperationalAction.objects.visible_to(user).on(day)
    answered = (
        Stake.objects.visible_to(user)
        .standing()
        .filter(
            agreement=OuterRef("instrument__agreement"),
            lineage=OuterRef("lineage"),
            part=Part.RESPONSIBLE,
        )
    )
    open_actions = actions.filter(~Exists(answered))
    nobody = open_actions.filter(organisation__isnull=True, service__isnull=True)
    left = _left(open_actions)
    found = [
        Lacking(
            Gap.NO_RESPONSIBLE,
            nobody,
            *("text", "instrument__agreement", "title", ""),
            F("instrument__in_force_on"),
        ),
        Lacking(
            Gap.SERVICE_LEFT,
            left,
            *("text", "instrument__agreement", "title", "service__name"),
            F("service__closed_on"),
        ),
    ]
    stakes = _stakes(user, day)
    found += [
        Lacking(
            Gap.SERVICE_LEFT,
            _left(stakes),
            *("stake", "agreement", "said", "service__name"),
            F("service__closed_on"),
        ),
        Lacking(
            Gap.CONTACT_LEFT,
            stakes.filter(contact__left_on__isnull=False),
            *("stake", "agreement", "said", "organisation__name"),
            F("contact__left_on"),
        ),
    ]
    return found


def _left(rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """Those whose service closed, and nobody who stands does its work."""
    closed = rows.filter(service__is_active=False)
    return closed.exclude(service__successor__is_active=True)


def _stakes(user: User, day: date) -> QuerySet[Any, Any]:
    """Standing stakes of nodes in binding texts, with what these say."""
    nodes = (model.objects.visible_to(user).on(day) for model in MODELS.values())
    said = {f"said_{code}": told for code, told in said_of(nodes).items()}
    rows = Stake.objects.visible_to(user).standing().annotate(**said)
    return rows.filter(said_fr__isnull=False)


def missing(
    user: User, day: date, *, gap: str = "", town: Any = None
) -> QuerySet[Any, Any]:
    """By municipality, the oldest first: rows of ``Missing``."""
    shaped = [
        _shaped(one, town) for one in parts(user, day) if gap in ("", one.gap.value)
    ]
    return united(shaped).order_by("gap_order", "gap_since", "gap_gap", "gap_record")


def read(rows: Any) -> list[Missing]:
    return [Missing(*row) for row in rows]


def _shaped(one: Lacking, town: Any) -> QuerySet[Any, Any]:
    place = f"{one.agreement}__municipality"
    rows = one.rows.filter(**{place: town}) if town else one.rows

    def text(value: Any) -> Any:
        return Cast(value, TextField())

    nothing = text(Value(""))
    columns = {
        "gap": text(Value(one.gap.value)),
        "origin": text(Value(one.origin)),
        "record": F("pk"),
        "under": F(f"{one.agreement}__pk"),
        "place": F(f"{place}__pk"),
        "town_fr": text(F(f"{place}__name_fr")),
        "town_nl": text(F(f"{place}__name_nl")),
        "nis": text(F(f"{place}__nis_code")),
        "what_fr": text(F(f"{one.what}_fr")),
        "what_nl": text(F(f"{one.what}_nl")),
        "who_fr": text(F(f"{one.who}_fr")) if one.who else nothing,
        "who_nl": text(F(f"{one.who}_nl")) if one.who else nothing,
        "contact": text(F("contact__name")) if one.gap == Gap.CONTACT_LEFT else nothing,
        "since": one.since,
        "order": text(F(local(f"{place}__sort"))),
    }
    named = {f"gap_{one.name}": columns[one.name] for one in fields(Missing)}
    return rows.order_by().annotate(**named).values_list(*named)
