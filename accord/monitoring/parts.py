"""What a result is made of: its figure broken down, what proves it, what was said."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accord.framework.models import (
    DimensionValue,
    IndicatorDefinition,
    IndicatorDimension,
)
from accord.journal.models import Entry, EntryQuerySet
from accord.lib.errors import Refused
from accord.lib.saving import as_new
from accord.monitoring.models import Evidence, Result, ResultPart, Verification
from accord.monitoring.rules.reporting import PartsFault, parts_fault
from accord.monitoring.rules.rollup import Amount

Parts = Mapping[DimensionValue, Amount | None]


@dataclass(frozen=True)
class Breakdown:
    """One dimension of a result: its parts, and what is to be said of them."""

    dimension: IndicatorDimension
    parts: tuple[tuple[DimensionValue, Amount | None], ...]
    fault: PartsFault | None


def keep_parts(result: Result, parts: Parts) -> None:
    """Write the parts of a result that is still being written, in place of earlier."""
    asked = {
        link.dimension_id
        for link in IndicatorDimension.objects.of(result.series.definition)
    }
    for part, amount in parts.items():
        if part.dimension_id not in asked:
            raise Refused(_("This indicator is not broken down so."))
        shape = {
            "value": amount.value if amount else None,
            "numerator": amount.numerator if amount else None,
            "denominator": amount.denominator if amount else None,
        }
        ResultPart.objects.update_or_create(result=result, part=part, defaults=shape)


def copy_parts(earlier: Result, later: Result) -> None:
    """A correction starts from the parts of what it corrects."""
    rows = ResultPart.objects.filter(result=earlier)
    ResultPart.objects.bulk_create([as_new(row, result=later) for row in rows])


def breakdowns(result: Result) -> list[Breakdown]:
    """Every dimension of the indicator with its parts, known or not: three queries."""
    return breakdowns_of(result.series.definition, result)


def breakdowns_of(
    definition: IndicatorDefinition, result: Result | None
) -> list[Breakdown]:
    """The same, also of a result that nobody has begun."""
    links = list(IndicatorDimension.objects.of(definition))
    if not links:
        return []
    values = defaultdict(list)
    offered = DimensionValue.objects.filter(
        dimension__in=[link.dimension_id for link in links]
    )
    for value in offered.for_table():
        values[value.dimension_id].append(value)
    known = {}
    if result:
        known = {row.part_id: row.amount for row in ResultPart.objects.of(result)}
    total = result.reported if result else None
    found = []
    for link in links:
        parts = tuple(
            (value, known.get(value.pk))
            for value in values[link.dimension_id]
            if value.pk in known or not value.is_archived
        )
        said = [amount for _value, amount in parts]
        told = any(amount is not None for amount in said)
        fault = parts_fault(total, said, link.overlap_allowed) if told else None
        found.append(Breakdown(link, parts, fault))
    return found


def require_parts(result: Result) -> None:
    """Refuse parts that exceed their total, or that are required and not given."""
    if result.reported is None:
        return
    for one in breakdowns(result):
        names = {"dimension": one.dimension.dimension}
        if one.fault and one.fault.is_error:
            raise Refused(
                _("By “%(dimension)s”, the parts add up to more than the total.")
                % names
            )
        told = any(amount is not None for _part, amount in one.parts)
        if one.dimension.is_required and not told:
            raise Refused(_("Break the figure down by “%(dimension)s”.") % names)


def with_proofs(result: Result) -> EntryQuerySet:
    """A result as its pages show it: with its evidence, and what was said of it."""
    proofs = Evidence.objects.filter(result=result)
    said = Verification.objects.filter(result=result)
    return Entry.objects.about(result, *proofs, *said)
