"""Saving a record, new or changed, with what the database refuses said in words."""

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models

from accord.lib.errors import Refused

M = TypeVar("M", bound=models.Model)

UNIQUE_VIOLATION = "23505"  # as PostgreSQL says it


def as_new(record: M, **columns: Any) -> M:
    """The record as one that is not stored yet, with some of its columns changed."""
    record.pk, record._state.adding = None, True
    for name, value in columns.items():
        setattr(record, name, value)
    return record


def save(record: M, **columns: Any) -> M:
    """Write ``columns`` on the record and save it. Raises ``Refused``.

    The sentences are those of the constraints that it violates: an action need not ask
    beforehand what a constraint asks.
    """
    for name, value in columns.items():
        setattr(record, name, value)
    try:
        record.validate_constraints()
    except ValidationError as error:
        refused = Refused(" ".join(dict.fromkeys(error.messages)))
        refused.refused = record
        raise refused from error
    record.save()
    return record


def is_double(error: IntegrityError) -> bool:
    """Whether the database refused a second row where there may be one."""
    return getattr(
        error.__cause__, "sqlstate", ""
    ) == UNIQUE_VIOLATION or "UNIQUE constraint failed" in str(error)
