"""The open threads of a record, as its page shows them."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from accord.accounts.models import User
from accord.threads import policies
from accord.threads.models import Remark
from accord.workflow import versioned


@dataclass(frozen=True)
class Thread:
    """A remark that is not settled, with its answers.

    ``may_settle``: the reader's side asked it. The other side answers.
    """

    remark: Remark
    may_settle: bool = False
    answers: list[Remark] = field(default_factory=list)

    @property
    def version(self) -> int:
        """Of what is settled: the remark as it was answered."""
        return max(one.seen for one in (self.remark, *self.answers))  # type: ignore[attr-defined] # read with them


def threads_of(record: Any, user: User) -> dict[str, list[Thread]]:
    """By the place they are about; ``""`` is the whole: one query."""
    found: dict[str, list[Thread]] = defaultdict(list)
    begun: dict[int, Thread] = {}
    remarks = versioned(Remark.objects.visible_to(user).on(record).in_open_threads())
    may_speak = policies.can_speak(user, record)
    for remark in remarks:
        if remark.answers_id is None:
            begun[remark.pk] = thread = Thread(
                remark, may_settle=may_speak and policies.asked_it(user, remark)
            )
            found[remark.place].append(thread)
    for remark in remarks:
        if remark.answers_id in begun:
            begun[remark.answers_id].answers.append(remark)
    return found
