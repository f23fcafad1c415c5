"""What the database refuses, with the sentence that says so."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Q


def once(
    name: str, fields: Sequence[str], *, when: Q | None = None, said: Any = None
) -> models.UniqueConstraint:
    """Two rows are not the same in ``fields``; ``when``: of those that are so."""
    words = {"violation_error_message": said} if said else {}
    return models.UniqueConstraint(
        name=name, fields=list(fields), condition=when, **words
    )


def always(name: str, condition: Q, *, said: Any = None) -> models.CheckConstraint:
    """``condition`` is true of every row."""
    words = {"violation_error_message": said} if said else {}
    return models.CheckConstraint(name=name, condition=condition, **words)
