"""Who may add sources. The standing of a person is asked above: see ``register``."""

from collections.abc import Callable
from typing import Any

# Sources stand below the directory, which knows who acts for whom: it says who may.
_keepers: list[Callable[[Any], bool]] = []


def kept_by(may_keep: Callable[[Any], bool]) -> None:
    """Let the directory say who keeps sources; called once, as it starts."""
    _keepers.append(may_keep)


def can_keep(user: Any, subject: Any) -> bool:
    """Editors at the Region."""
    return any(may_keep(user) for may_keep in _keepers)
