"""On which records one may speak: each room says so of its own, when it is ready.

    holds_thread(
        Inquiry,
        may_speak=policies.can_speak,
        speaks_for=policies.side_of,
        tells=notices.REMARKED,
        town="agreement__municipality",
        waits=Q(state="open"),
    )

A remark has no audience of its own: who reads the record reads what is said on it.
``c-thread`` shows what ``threads_of`` gives of the record, or of each of its places.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from accord.accounts.models import User
from accord.acting import Crumb
from accord.directory.models import Organisation

THREADS = "comments"  # the place of the threads on the page of their record


@dataclass(frozen=True)
class Owner:
    """A kind of record that holds threads.

    A ``place`` is a part of the record, or nothing: the whole.
    """

    model: type[Model]
    may_speak: Callable[[User, Any], bool]
    speaks_for: Callable[[User, Any], Organisation]
    # What others hear of, given the record.
    tells: Callable[[Any, User], None] | None = None
    # What leads to the pages where one speaks.
    trail: Callable[[Any], Sequence[Crumb]] = lambda record: [(str(record), record)]
    # The words at a place, above the form; a place that is none answers 404.
    words: Callable[[Any, str], str] = lambda record, place: ""
    # Why nothing more is said, for who might have.
    why_not: Callable[[User, Any], str] = lambda user, record: ""
    # On the desk: whose municipality it concerns, and which records still wait.
    town: str = ""
    waits: Q = Q()

    @property
    def kind(self) -> str:
        """The segment of addresses: “instrument”."""
        return self.model._meta.model_name or ""

    def audience(self, user: User) -> QuerySet[Any]:
        manager: Any = self.model._default_manager
        return manager.visible_to(user)

    def page(self, record: Any, place: str = "") -> str:
        return f"{record.get_absolute_url()}#{place or THREADS}"


OWNERS: dict[str, Owner] = {}


def holds_thread(model: type[Model], **said: Any) -> None:
    """One may speak on ``model``: ``Owner`` tells what there is to say of it."""
    owner = Owner(model, **said)
    OWNERS[owner.kind] = owner


def owner_of(record: Model) -> Owner:
    return OWNERS[record._meta.model_name or ""]
