"""What would become public of a period, before anyone decides that it does."""

from dataclasses import dataclass, field

from django.utils import timezone

from accord.directory.models import Organisation
from accord.framework.models import IndicatorDefinition, ReportingPeriod
from accord.lib.naming import letters
from accord.monitoring import wording
from accord.monitoring.figures import fingerprint, publishable
from accord.monitoring.rules.rollup import Total


@dataclass(frozen=True)
class Line:
    """A total, in words, with how many of how many it was made from."""

    place: str
    figure: str
    reported: int
    expected: int


@dataclass
class Published:
    """One indicator: its total over the Region, and each municipality's."""

    definition: IndicatorDefinition
    region: Line
    places: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Preview:
    """``inputs``: what it was made from; publishing is refused if that changed."""

    rows: list[Published]
    inputs: str
    has_ended: bool

    @property
    def is_possible(self) -> bool:
        return self.has_ended and any(row.places for row in self.rows)


def preview_of(period: ReportingPeriod) -> Preview:
    found, definitions = publishable(period)
    names = Organisation.objects.public().in_bulk(
        {key.municipality for key in found if key.municipality}
    )
    rows = {
        key.definition: Published(
            definitions[key.definition], _line("", definitions[key.definition], total)
        )
        for key, total in found.items()
        if key.municipality is None
    }
    for key, total in found.items():
        if key.municipality is not None and total.amount is not None:
            row = rows[key.definition]
            name = str(names[key.municipality])
            row.places.append(_line(name, row.definition, total))
    for row in rows.values():
        row.places.sort(key=lambda line: letters(line.place))
    ordered = sorted(rows.values(), key=lambda row: letters(row.definition.name))
    has_ended = period.ends_on < timezone.localdate()
    return Preview(ordered, fingerprint(period), has_ended)


def _line(place: str, definition: IndicatorDefinition, total: Total) -> Line:
    expected = max(total.expected, total.reported)  # as it is published
    said = wording.figure_in_words(total.amount, definition)
    return Line(place, said, total.reported, expected)
