"""Figures, states and verdicts as people read them, in their own language."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.text import Truncator

from accord.framework.models import ValueKind
from accord.lib.bilingual import LANGUAGES, active_language
from accord.lib.spoken import HARD, spoken_amount, spoken_count, spoken_number
from accord.monitoring.rules.progress import Reason, Verdict
from accord.monitoring.rules.reporting import Window
from accord.monitoring.rules.rollup import Amount
from accord.monitoring.workflow import State

UNITS = ("unit", "unit_one")  # of several, and of one
ANSWERS = {"fr": ("non", "oui"), "nl": ("neen", "ja")}
OF = {"fr": "sur", "nl": "van"}

# How a state is drawn: by which of the pills that there are.
LOOKS = {
    State.DRAFT: "draft",
    State.SUBMITTED: "adopted",
    State.RETURNED: "stop",
    State.VERIFIED: "concluded",
    Window.NOT_OPEN: "announced",
    Window.OPEN: "adopted",
    Window.LATE: "heed",
    Window.CLOSED: "ended",
    Window.REOPENED: "heed",
}


def local_text(pair: Mapping[str, str] | None) -> str:
    """A text of the agreed content in the reader's language, or in the other one."""
    if not pair:
        return ""
    first = active_language()
    second = next(code for code in LANGUAGES if code != first)
    return pair.get(first) or pair.get(second) or ""


def figure_in_words(amount: Amount | None, definition: Any) -> str:
    """“36 dwellings”, “35 % (7 of 20)”, “60 000 €”, “yes”; empty when not known."""
    if amount is None:
        return ""
    return spoken_figure(amount, definition, active_language())


def spoken_figure(amount: Amount, definition: Any, language: str) -> str:
    """The same in either language, for what holds both: files, documents, answers.

    ``definition``: the version of the indicator that says what is counted, and how.
    """
    if amount.numerator is not None and amount.denominator is not None:
        share = spoken_number(round((amount.ratio or Decimal()) * 100, 1), language)
        part, whole = (
            spoken_number(one, language)
            for one in (amount.numerator, amount.denominator)
        )
        return f"{share}{HARD}% ({part} {OF[language]} {whole})"
    value = amount.value or Decimal()
    match definition.value_kind:
        case ValueKind.AMOUNT:
            return spoken_amount(value, language)
        case ValueKind.YES_NO:
            return ANSWERS[language][bool(value)]
        case ValueKind.SCALE:
            steps = steps_of(getattr(definition, f"scale_{language}"))
            place = int(value)
            if place == value and 0 <= place < len(steps):
                return steps[place]
    many, one = (getattr(definition, f"{name}_{language}") for name in UNITS)
    return spoken_count(value, many, one, language)


def result_in_words(result: Any, definition: Any) -> str:
    """Its figure, its text, or why there is none."""
    if result.no_data_reason:
        return str(result.get_no_data_reason_display())
    if definition.value_kind == ValueKind.NARRATIVE:
        return local_text({"fr": result.text_fr, "nl": result.text_nl})
    return figure_in_words(result.counted, definition)


def reported_in_words(result: Any, definition: Any) -> str:
    """The same as it was reported, whatever its verification said; briefly."""
    if result is None or result.no_data_reason:
        return result_in_words(result, definition) if result else ""
    if definition.value_kind == ValueKind.NARRATIVE:
        return Truncator(result_in_words(result, definition)).words(20)
    return figure_in_words(result.reported, definition)


def verdict_in_words(result: Any) -> str:
    """What the result says of its target, or why nothing can be said."""
    if result is None or result.state not in (State.SUBMITTED, State.VERIFIED):
        return str(Reason.NO_RESULT.label)
    if result.verdict == Verdict.NOT_KNOWN and result.unsaid:
        return str(Reason(result.unsaid).label)
    return str(Verdict(result.verdict).label)


def steps_of(scale: str) -> list[str]:
    """The options of a scale, the lowest first."""
    return [line.strip() for line in scale.splitlines() if line.strip()]
