"""What rooms above show on the page of an organisation: each registers its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accord.accounts.models import User
from accord.directory.models import Organisation


@dataclass(frozen=True)
class Piece:
    """A part of a page: its template, which finds ``shown`` under that name."""

    template: str
    shown: Any


Made = Callable[[Organisation, User], Piece | None]
_PIECES: list[Made] = []


def shows(piece: Made) -> None:
    """Show it of every organisation; ``None`` where a reader is shown nothing of it."""
    if piece not in _PIECES:
        _PIECES.append(piece)


def pieces_of(organisation: Organisation, user: User) -> list[Piece]:
    return [found for made in _PIECES if (found := made(organisation, user))]
