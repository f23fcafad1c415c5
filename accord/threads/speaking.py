"""The remark itself: for who speaks, and for acts of other rooms that must say why."""

from typing import Any

from django.utils import timezone

from accord.accounts.models import User
from accord.lib.saving import save
from accord.threads.models import Remark
from accord.threads.owners import owner_of


def say(
    record: Any,
    text: str,
    *,
    place: Any = "",
    answers: Remark | None = None,
    language: str = "",
    by: User,
) -> Remark:
    """``language`` not said: the one its author reads in."""
    remark = Remark(
        owner=record,
        place=answers.place if answers else str(place),
        answers=answers,
        text=text,
        language=language or by.language or "fr",
        author=by,
        organisation=owner_of(record).speaks_for(by, record),
        at=timezone.now(),
    )
    return save(remark)
