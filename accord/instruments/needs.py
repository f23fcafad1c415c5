"""What needs someone while a text is made: whose turn it is, and silence.

What its threads wait for, ``accord/threads`` says.
"""

from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, F, Max, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.directory.needs import NeedKind, Side, shaped
from accord.directory.standing import standing_of
from accord.framework.models import Figure
from accord.instruments import workflow
from accord.instruments.models import Instrument
from accord.instruments.workflow import (
    CONFIRM,
    CONFIRM_OWN,
    CONFIRM_REGION,
    CONFIRMING,
    IN_WRITING,
    LIFE,
    TEXT,
)
from accord.journal.models import Entry
from accord.lib.bilingual import local
from accord.lib.dayspan import DaysBetween

# The measure whose figures say after how many days a text is silent, and since when
# that holds; the Region records it with its decision as the source. None: never.
SILENCE = "days-of-silence"

BREAK_SILENCE = NeedKind(
    "instruments.silence",
    side=Side.REGION,
    label=_("Silence to break"),
    act=_("Open the text"),
    address=TEXT,
    look=TEXT,
)
KINDS = (*workflow.KINDS, BREAK_SILENCE)


def rows(user: User, today: date) -> list[QuerySet[Any, Any]]:
    silence = [_silent(user, today)] if standing_of(user).is_regional else []
    return [*_turns(user), *silence]


def _turns(user: User) -> list[QuerySet[Any, Any]]:
    """The texts in the making, by whose turn it is; who signs for a municipality.

    What the Region recorded, the municipality confirms, or an approver of the Region.
    """
    texts = Instrument.objects.visible_to(user).with_signer()
    signer = Case(When(whose=Side.MUNICIPALITY, then="signer"), default=Value(""))
    by_region, by_town = (texts.filter(confirms=one) for one in CONFIRMING)
    waiting = [
        *LIFE.waiting(texts.filter(confirms=None)),
        (CONFIRM, by_region),
        (CONFIRM_REGION, by_town),
    ]
    if standing_of(user).is_regional:
        waiting.append((CONFIRM_OWN, by_region.exclude(recorder=user.pk)))
    return [
        shaped(rows, kind=kind, municipality="agreement__municipality", what=signer)
        for kind, rows in waiting
    ]


def _silent(user: User, today: date) -> QuerySet[Any, Any]:
    """The texts in writing that nobody has touched for as long as was decided."""
    kind = ContentType.objects.get_for_model(Instrument)
    entries = Entry.objects.by_people().filter(file_type=kind, file_id=OuterRef("pk"))
    last = entries.order_by().values("file_id").annotate(last=Max("at"))
    decided = Figure.objects.public().of(SILENCE).filter(latest_on__lte=today)
    texts = (
        Instrument.objects.visible_to(user)
        .filter(state__in=IN_WRITING)
        .annotate(
            touched_on=TruncDate(Subquery(last.values("last"))),
            longest=Subquery(decided.order_by("-latest_on", "-pk").values("value")[:1]),
        )
        .annotate(silent_days=DaysBetween(Value(today), F("touched_on")))
    )
    return shaped(
        texts.filter(silent_days__gt=F("longest")),
        kind=BREAK_SILENCE,
        municipality="agreement__municipality",
        what=local("agreement__model__title"),
        since="touched_on",
    )
