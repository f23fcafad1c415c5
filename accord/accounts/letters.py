"""Letters: mail to one person that is no notification, such as a link that opens.

    INVITATION = Letter("directory.invitation", _("Invitation"), write=_invitation)

    INVITATION.send(email=invitation.email, invitation=invitation.pk)

A letter is queued in the caller's transaction, like all mail, and written when it is
sent: what is kept of it says which record it is about, never a link that opens an
account. ``write`` takes what ``send`` was told, as JSON gives it back, and answers
``None`` when nobody needs the letter any more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language

from accord.accounts.models import User


@dataclass(frozen=True)
class Written:
    """To whom, in whose language, and what: the rest is asked in it.

    ``template``: the path of its text, without ``.txt``.
    """

    reader: Any  # has an ``email`` and a ``language``
    subject: Promise | Callable[[], str]
    template: str
    context: Callable[[], dict[str, Any]]


Queue = Callable[..., None]
# Accounts stand below the room that sends: it says how, once, as it starts.
_queues: list[Queue] = []
KNOWN: dict[str, "Letter"] = {}


@dataclass(frozen=True)
class Letter:
    """A kind of letter. ``key`` is room.word, and stays: messages are kept under it."""

    key: str
    label: Promise
    write: Callable[..., Written | None]

    def __post_init__(self) -> None:
        KNOWN[self.key] = self

    def send(
        self, person: User | None = None, /, *, email: str = "", **about: Any
    ) -> None:
        """To a person, or to an address of someone who has no account yet."""
        language = person.language if person else get_language() or "fr"
        for queue in _queues:
            queue(self.key, person, email=email, language=language, about=about)


def queued_by(queue: Queue) -> None:
    """Let the room that sends say how a letter is queued."""
    _queues.append(queue)
