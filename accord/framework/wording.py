"""What the choices of an indicator mean, a sentence each: for forms and pages."""

from django.utils.translation import gettext_lazy as _

from accord.framework.models import (
    Direction,
    IndicatorDefinition,
    Level,
    ReportedAs,
    TargetsStatedAs,
    TerritoryRollup,
    ValueKind,
)

LEVELS = {
    Level.MEANS: _("What is put in: money, posts, buildings."),
    Level.OUTPUT: _("What is done or delivered."),
    Level.OUTCOME: _("What changes for people because of it."),
    Level.IMPACT: _("What changes in the long run, of which this is one cause."),
}
KINDS = {
    ValueKind.COUNT: _("How many: dwellings, inspections, files."),
    ValueKind.AMOUNT: _("Money, in euro."),
    ValueKind.RATIO: _(
        "A part of a whole. The two numbers are reported, never a percentage."
    ),
    ValueKind.SCALE: _("One of a few steps, in an order that is given."),
    ValueKind.YES_NO: _("Whether it is so."),
    ValueKind.NARRATIVE: _("A text, which is read and not counted."),
}
DIRECTIONS = {
    Direction.INCREASE: _("A higher figure is progress."),
    Direction.DECREASE: _("A lower figure is progress."),
    Direction.MAINTAIN: _("It is good as long as it stays near its target."),
    Direction.NONE: _("It informs, and no progress is computed."),
}
COUNTED = {
    ReportedAs.FLOW: _(
        "Each period reports what happened in it. Periods are added up: 5, then 3, "
        "makes 8."
    ),
    ReportedAs.TO_DATE: _(
        "Each period reports the total since the start. The last one counts: 5, then "
        "8, makes 8."
    ),
    ReportedAs.STOCK: _(
        "Each period reports how things stand on its last day. The last one counts, "
        "and it may fall: 5, then 3, makes 3."
    ),
}
TARGETS = {
    TargetsStatedAs.PER_PERIOD: _("A target says what one period has to bring."),
    TargetsStatedAs.TO_DATE: _(
        "A target says what has to be reached by the end of the period, since the "
        "start."
    ),
}
ROLLUPS = {
    TerritoryRollup.SUM: _("The figures of municipalities are added."),
    TerritoryRollup.RATIO_OF_SUMS: _(
        "The numerators are added, then the denominators, and one is divided by the "
        "other."
    ),
    TerritoryRollup.MEAN: _(
        "The mean of the figures reported, each municipality counting the same."
    ),
    TerritoryRollup.MIN: _("The lowest figure reported."),
    TerritoryRollup.MAX: _("The highest figure reported."),
    TerritoryRollup.LIST: _("No total: the figures are listed, one by one."),
    TerritoryRollup.NONE: _("No total is made."),
}
# The ways to a total that each kind of value allows.
TOTALS = {
    ValueKind.COUNT: ("sum", "mean", "min", "max", "list", "none"),
    ValueKind.AMOUNT: ("sum", "mean", "min", "max", "list", "none"),
    ValueKind.RATIO: ("ratio_of_sums", "list", "none"),
    ValueKind.SCALE: ("min", "max", "list", "none"),
    ValueKind.YES_NO: ("sum", "list", "none"),
    ValueKind.NARRATIVE: ("list", "none"),
}


def told(definition: IndicatorDefinition) -> list[tuple[str, str]]:
    """How one version counts and adds up: what is asked, and the answer."""
    rollup, direction = definition.territory_rollup, definition.direction
    chosen = [
        (_("Kind of value"), KINDS[ValueKind(definition.value_kind)]),
        (_("Place in the chain of results"), LEVELS[Level(definition.level)]),
        (_("Which way is progress"), DIRECTIONS[Direction(direction)]),
        (_("Way of counting"), COUNTED[ReportedAs(definition.reported_as)]),
        (
            _("What a target says"),
            TARGETS[TargetsStatedAs(definition.targets_stated_as)],
        ),
        (_("Total over municipalities"), ROLLUPS[TerritoryRollup(rollup)]),
    ]
    return [(str(asked), str(answer)) for asked, answer in chosen]
