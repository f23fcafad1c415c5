"""Values of indicators in words: with their unit, as people write them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from accord.framework.models import ValueKind
from accord.lib.bilingual import active_language
from accord.lib.spoken import HARD, spoken_amount, spoken_count, spoken_number

Content = Mapping[str, Any]


def said_value(indicator: Content, measured: Content) -> str:
    """“40 logements”, “12 / 30 (40 %)”, “Yes”; empty where there is no value.

    ``measured``: what holds a value, or a numerator and a denominator, as text.
    """
    kind = indicator["value_kind"]
    if measured["numerator"] is not None:
        above, below = Decimal(measured["numerator"]), Decimal(measured["denominator"])
        share = spoken_number(round(100 * above / below, 1))
        return f"{spoken_number(above)} / {spoken_number(below)} ({share}{HARD}%)"
    if measured["value"] is None:
        return ""
    value = Decimal(measured["value"])
    if kind == ValueKind.YES_NO:
        return _("Yes") if value else _("No")
    if kind == ValueKind.SCALE:
        return _step(indicator["scale"], int(value))
    if kind == ValueKind.AMOUNT:
        return spoken_amount(value)
    return spoken_count(value, *units(indicator, active_language()))


def units(indicator: Content, language: str) -> tuple[str, str]:
    """Of several and of one; texts agreed on before may lack the second."""
    return (
        indicator["unit"][language],
        indicator.get("unit_one", indicator["unit"])[language],
    )


def _step(scale: Content, rank: int) -> str:
    steps = [line for line in scale[active_language()].splitlines() if line.strip()]
    return steps[rank] if 0 <= rank < len(steps) else spoken_number(rank)
