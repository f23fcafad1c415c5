"""What needs the Region in the register: facts recorded and not public yet."""

from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Min, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.agreements.reading import FACTS
from accord.agreements.rules import StepKind
from accord.directory.needs import Need, NeedKind, Side, shaped, worded
from accord.directory.standing import standing_of
from accord.journal.models import Entry
from accord.lib.bilingual import local
from accord.sources.models import State

IN_ORDER = list(FACTS)  # ``under`` says which one, by its place


def _publish(need: Need) -> str:
    segment = IN_ORDER[need.under or 0]
    return reverse("agreements:fact_publish", args=[segment, need.record])


PUBLISH = NeedKind(
    "agreements.publish",
    side=Side.REGION,
    label=_("Fact to publish"),
    act=_("Look and publish"),
    address=_publish,
)
KINDS = (PUBLISH,)


def rows(user: User, today: date) -> list[QuerySet[Any, Any]]:
    """The drafts of each kind of fact; they are the Region's alone."""
    if not standing_of(user).is_regional:
        return []
    said: dict[str, Any] = {
        "agreements": local("model__title"),
        "steps": worded("kind", StepKind.choices),
        "choices": local("mission__title"),
        "referents": "name",
        "absences": Value(str(_("No agreement"))),
    }
    return [
        shaped(
            model.objects.visible_to(user).filter(state=State.DRAFT),
            kind=PUBLISH,
            under=Value(IN_ORDER.index(segment)),
            municipality="municipality"
            if segment in ("agreements", "absences")
            else "agreement__municipality",
            what=said[segment],
            since=_recorded(model),
        )
        for segment, model in FACTS.items()
    ]


def _recorded(model: Any) -> TruncDate:
    """The day it was recorded, as the journal has it."""
    entries = Entry.objects.filter(
        record_type=ContentType.objects.get_for_model(model), record_id=OuterRef("pk")
    )
    first = entries.order_by().values("record_id").annotate(first=Min("at"))
    return TruncDate(Subquery(first.values("first")))
