"""Figures in either language, for what holds both: files, documents, answers."""

from decimal import Decimal
from typing import Any

from accord.framework.models import ValueKind
from accord.lib.spoken import HARD, spoken_amount, spoken_number
from accord.monitoring.rules.rollup import Amount

ANSWERS = {"fr": ("non", "oui"), "nl": ("neen", "ja")}
OF = {"fr": "sur", "nl": "van"}


def spoken_figure(amount: Amount, definition: Any, language: str) -> str:
    """“36 logements”, “35 % (7 sur 20)”, “60 000 €”, “oui”, a step of a scale.

    ``definition``: the version of the indicator that says what is counted, and how.
    """
    if amount.numerator is not None and amount.denominator is not None:
        share = spoken_number(round((amount.ratio or Decimal()) * 100, 1), language)
        parts = [
            spoken_number(one, language)
            for one in (amount.numerator, amount.denominator)
        ]
        return f"{share}{HARD}% ({parts[0]} {OF[language]} {parts[1]})"
    value = amount.value or Decimal()
    match definition.value_kind:
        case ValueKind.AMOUNT:
            return spoken_amount(value, language)
        case ValueKind.YES_NO:
            return ANSWERS[language][bool(value)]
        case ValueKind.SCALE:
            steps = _steps(getattr(definition, f"scale_{language}"))
            place = int(value)
            if place == value and 0 <= place < len(steps):
                return steps[place]
    unit = getattr(definition, f"unit_{language}")
    return f"{spoken_number(value, language)} {unit}".strip()


def _steps(scale: str) -> list[str]:
    return [line.strip() for line in scale.splitlines() if line.strip()]
