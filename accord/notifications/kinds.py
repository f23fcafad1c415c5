"""The kinds of events that rooms tell people about; each room names its own."""

from dataclasses import dataclass

from django.utils.functional import Promise

from accord.notifications.rules import Topic

KINDS: dict[str, "Kind"] = {}


@dataclass(frozen=True)
class Kind:
    """``is_required``: the law or a deadline wants it told by mail, at once."""

    key: str  # room.word, as verbs are
    topic: Topic
    label: str | Promise  # “A text was submitted”
    is_required: bool = False


def kind(
    key: str, topic: Topic, label: str | Promise, *, is_required: bool = False
) -> Kind:
    """Name a kind of event, once, as a room's ``notices.py`` is read."""
    made = Kind(key, topic, label, is_required)
    KINDS[key] = made
    return made
