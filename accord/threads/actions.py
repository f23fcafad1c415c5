"""What people do in a thread."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.journal.models import Entry, EntryQuerySet
from accord.lib.errors import Refused
from accord.threads import policies
from accord.threads.models import Remark
from accord.threads.owners import owner_of
from accord.threads.speaking import say
from accord.workflow import ADDS, action


@action(
    allowed=policies.can_speak,
    label=_("Comment"),
    told=_("commented"),
    done=_("Your comment is kept."),
    unseen=ADDS,
)
def add_remark(
    record: Any,
    *,
    text: str,
    place: Any = "",
    answers: Remark | None = None,
    language: str = "",
    by: User,
) -> Remark:
    """Say something on a record or on a part of it; an answer joins its thread.

    The record's room says who is told.
    """
    remark = say(record, text, place=place, answers=answers, language=language, by=by)
    tells = owner_of(record).tells
    if tells:
        tells(record, by)
    return remark


def _thread(remark: Remark) -> EntryQuerySet:
    return Entry.objects.about(remark, *Remark.objects.filter(answers=remark))


@action(
    allowed=policies.can_settle,
    label=_("Settle"),
    told=_("settled a comment"),
    title=_("Settle a comment"),
    done=_("The comment is settled."),
    sees=_thread,
)
def settle_remark(remark: Remark, *, by: User) -> None:
    """Close a thread: what it asked is done, or needs not be, says who asked it."""
    if remark.settled_at:
        raise Refused(_("This comment is settled already."))
    remark.settled_at = timezone.now()
    remark.save(update_fields=["settled_at"])
