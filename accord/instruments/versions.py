"""Two versions of one part: what is stored, beside what was typed meanwhile."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.forms import BoundField

from accord.lib.spoken import spoken_day, spoken_items, spoken_number


@dataclass(frozen=True)
class Both:
    """One field of which the stored text is not the one that was typed."""

    label: str
    stored: str
    typed: str
    lang: str = ""


def both_versions(form: Any) -> list[Both]:
    """Field by field, after somebody else saved first; ``form`` was sent and is valid.

    ``form.node`` was read for this very request: after the other one saved.
    """
    stored = form.start(form.node)
    return [
        Both(
            label=str(field.label),
            stored=_said(field, stored.get(field.name)),
            typed=_said(field, form.cleaned_data.get(field.name)),
            lang=field.name[-2:] if field.name[-3:] in ("_fr", "_nl") else "",
        )
        for field in form
        if _said(field, stored.get(field.name))
        != _said(field, form.cleaned_data.get(field.name))
    ]


def _said(field: BoundField, value: Any) -> str:
    """A stored or a typed value in the words of its field."""
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return spoken_day(value)
    if isinstance(value, Decimal) and not hasattr(field.field, "choices"):
        return spoken_number(value)
    if hasattr(field.field, "choices"):
        return _chosen(field.field, value)
    return str(value)


def _chosen(field: Any, value: Any) -> str:
    if hasattr(field, "queryset"):
        chosen = value if isinstance(value, list | QuerySet) else [value]
        keys = [getattr(one, "pk", one) for one in chosen]
        found = field.queryset.filter(pk__in=keys)
        return spoken_items(str(field.label_from_instance(one)) for one in found)
    key = str(field.prepare_value(value))
    return str(dict(field.choices).get(key, key))
