"""Words in French and in Dutch at once: a ``Pair``."""

from functools import lru_cache
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise

from accord.lib.authority import in_both_own_words
from accord.lib.bilingual import LANGUAGES, in_each
from accord.lib.imprecise import ImpreciseDate
from accord.lib.spoken import spoken_date
from accord.lib.tabular import Pair


def pair(in_fr: str, in_nl: str, **numbers: Any) -> Pair:
    """A sentence with the same numbers in both."""
    said = in_both_own_words(in_fr, in_nl)
    return {code: text.format(**numbers) for code, text in said.items()}


def of_record(record: Any, name: str) -> Pair:
    """The two columns of a record: ``of_record(town, "name")``."""
    return {code: getattr(record, f"{name}_{code}") for code in LANGUAGES}


@lru_cache(maxsize=256)
def of_choice(choice: TextChoices) -> Pair:
    """The word for a code, as both catalogues have it."""
    return in_both(choice.label)


def in_both(text: str | Promise) -> Pair:
    """A translated text in each language."""
    return in_each(lambda: str(text))


def dated(said: ImpreciseDate) -> Pair:
    return {code: spoken_date(said, code) for code in LANGUAGES}


def of_source(source: Any) -> Pair:
    """“Parlement bruxellois, Question écrite n° 1209 (8 septembre 2023)”."""
    found = {}
    for code in LANGUAGES:
        words = f"{getattr(source, f'publisher_{code}')}, "
        words += getattr(source, f"title_{code}")
        if source.date:
            words += f" ({spoken_date(source.date, code)})"
        found[code] = words
    return found
