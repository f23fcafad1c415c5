"""The other side: everything in which one service or organisation has a part."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce

from accord.accounts.models import User
from accord.directory.models import Organisation, Service
from accord.instruments.models import Instrument, OperationalAction
from accord.lib.bilingual import Bilingual, local
from accord.network.models import Stake
from accord.network.nodes import MODELS, said_of, texts_now
from accord.network.rules import NodeKind, Part


@dataclass(frozen=True)
class Having:
    """A part in one node of one agreement. ``record``: the stake, or the action."""

    origin: str
    record: int
    under: int
    town_fr: str
    town_nl: str
    kind: str
    part: str
    what_fr: str
    what_nl: str
    who_fr: str
    who_nl: str
    since: date | None
    order: str

    town = Bilingual()
    what = Bilingual()
    who = Bilingual()

    @property
    def label(self) -> str:
        return str(Part(self.part).label)

    @property
    def of(self) -> str:
        return str(NodeKind(self.kind).label)

    @property
    def is_in_the_text(self) -> bool:
        return self.origin == "text"


def parts_of(
    user: User,
    day: date,
    *,
    service: Service | None = None,
    organisation: Organisation | None = None,
    part: str = "",
) -> QuerySet[Any, Any]:
    """By municipality: by the texts that hold now, and by the stakes that stand."""
    texts = texts_now(user, day, or_public=True)
    stakes = Stake.objects.visible_to(user).valid_on(day)
    actions = _readable(OperationalAction, texts)
    if service is not None:
        stakes = stakes.of_service(service)
        actions = actions.filter(
            Q(service=service) | Q(service__is_active=False, service__successor=service)
        )
    else:
        stakes = stakes.of_organisation(organisation)
        actions = actions.filter(
            Q(organisation=organisation) | Q(service__organisation=organisation)
        )
    if part:
        stakes = stakes.filter(part=part)
    if part not in ("", Part.RESPONSIBLE):
        actions = actions.none()
    united = _of_stakes(stakes, texts).union(_of_texts(actions), all=True)
    return united.order_by("have_order", "have_under", "have_what_fr", "have_record")


def read(rows: Any) -> list[Having]:
    return [Having(*row) for row in rows]


def opened_to(user: User, agreements: set[int]) -> set[int]:
    """Which of these agreements the reader may open."""
    texts = Instrument.objects.visible_to(user).filter(agreement__in=agreements)
    return set(texts.values_list("agreement", flat=True))


def _readable(model: Any, texts: Any) -> Any:
    """The standing nodes of those texts: the texts say who may read them."""
    # audience: that of the texts
    return model._default_manager.standing().filter(instrument__in=texts.values("pk"))


def _text(value: Any) -> Any:
    return Cast(value, TextField())


def _of_stakes(rows: Any, texts: Any) -> Any:
    """A node that the reader cannot read, or that the text no longer has, is empty."""
    said = said_of(_readable(model, texts) for model in MODELS.values())
    empty = _text(Value(""))
    return _shaped(
        rows,
        "agreement",
        origin=_text(Value("stake")),
        kind=_text(F("kind")),
        part=_text(F("part")),
        what_fr=Coalesce(said["fr"], empty),
        what_nl=Coalesce(said["nl"], empty),
        since=F("starts_on"),
    )


def _of_texts(rows: Any) -> Any:
    return _shaped(
        rows,
        "instrument__agreement",
        origin=_text(Value("text")),
        kind=_text(Value(NodeKind.ACTION.value)),
        part=_text(Value(Part.RESPONSIBLE.value)),
        what_fr=_text(F("title_fr")),
        what_nl=_text(F("title_nl")),
        since=F("instrument__in_force_on"),
    )


def _shaped(rows: Any, agreement: str, **columns: Any) -> Any:
    town = f"{agreement}__municipality"
    columns |= {
        "record": F("pk"),
        "under": F(f"{agreement}__pk"),
        "town_fr": _text(F(f"{town}__name_fr")),
        "town_nl": _text(F(f"{town}__name_nl")),
        "who_fr": _text(Coalesce("service__name_fr", "organisation__name_fr")),
        "who_nl": _text(Coalesce("service__name_nl", "organisation__name_nl")),
        "order": _text(F(local(f"{town}__sort"))),
    }
    named = {f"have_{one.name}": columns[one.name] for one in fields(Having)}
    return rows.order_by().annotate(**named).values_list(*named)
