"""An indicator of the demonstration, and the units that several of them share."""

from dataclasses import dataclass, field
from typing import Any

Words = tuple[str, str]  # in French, in Dutch


@dataclass(frozen=True)
class Indicator:
    """An indicator of a mission; ``start`` and ``step`` shape its invented figures.

    ``start``: the baseline of a municipality of size 1. ``step``: what a period is to
    add to it; of a flow, what each period is to bring.
    """

    key: str
    mission: str  # its code
    name: Words
    definition: Words
    level: str
    kind: str
    counted: str
    direction: str
    rollup: str
    start: int
    step: int
    unit: Words = ("", "")
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def fields(self) -> dict[str, Any]:
        """As the action takes them."""
        is_running = self.counted == "to_date"
        return {
            "name_fr": self.name[0],
            "name_nl": self.name[1],
            "definition_fr": f"{self.definition[0]} Définition inventée "
            "(démonstration).",
            "definition_nl": f"{self.definition[1]} Verzonnen definitie "
            "(demonstratie).",
            "level": self.level,
            "value_kind": self.kind,
            "reported_as": self.counted,
            "direction": self.direction,
            "territory_rollup": self.rollup,
            "targets_stated_as": "to_date" if is_running else "per_period",
            "unit_fr": self.unit[0],
            "unit_nl": self.unit[1],
            "valid_to": None,
            **self.more,
        }


DWELLINGS = ("logements", "woningen")
EURO = ("euros", "euro")
