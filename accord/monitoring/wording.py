"""Figures as people read them: with their unit, a share with its two parts."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from accord.framework.models import ValueKind
from accord.lib.bilingual import LANGUAGES, active_language
from accord.lib.spoken import spoken_amount, spoken_number
from accord.monitoring.rules import Amount


def local_text(pair: Mapping[str, str] | None) -> str:
    """A text of the agreed content in the reader's language, or in the other one."""
    if not pair:
        return ""
    first = active_language()
    second = next(code for code in LANGUAGES if code != first)
    return pair.get(first) or pair.get(second) or ""


def figure_in_words(amount: Amount | None, definition: Any) -> str:
    """“36 dwellings”, “35 % (7 of 20)”, “60 000 €”, “yes”; empty when not known.

    ``definition`` has ``value_kind``, ``unit`` and ``scale``, as the catalogue has.
    """
    if amount is None:
        return ""
    if amount.value is None:
        share = spoken_number(round((amount.ratio or Decimal()) * 100, 1))
        return _("%(share)s %% (%(numerator)s of %(denominator)s)") % {
            "share": share,
            "numerator": spoken_number(amount.numerator or 0),
            "denominator": spoken_number(amount.denominator or 0),
        }
    match definition.value_kind:
        case ValueKind.AMOUNT:
            return spoken_amount(amount.value)
        case ValueKind.YES_NO:
            return _("yes") if amount.value else _("no")
        case ValueKind.SCALE:
            return _step(amount, definition.scale)
    return " ".join(
        part for part in (spoken_number(amount.value), definition.unit) if part
    )


def result_in_words(result: Any, definition: Any) -> str:
    """Its figure, its text, or why there is none."""
    if result.no_data_reason:
        return str(result.get_no_data_reason_display())
    if definition.value_kind == ValueKind.NARRATIVE:
        return local_text({"fr": result.text_fr, "nl": result.text_nl})
    return figure_in_words(result.counted, definition)


def _step(amount: Amount, scale: str) -> str:
    """The option of a scale that stands so many steps above the lowest."""
    steps = [line.strip() for line in scale.splitlines() if line.strip()]
    place = int(amount.value or 0)
    known = place == amount.value and 0 <= place < len(steps)
    return steps[place] if known else spoken_number(amount.value or 0)
