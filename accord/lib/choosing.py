"""Which records a form offers to choose from: known only when it is shown."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet


def offer(form: forms.Form, **rows: QuerySet[Any, Any]) -> None:
    """``offer(self, mission=missions)``: the field of that name chooses among these."""
    for name, queryset in rows.items():
        cast(forms.ModelChoiceField, form.fields[name]).queryset = queryset
