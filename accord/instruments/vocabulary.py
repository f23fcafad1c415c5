"""The words of a text on paper, French and Dutch side by side.

A document holds both languages and stays the same for as long as it is kept: its words
cannot come from catalogues that translators improve. They are in ``vocabulary.toml``.
"""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from accord.instruments.wording import units
from accord.lib.authority import in_both_own_words
from accord.lib.bilingual import LANGUAGES
from accord.lib.spoken import (
    HARD,
    spoken_amount,
    spoken_count,
    spoken_day,
    spoken_items,
    spoken_list,
    spoken_number,
)

Content = Mapping[str, Any]
Pair = dict[str, str]


def _in_own_words(said: Any) -> Any:
    """Each pair of words of the file as the authority of this register says it."""
    if isinstance(said, list):
        return list(in_both_own_words(*said).values())
    return {key: _in_own_words(one) for key, one in said.items()}


WORDS: dict[str, Any] = _in_own_words(
    tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
)
DEED, CLAUSES = WORDS["deed"], WORDS["clauses"]
SAID, NODES, CHANGES = WORDS["said"], WORDS["nodes"], WORDS["changes"]
PAYERS = WORDS["payers"]
VERSIONS, CODES, PARTS = WORDS["versions"], WORDS["codes"], WORDS["parts"]
DAYS = {"starts_on", "due_on", "effective_on", "ends_on"}


def pair(words: Sequence[str]) -> Pair:
    return dict(zip(LANGUAGES, words, strict=True))


def each(say: Any) -> Pair:
    """``say(language)`` for both of them."""
    return {language: say(language) for language in LANGUAGES}


def version_words(number: int, kind: str) -> Pair:
    """“Contrat”, “Avenant 1”: a version as people call it."""
    words = pair(VERSIONS[kind])
    return {
        code: f"{word} {number}" if number else word for code, word in words.items()
    }


def day_words(day: str | None) -> Pair:
    if not day:
        return pair(("", ""))
    return each(lambda language: spoken_day(date.fromisoformat(day), language))


def percent_words(value: str | None) -> Pair:
    if value is None:
        return pair(("", ""))
    return each(lambda language: f"{spoken_number(Decimal(value), language)}{HARD}%")


def measured_words(indicator: Content, measured: Content) -> Pair:
    """“40 logements”, “12 / 30 (40 %)”, “oui”; empty where there is no value."""
    return each(lambda language: _measured(indicator, measured, language))


def _measured(indicator: Content, measured: Content, language: str) -> str:
    if measured["numerator"] is not None:
        above, below = Decimal(measured["numerator"]), Decimal(measured["denominator"])
        parts = [spoken_number(part, language) for part in (above, below)]
        share = spoken_number(round(100 * above / below, 1), language)
        return f"{parts[0]} / {parts[1]} ({share}{HARD}%)"
    if measured["value"] is None:
        return ""
    value, kind = Decimal(measured["value"]), indicator["value_kind"]
    if kind == "yes_no":
        return pair(SAID["yes" if value else "no"])[language]
    if kind == "scale":
        written = indicator.get("scale", {}).get(language, "")
        steps = [line for line in written.splitlines() if line.strip()]
        return steps[int(value)] if 0 <= value < len(steps) else str(int(value))
    if kind == "amount":
        return spoken_amount(value, language)
    return spoken_count(value, *units(indicator, language), language)


def baseline_words(indicator: Content, baseline: Content) -> Pair:
    """The value, its day and its source; or why there is none."""
    if baseline["state"] != "known":
        is_pending = baseline["state"] == "pending"
        return pair(SAID["pending" if is_pending else "not_applicable"])
    value, day = measured_words(indicator, baseline), day_words(baseline["on"])
    return each(
        lambda language: ", ".join(
            said
            for said in (value[language], day[language], baseline["source"][language])
            if said
        )
    )


def part_words(
    name: str, value: Any, node: Content, numbers: Mapping[str, str]
) -> Pair:
    """What one aspect of a node says, in both languages; empty when it says nothing.

    ``node``: the node, or for a target the indicator it stands under. ``numbers``: of
    every commitment of the text, its number, which is how it is named.
    """
    if value in (None, "", []):
        return pair(("", ""))
    if name in CODES:
        return pair(CODES[name].get(value, (value, value)))
    if name in DAYS:
        return day_words(value)
    if name == "baseline":
        return baseline_words(node, value)
    if name == "is_public":
        return pair(SAID["yes" if value else "no"])
    if name == "value":
        return measured_words(node, {"value": value, "numerator": None})
    if name == "amount_eur":
        return each(lambda language: spoken_amount(Decimal(value), language))
    if name == "tolerance_pct" or name.startswith("share_"):
        return percent_words(value)
    if name in ("fte", "numerator", "denominator"):
        return each(lambda language: spoken_number(Decimal(value), language))
    if name == "serves":
        served = [numbers[one] for one in value if one in numbers]
        return each(lambda language: spoken_list(served, language))
    return _record_words(name, value)


def _record_words(name: str, value: Any) -> Pair:
    if name == "plan_actions":
        return each(
            lambda language: spoken_items(
                (
                    f"{one['plan'][language]} {one['number']}, {one[language]}"
                    for one in value
                ),
                language,
            )
        )
    if name == "signatories":
        return each(
            lambda language: spoken_items(
                (signatory_words(one)[language] for one in value), language
            )
        )
    if name == "clauses":
        return each(
            lambda language: "\n".join(
                f"{one['title'][language]}. {one['text'][language]}" for one in value
            )
        )
    if isinstance(value, Mapping):
        return each(lambda language: value[language])
    return pair((str(value), str(value)))


def signatory_words(signatory: Content) -> Pair:
    """“1. A. Name, Bourgmestre (Aval)”."""
    return each(
        lambda language: (
            f"{signatory['rank']}. {signatory['name']}, "
            f"{signatory['capacity'][language]} "
            f"({signatory['organisation'][language]})"
        )
    )


def label_words(name: str) -> Pair:
    return pair(PARTS.get(name, (name, name)))
