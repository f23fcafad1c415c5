"""What the demonstration says: words and numbers of ``data/demo``, not code."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from accord.lib.authority import in_own_words
from accord.lib.bilingual import language_of

FOLDER = Path(__file__).parents[3] / "data" / "demo"


@cache
def told(name: str) -> dict[str, Any]:
    """The file of that name; numbers with a point are ``Decimal``."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        said: dict[str, Any] = _in_own_words(tomllib.load(file, parse_float=Decimal))
    return said


def _in_own_words(said: Any, name: str = "") -> Any:
    """Each text of a language, such as ``title_fr``, as the authority says it."""
    if isinstance(said, dict):
        return {key: _in_own_words(one, key) for key, one in said.items()}
    if isinstance(said, list):
        return [_in_own_words(one, name) for one in said]
    language = language_of(name)
    return in_own_words(said, language) if language and said else said


@dataclass(frozen=True)
class Indicator:
    """An indicator of a mission; ``start`` and ``step`` shape its invented figures."""

    key: str
    mission: str  # its code
    start: int
    step: int
    said: dict[str, Any]  # columns of an indicator

    @property
    def kind(self) -> str:
        return self.said["value_kind"]

    @property
    def counted(self) -> str:
        return self.said["reported_as"]

    @property
    def fields(self) -> dict[str, Any]:
        """As the action takes them."""
        said, is_running = self.said, self.counted == "to_date"
        invented = {"fr": "Définition inventée (démonstration)."}
        invented["nl"] = "Verzonnen definitie (demonstratie)."
        definitions = {
            f"definition_{code}": f"{said[f'definition_{code}']} {words}"
            for code, words in invented.items()
        }
        targets = "to_date" if is_running else "per_period"
        return {"valid_to": None, "targets_stated_as": targets} | said | definitions


def _indicator(key: str, mission: str, start: int, step: int, **said: Any) -> Indicator:
    return Indicator(key, mission, start, step, said)


INDICATORS = {key: _indicator(key, **row) for key, row in told("indicators").items()}
