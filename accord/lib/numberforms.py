"""Typing a number as this site writes it: 60.000,50 in Dutch, 60 000,50 in French."""

import re
from typing import Any

from django import forms

_GROUPED = re.compile(r"\d{1,3}([.\s’']\d{3})+(,\d{0,2})?")
_SEPARATORS = re.compile(r"[.\s’']")


class WrittenNumberField(forms.DecimalField):
    """At most two decimals: a point before three digits parts the thousands."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(decimal_places=2, localize=True, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        return super().to_python(
            _SEPARATORS.sub("", text) if _GROUPED.fullmatch(text) else value
        )
