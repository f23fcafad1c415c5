"""Services that may be one and the same: proposed to a person, never merged alone."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.directory.models import Service
from accord.lib.naming import plain
from accord.network.models import Apart

# Words that say that it is a service, not which one.
USUAL = frozenset(
    "service services dienst diensten direction directie departement department "
    "cellule cel bureau du de la le les des et en van het voor aan l d".split()
)
MOST_ALIKE = 20  # of one name or mailbox: more of them are no pairs to look at


class Reason(models.TextChoices):
    MAILBOX = "mailbox", _("the same mailbox")
    NAME = "name", _("almost the same name")


@dataclass(frozen=True)
class Pair:
    """Two standing services, the older first."""

    first: int
    second: int
    reason: Reason


def proposals(user: User) -> list[Pair]:
    """Of the standing services those that share a mailbox or, in one body, a name."""
    rows = Service.objects.visible_to(user).standing().order_by("pk")
    told = rows.values_list("pk", "organisation", "name_fr", "name_nl", "mailbox")
    alike: dict[Any, list[int]] = defaultdict(list)
    for pk, body, fr, nl, mailbox in told:
        if mailbox:
            alike[Reason.MAILBOX, mailbox.casefold()].append(pk)
        for name in {_key(fr), _key(nl)}:
            alike[Reason.NAME, (body, name)].append(pk)
    apart = set(Apart.objects.visible_to(user).values_list("first", "second"))
    found: dict[tuple[int, int], Pair] = {}
    for (reason, _what), group in alike.items():
        for pair in combinations(group[:MOST_ALIKE], 2):
            if pair not in apart:
                found.setdefault(pair, Pair(*pair, reason))
    return sorted(found.values(), key=lambda one: (one.first, one.second))


def _key(name: str) -> tuple[str, ...]:
    words = (plain(word) for word in _words(name))
    kept = sorted(word for word in words if word and word not in USUAL)
    return tuple(kept) or (plain(name),)


def _words(name: str) -> Iterator[str]:
    yield from name.replace("’", " ").replace("'", " ").replace("-", " ").split()
