"""What the database refuses, with the sentence that says so."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Q


def once(
    name: str, fields: Sequence[str], *, when: Q | None = None, said: Any = None
) -> models.UniqueConstraint:
    """Two rows are not the same in ``fields``; ``when``: of those that are so."""
    return models.UniqueConstraint(
        name=name, fields=list(fields), condition=when, violation_error_message=said
    )


def always(name: str, condition: Q, *, said: Any = None) -> models.CheckConstraint:
    """``condition`` is true of every row."""
    return models.CheckConstraint(
        name=name, condition=condition, violation_error_message=said
    )
