"""What a list would change: every row is weighed, and nothing is written."""

import hashlib
import json
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import IO, Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from accord.incoming.lists import List, Row, Wanted
from accord.incoming.tables import read
from accord.journal.models import snapshot, trace_many, trace_new
from accord.lib.errors import Refused

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Fault:
    """A row that cannot be taken, by its number in the file, and why."""

    row: int
    about: str
    reason: str


@dataclass
class Plan:
    """What is wrong, what changes, what stays, and what of the file was not read."""

    wanted: dict[Hashable, Wanted] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)  # in the sheet, and read
    notes: list[str] = field(default_factory=list)

    @cached_property
    def changes(self) -> list[Wanted]:
        return [one for one in self.wanted.values() if one.changes]

    @property
    def unchanged(self) -> int:
        return len(self.wanted) - len(self.changes)

    @property
    def may_be_loaded(self) -> bool:
        return bool(self.changes) and not self.faults

    @cached_property
    def fingerprint(self) -> str:
        """Of all that it would change: what was looked at is what is loaded."""
        said = [(one.row, one.key, one.changes) for one in self.changes]
        return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()

    def require(self, looked_at: str) -> None:
        """Raise ``Refused`` unless it is right, and what was looked at."""
        if self.faults:
            raise Refused(_("Rows are wrong: nothing was loaded."))
        if self.fingerprint != looked_at:
            raise Refused(_("What is kept changed meanwhile: look at the list again."))


def planned(bring: List, file: IO[bytes]) -> Plan:
    """Compare a file with what is kept. Raises ``Refused`` where it is no such list."""
    table = read(file, type(bring))
    plan = weighed(bring, table.rows())
    plan.unread = table.unread(type(bring))
    plan.hidden = table.hidden(type(bring))
    return plan


def weighed(bring: List, rows: Iterable[Row]) -> Plan:
    """Several rows may speak of one record, as long as they agree."""
    plan, every = Plan(), list(rows)
    wanted = plan.wanted
    bring.look_over(every)
    for row in every:
        try:
            bring.require_readable(row)
            found = [
                wanted[one.key].joined(one) if one.key in wanted else one
                for one in bring.weigh(row)
            ]
        except Refused as refused:  # nothing of a bad row is kept
            fault = Fault(row.number, bring.about(row), str(refused))
            plan.faults.append(fault)
        else:
            for one in found:
                wanted[one.key] = one
    plan.notes = bring.notes(plan)
    return plan


def write(
    plan: Plan,
    model: type[M],
    made: Callable[[Wanted], M],
    *,
    by: Any,
    added: str,
    edited: str,
) -> dict[Hashable, M]:
    """Save what it changes of one table, and trace each record: part of an action.

    ``made`` makes a new record of what the list says. Returns these, by their keys.
    """
    new: dict[Hashable, M] = {}
    pairs = []
    for one in plan.changes:
        if one.model is not model:
            continue
        if one.is_new:
            new[one.key] = made(one)
        else:
            changes = dict(one.changes)
            pairs.append((one.record, snapshot(one.record)))
            for name, value in changes.items():
                setattr(one.record, name, value)
    # audience: nobody, these are new
    model._default_manager.bulk_create(new.values(), batch_size=500)
    for record, _before in pairs:
        record.save()
    trace_new(new.values(), by=by, verb=added)
    trace_many(pairs, by=by, verb=edited)
    return new
