"""The files on one record, for its page and for a page of their own."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from accord.accounts.http import Request
from accord.accounts.models import User
from accord.attachments.actions import withdraw_file
from accord.attachments.models import Filed
from accord.attachments.owners import owner_of
from accord.attachments.policies import can_file
from accord.journal.models import Reading

LATEST = 10  # on the record's own page


@dataclass(frozen=True)
class Row:
    filed: Filed
    may_withdraw: bool


@dataclass(frozen=True)
class Files:
    """What ``attachments/filed.html`` shows."""

    record: Model
    kind: str  # of the addresses
    rows: list[Row]
    are_more: bool
    may_add: bool


def files_on(record: Model, user: User) -> Files | None:
    """The latest, for a record's page; ``None`` where a reader is shown nothing.

    One query: the audience is asked together with the rows.
    """
    may_add = can_file(user, record)
    latest = Filed.objects.visible_to(user).standing().on(record).for_list()
    found = rows_of(latest[: LATEST + 1], record, user)
    if not found and not may_add:
        return None
    kind = owner_of(record).kind
    return Files(record, kind, found[:LATEST], len(found) > LATEST, may_add)


def rows_of(filed: Any, record: Model, user: User) -> list[Row]:
    rows = []
    for one in filed:
        one.owner = record  # read already
        may = not one.withdrawn_at and withdraw_file.open_to(user, one)
        rows.append(Row(one, may))
    return rows


def note_opening(filed: Filed, request: Request) -> None:
    """What speaks of persons; of who gives support every page is noted anyway."""
    if filed.is_sensitive and not hasattr(request, "supporter"):
        Reading.objects.create(actor=request.user, path=request.path[:500])
