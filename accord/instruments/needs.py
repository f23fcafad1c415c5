"""What needs someone while a text is made: whose turn it is, comments, and silence.

A thread of comments waits for the side that did not speak last. The other side's word
asks for an answer; the answer to one's own asks to be settled.
"""

from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, F, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.directory.models import Kind as OrganisationKind
from accord.directory.needs import Kind, Need, Side, at, shaped
from accord.directory.standing import standing_of
from accord.framework.models import Figure
from accord.instruments.models import Comment, Instrument
from accord.instruments.workflow import IN_WRITING, LIFE, TEXT
from accord.journal.models import Entry
from accord.lib.bilingual import local
from accord.lib.dayspan import DaysBetween

# The measure whose figures say after how many days a text is silent, and since when
# that holds; the Region records it with its decision as the source. None: never.
SILENCE = "days-of-silence"

ANSWER = at("instruments:comment_answer", "under", "record")
TEXT_ABOVE = at("instruments:instrument_detail", "under")


def _threads(need: Need) -> str:
    return f"{TEXT_ABOVE(need)}#comments"


ADDRESS = Kind(
    "instruments.address",
    side=Side.MUNICIPALITY,
    label=_("Comment of the Region to address"),
    act=_("Answer"),
    address=ANSWER,
    look=_threads,
)
ACCEPT = Kind(
    "instruments.accept",
    side=Side.MUNICIPALITY,
    label=_("The Region answered your comment"),
    act=_("Read and settle"),
    address=_threads,
    look=_threads,
)
REPLY = Kind(
    "instruments.reply",
    side=Side.REGION,
    label=_("Comment of the municipality to address"),
    act=_("Answer"),
    address=ANSWER,
    look=_threads,
)
SETTLE = Kind(
    "instruments.settle",
    side=Side.REGION,
    label=_("The municipality answered a comment"),
    act=_("Read and settle"),
    address=_threads,
    look=_threads,
)
BREAK_SILENCE = Kind(
    "instruments.silence",
    side=Side.REGION,
    label=_("Silence to break"),
    act=_("Open the text"),
    address=TEXT,
    look=TEXT,
)
KINDS = (*LIFE.kinds, ADDRESS, ACCEPT, REPLY, SETTLE, BREAK_SILENCE)

# (who asked, who spoke last) → what it waits for; True is the Region.
THREADS = {
    (True, True): ADDRESS,
    (False, True): ACCEPT,
    (False, False): REPLY,
    (True, False): SETTLE,
}


def rows(user: User, today: date) -> list[QuerySet[Any, Any]]:
    silence = [_silent(user, today)] if standing_of(user).is_regional else []
    return [*_turns(user), *_threads_open(user), *silence]


def _turns(user: User) -> list[QuerySet[Any, Any]]:
    """The texts in the making, by whose turn it is; who signs for a municipality."""
    texts = Instrument.objects.visible_to(user).with_signer()
    signer = Case(When(whose=Side.MUNICIPALITY, then="signer"), default=Value(""))
    return [
        shaped(
            rows,
            kind=kind,
            municipality="agreement__municipality",
            what=signer,
        )
        for kind, rows in LIFE.waiting(texts)
    ]


def _threads_open(user: User) -> list[QuerySet[Any, Any]]:
    """The open threads of texts in writing, by the side they wait for."""
    # audience: whoever sees what is answered
    said = Comment.objects.filter(answers=OuterRef("pk")).order_by("-at", "-pk")
    threads = (
        Comment.objects.visible_to(user)
        .still_open()
        .filter(instrument__state__in=IN_WRITING)
        .annotate(
            last_by=Coalesce(
                Subquery(said.values("organisation__kind")[:1]), "organisation__kind"
            ),
            last_at=Coalesce(Subquery(said.values("at")[:1]), "at"),
        )
    )
    asked_by_region = Q(organisation__kind=OrganisationKind.REGION)
    by_region = Q(last_by=OrganisationKind.REGION)
    return [
        shaped(
            threads.filter(
                asked_by_region if asked else ~asked_by_region,
                by_region if last else ~by_region,
            ),
            kind=kind,
            under="instrument",
            municipality="instrument__agreement__municipality",
            what="text",
            since=TruncDate("last_at"),
        )
        for (asked, last), kind in THREADS.items()
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
