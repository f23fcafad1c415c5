"""Content that exists in French and in Dutch, as two plain columns.

A model declares ``title_fr`` and ``title_nl``; ``title = Bilingual()`` reads the column
of the active language. When that one is still empty the other is shown: a reader is
better served by the other official language than by a blank.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import models
from django.utils.functional import lazy
from django.utils.translation import get_language, override

T = TypeVar("T")

LANGUAGES = ("fr", "nl")


def active_language() -> str:
    language = (get_language() or "")[:2]
    return language if language in LANGUAGES else LANGUAGES[0]


def in_each(say: Callable[[], T]) -> dict[str, T]:
    """What ``say`` gives in each language, by its code."""
    found = {}
    for code in LANGUAGES:
        with override(code):
            found[code] = say()
    return found


def local(name: str) -> str:
    """The column of the active language, by name: ``order_by(local("title"))``."""
    return f"{name}_{active_language()}"


def language_of(name: str) -> str:
    """The language of a column or field, by its name; empty when it has none."""
    rest, _, code = name.rpartition("_")
    return code if rest and code in LANGUAGES else ""


def _pick(fr: str, nl: str) -> str:
    return fr if active_language() == "fr" else nl


_lazy_pick = lazy(_pick, str)


def spoken(*, fr: str, nl: str) -> Any:
    """A text in the reader's language, chosen when it is used: for addresses."""
    return _lazy_pick(fr, nl)


class Bilingual:
    """Read a pair of ``_fr``/``_nl`` columns as one attribute.

    ``alone``: what belongs to one language, as an abbreviation does, stays in it.
    """

    def __init__(self, *, alone: bool = False) -> None:
        self.alone = alone

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self
        first = active_language()
        own = getattr(instance, f"{self.name}_{first}")
        if own or self.alone:
            return own
        second = next(language for language in LANGUAGES if language != first)
        return getattr(instance, f"{self.name}_{second}")


def filled(*names: str) -> models.Q:
    """For a CheckConstraint: each of ``names`` is written in both languages."""
    condition = models.Q()
    for name in names:
        for language in LANGUAGES:
            condition &= ~models.Q(**{f"{name}_{language}": ""})
    return condition


def paired(*names: str) -> models.Q:
    """For a CheckConstraint: each of ``names`` is written in both languages or none."""
    condition = models.Q()
    for name in names:
        empty = [models.Q(**{f"{name}_{language}": ""}) for language in LANGUAGES]
        condition &= (empty[0] & empty[1]) | (~empty[0] & ~empty[1])
    return condition
