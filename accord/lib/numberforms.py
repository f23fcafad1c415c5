"""Typing a number as this site writes it: 60.000,50 in Dutch, 60 000,50 in French."""

import re
from decimal import Decimal
from typing import Any

from django import forms

_GROUPED = re.compile(r"\d{1,3}([.\s’']\d{3})+(,\d*)?")
_SEPARATORS = re.compile(r"[.\s’']")


class WrittenNumberField(forms.DecimalField):
    """At most two decimals, if not told otherwise.

    A point before three digits parts the thousands.
    """

    def __init__(self, *, decimal_places: int = 2, **kwargs: Any) -> None:
        super().__init__(decimal_places=decimal_places, localize=True, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A stored number without the zeros that its column adds: 12,5 for 12.5000."""
        if isinstance(value, Decimal):
            return Decimal(format(value.normalize(), "f"))
        return value

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        return super().to_python(
            _SEPARATORS.sub("", text) if _GROUPED.fullmatch(text) else value
        )
