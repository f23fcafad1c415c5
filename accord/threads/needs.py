"""What needs someone on the records that hold threads.

A thread waits for the side that did not speak last. The other side's word asks for an
answer; the answer to one's own asks to be settled.
"""

from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.directory.models import Body
from accord.directory.needs import NeedKind, Side, at, shaped
from accord.threads.models import Remark
from accord.threads.owners import OWNERS, Owner

ANSWER = at("threads:remark_answer")
THREAD = at("threads:remark_detail")

ADDRESS = NeedKind(
    "threads.address",
    side=Side.MUNICIPALITY,
    label=_("Comment of the Region to address"),
    act=_("Answer"),
    address=ANSWER,
    look=THREAD,
)
ACCEPT = NeedKind(
    "threads.accept",
    side=Side.MUNICIPALITY,
    label=_("The Region answered your comment"),
    act=_("Read and settle"),
    address=THREAD,
    look=THREAD,
)
REPLY = NeedKind(
    "threads.reply",
    side=Side.REGION,
    label=_("Comment of the municipality to address"),
    act=_("Answer"),
    address=ANSWER,
    look=THREAD,
)
SETTLE = NeedKind(
    "threads.settle",
    side=Side.REGION,
    label=_("The municipality answered a comment"),
    act=_("Read and settle"),
    address=THREAD,
    look=THREAD,
)
KINDS = (ADDRESS, ACCEPT, REPLY, SETTLE)

# (who asked, who spoke last) → what it waits for; True is the Region.
WAITING = {
    (True, True): ADDRESS,
    (False, True): ACCEPT,
    (False, False): REPLY,
    (True, False): SETTLE,
}


def rows(user: User, today: date) -> list[QuerySet[Any, Any]]:
    return [one for owner in OWNERS.values() for one in _waiting(owner, user)]


def _waiting(owner: Owner, user: User) -> list[QuerySet[Any, Any]]:
    """The open threads on records of one kind, by the side they wait for."""
    kind = ContentType.objects.get_for_model(owner.model)
    records = owner.audience(user).filter(owner.waits).order_by()
    # audience: whoever sees what is answered
    said = Remark.objects.filter(answers=OuterRef("pk")).order_by("-at", "-pk")
    threads = (
        Remark.objects.visible_to(user)
        .still_open()
        .filter(owner_type=kind, owner_id__in=records.values("pk"))
        .annotate(
            last_by=Coalesce(
                Subquery(said.values("organisation__kind")[:1]), "organisation__kind"
            ),
            last_at=Coalesce(Subquery(said.values("at")[:1]), "at"),
        )
    )
    town = records.filter(pk=OuterRef("owner_id")).values(owner.town)[:1]
    asked_by_region = Q(organisation__kind=Body.REGION)
    by_region = Q(last_by=Body.REGION)
    return [
        shaped(
            threads.filter(
                asked_by_region if asked else ~asked_by_region,
                by_region if last else ~by_region,
            ),
            kind=kind_of_need,
            under="owner_id",
            municipality=Subquery(town),
            what="text",
            since=TruncDate("last_at"),
        )
        for (asked, last), kind_of_need in WAITING.items()
    ]
