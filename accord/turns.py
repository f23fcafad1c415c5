"""Whose turn it is: what each side reads of a state, and who ends it by which act.

One table per life, in the ``workflow.py`` of its room:

    LIFE = Life(
        "instruments",
        Turn(
            State.IN_REVIEW,
            page="text_agree",
            needs=(REVIEW,),
            region=Words(_("The text awaits your review."), _("Comment on …")),
            municipality=Words(_("The Region is reading your text.")),
        ),
        …
    )

The words of a page, its buttons, the lines of the desk, what is due and the reference
are read from it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from accord.accounts.models import User
from accord.directory.needs import NeedKind
from accord.workflow import Offer, offers

LIVES: dict[str, "Life"] = {}  # by room, for the reference


@dataclass(frozen=True)
class Words:
    """A state as one side says it, and what is expected of that side next."""

    said: str | Promise
    next: str | Promise = ""


class Turn:
    """A state, what each side reads of it, and how it ends.

    ``page``: the act that is expected now; its button is the primary one. ``needs``:
    what waits, on the desk of whose turn it is. Where several sides have theirs in one
    state, the rows say ``whose`` it is.
    """

    def __init__(
        self,
        state: str,
        *,
        page: str = "",
        needs: Sequence[NeedKind] = (),
        **said: Words,
    ) -> None:
        self.state, self.page, self.needs, self.said = state, page, needs, said


class Life:
    """All states of one kind of record, in their order."""

    def __init__(self, room: str, *turns: Turn) -> None:
        self.room = room
        self.turns = {turn.state: turn for turn in turns}
        self.kinds = tuple(dict.fromkeys(kind for one in turns for kind in one.needs))
        LIVES[room] = self

    def words(self, state: str, side: str) -> Words:
        """How ``side`` reads ``state``."""
        return self.turns[state].said[side]

    def offers(
        self, user: User, record: Any, pages: Mapping[str, Any], **how: Any
    ) -> list[Offer]:
        """``workflow.offers``, with the button first that ends the turn."""
        first = self.turns[record.state].page
        return offers(user, record, self.room, pages, primary=first, **how)

    def needed(self, record: Any) -> NeedKind | None:
        """What a record needs of whose turn it is."""
        needs = self.turns[record.state].needs
        if len(needs) > 1:
            needs = [kind for kind in needs if kind.side == record.whose]
        return needs[0] if needs else None

    def waiting(self, rows: QuerySet[Any, Any]) -> Iterator[tuple[NeedKind, Any]]:
        """The rows that wait for someone, by what they need: ``needed``, in SQL."""
        for kind in self.kinds:
            turns = [one for one in self.turns.values() if kind in one.needs]
            found = rows.filter(state__in=[one.state for one in turns])
            if any(len(one.needs) > 1 for one in turns):
                found = found.filter(whose=kind.side)
            yield kind, found
