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
    """A kind of record that holds files."""

    kind: str  # the segment of addresses: “agreement”
    model: type[Model]
    may_file: Callable[[User, Any], bool]
    page: Callable[[Any], str]  # where one goes back to
    audience: Callable[[User], QuerySet[Any]]
    is_sensitive: bool = False  # every opening is noted, whatever the file


OWNERS: dict[str, Owner] = {}


def holds_files(
    model: type[Model],
    *,
    may_file: Callable[[User, Any], bool],
    page: Callable[[Any], str] | None = None,
    audience: Callable[[User], QuerySet[Any]] | None = None,
    is_sensitive: bool = False,
) -> None:
    """Files can be put on ``model``, by whom ``may_file`` allows.

    ``audience`` is whose files a person reads, where that is narrower than the records
    themselves: everyone knows a public body, its files are its own.
    """
    kind = model._meta.model_name or ""
    manager: Any = model._default_manager
    OWNERS[kind] = Owner(
        kind,
        model,
        may_file,
        page or (lambda record: record.get_absolute_url()),
        audience or manager.visible_to,
        is_sensitive,
    )


def owner_of(record: Model) -> Owner:
    return OWNERS[record._meta.model_name or ""]
