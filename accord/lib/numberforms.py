"""Typing a number as this site writes it: 60.000,50 in Dutch, 60 000,50 in French."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accord.lib.spoken import spoken_number

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

    def run_validators(self, value: Any) -> None:
        """A limit is said as numbers are written here: “0,01”."""
        try:
            super().run_validators(value)
        except ValidationError as refused:
            for one in refused.error_list:
                if one.params and "limit_value" in one.params:
                    said = spoken_number(one.params["limit_value"])
                    one.params = one.params | {"limit_value": said}
            raise

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        return super().to_python(
            _SEPARATORS.sub("", text) if _GROUPED.fullmatch(text) else value
        )
