"""On which records files can be put: each room says so of its own, when it is ready.

A file has no audience of its own: who reads the record reads what is on it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from accord.accounts.models import User


@dataclass(frozen=True)
class Owner:
    """A kind of record that holds files.

    ``audience`` is whose files a person reads, where that is narrower than the records
    themselves: everyone knows a public body, its files are its own.
    """

    model: type[Model]
    may_file: Callable[[User, Any], bool]
    audience: Callable[[User], QuerySet[Any]]
    # Where one goes back to.
    page: Callable[[Any], str] = lambda record: record.get_absolute_url()
    is_sensitive: bool = False  # every opening is noted, whatever the file

    @property
    def kind(self) -> str:
        """The segment of addresses: “agreement”."""
        return self.model._meta.model_name or ""


OWNERS: dict[str, Owner] = {}


def holds_files(model: type[Model], **said: Any) -> None:
    """Files can be put on ``model``: ``Owner`` tells what there is to say of it."""
    manager: Any = model._default_manager
    owner = Owner(model, **{"audience": manager.visible_to} | said)
    OWNERS[owner.kind] = owner


def owner_of(record: Model) -> Owner:
    return OWNERS[record._meta.model_name or ""]
