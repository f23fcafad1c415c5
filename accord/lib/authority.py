"""Words of the authority: what another than a Region says of itself.

Sentences are written for a Region, in French and in Dutch; the code says “Region” of
any authority. ``authority.toml`` says in which words another kind tells the same.
``compile_catalogues`` makes a catalogue of them for each kind; what stands in no
catalogue passes through here. A Region's own sentences are left as they are written.
"""

import re
import tomllib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from accord.lib.bilingual import LANGUAGES

REGION = "region"
INSTEAD: dict[str, dict[str, dict[str, str]]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
KINDS = (REGION, *INSTEAD)


def in_own_words(text: str, language: str) -> str:
    """The text as the authority of this register says it."""
    return words_of(settings.AUTHORITY_KIND, language)(text)


def in_both_own_words(fr: str, nl: str) -> dict[str, str]:
    return {
        code: in_own_words(text, code)
        for code, text in zip(LANGUAGES, (fr, nl), strict=True)
    }


@lru_cache
def words_of(kind: str, language: str) -> Callable[[str], str]:
    """How that kind of authority says a text that was written for a Region."""
    if kind == REGION:
        return str
    instead = INSTEAD[kind][language]
    plain = {said.casefold(): own for said, own in instead.items()}
    fits = "|".join(_of_any_first_letter(said) for said in instead)

    def own(found: re.Match[str]) -> str:
        said = found[0]
        words = plain[re.sub(r"\s+", " ", said).casefold()]
        return (words[0].upper() if said[0].isupper() else words[0]) + words[1:]

    return lambda text: re.sub(rf"(?<!\w)(?:{fits})(?!\w)", own, text)


def _of_any_first_letter(said: str) -> str:
    """Its first letter may be small or large, and a line may end between its words."""
    first, rest = said[0], re.escape(said[1:]).replace(r"\ ", r"\s+")
    return f"[{first.lower()}{first.upper()}]{rest}"


def reword(record: Any) -> None:
    """Say each text of a frozen value, such as ``title_fr``, in those words."""
    if settings.AUTHORITY_KIND == REGION:
        return
    for name, text in vars(record).items():
        if isinstance(text, str) and name[-3:] in ("_fr", "_nl"):
            object.__setattr__(record, name, in_own_words(text, name[-2:]))
