"""Totals of a period: of each municipality and of the Region, from verified results.

Two ways to the same figures: ``totals`` lets the database add, which is what pages and
publications use; ``recomputed`` adds row by row in Python, for ``check_rollups``.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Max, Min, Q, Sum
from django.db.models.functions import Coalesce

from accord.framework.models import (
    IndicatorDefinition,
    ReportingPeriod,
    TerritoryRollup,
)
from accord.instruments.models import Series
from accord.monitoring.expected import expected_in
from accord.monitoring.models import Result
from accord.monitoring.rules.rollup import Amount, Total, as_decimal, over_territory

COUNTED = {
    "counted_value": Coalesce("verified_value", "value"),
    "counted_numerator": Coalesce("verified_numerator", "numerator"),
    "counted_denominator": Coalesce("verified_denominator", "denominator"),
}


@dataclass(frozen=True)
class Key:
    """Which total: of one municipality, or of the Region when that is ``None``."""

    definition: int
    municipality: int | None


Totals = dict[Key, Total]


def totals(period: ReportingPeriod, *, public: bool = False) -> Totals:
    """Every total of a period: three queries, whatever the number of results.

    ``public``: of the texts and definitions that everyone may read, and no others.
    """
    found: Totals = {}
    groups = ("series__definition",)
    each = (*groups, "series__agreement__municipality")
    rules = dict(IndicatorDefinition.objects.values_list("pk", "territory_rollup"))
    for by, place in ((groups, False), (each, True)):
        expected = _expected(period, place, public)
        rows = Result.objects.verified().filter(period=period)
        if public:
            rows = rows.filter(series__in=Series.objects.public().values("pk"))
        for row in added(rows, *by):
            key = Key(
                row["series__definition"], row.get("series__agreement__municipality")
            )
            found[key] = Total(
                amount_of(row, rules[key.definition]),
                row["reported"],
                expected.get(key, row["reported"]),
            )
        for key, count in expected.items():
            found.setdefault(key, Total(None, 0, count))
    return found


def publishable(
    period: ReportingPeriod,
) -> tuple[Totals, dict[int, IndicatorDefinition]]:
    """The totals of verified results of what may be published, and its definitions.

    What a municipality reports on a text that is not public yet is in none of them.
    """
    found = totals(period, public=True)
    wanted = {key.definition for key in found}
    return found, IndicatorDefinition.objects.public().in_bulk(wanted)


def recomputed(
    period: ReportingPeriod, *, states: tuple[str, ...] = ("verified",)
) -> Totals:
    """The same totals by the rules, one result at a time."""
    rules = dict(IndicatorDefinition.objects.values_list("pk", "territory_rollup"))
    rows = Result.objects.current().filter(period=period, state__in=states)
    amounts = {
        row.series_id: row.counted
        for row in rows.select_related("series").iterator(chunk_size=1000)
    }
    where: dict[int, tuple[int, int]] = {}
    for row in rows.values_list(
        "series", "series__definition", "series__agreement__municipality"
    ):
        where[row[0]] = (row[1], row[2])
    for one in expected_in(period).values_list(
        "series", "definition", "instrument__agreement__municipality"
    ):
        where[one[0]] = (one[1], one[2])
    grouped: dict[Key, list[Amount | None]] = defaultdict(list)
    for series, (definition, municipality) in where.items():
        for place in (None, municipality):
            grouped[Key(definition, place)].append(amounts.get(series))
    return {
        key: over_territory(rules[key.definition], every)
        for key, every in grouped.items()
    }


def fingerprint(period: ReportingPeriod) -> str:
    """SHA-256 of what the published totals of a period are made from."""
    rows = (
        Result.objects.verified()
        .filter(period=period, series__in=Series.objects.public().values("pk"))
        .annotate(**COUNTED)
        .order_by("series")
        .values_list("series", "revision", *COUNTED)
    )
    said = "\n".join(
        ";".join("" if cell is None else _plain(cell) for cell in row)
        for row in rows.iterator(chunk_size=1000)
    )
    return hashlib.sha256(said.encode()).hexdigest()


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value)


def _expected(period: ReportingPeriod, by_place: bool, public: bool) -> dict[Key, int]:
    place = "instrument__agreement__municipality"
    groups = ("definition", place) if by_place else ("definition",)
    agreed = expected_in(period)
    if public:
        agreed = agreed.public()
    rows = agreed.order_by().values(*groups).annotate(n=Count("series"))
    return {Key(row["definition"], row.get(place)): row["n"] for row in rows}


def added(rows: Any, *by: str) -> Iterator[Any]:
    """The sums, the least and the greatest of each group of results: one query."""
    known = Q(counted_value__isnull=False) | Q(counted_numerator__isnull=False)
    yield from (
        rows.order_by()
        .annotate(**COUNTED)
        .values(*by)
        .annotate(
            reported=Count("pk", filter=known),
            total=Sum("counted_value"),
            numerator_total=Sum("counted_numerator"),
            denominator_total=Sum("counted_denominator"),
            least=Min("counted_value"),
            greatest=Max("counted_value"),
            values_known=Count(F("counted_value")),
        )
    )


def amount_of(row: Any, rollup: str) -> Amount | None:
    """The figure of a group that ``added`` counted, by the rule of its definition."""
    match rollup:
        case TerritoryRollup.SUM if row["total"] is not None:
            return Amount(row["total"])
        case TerritoryRollup.MEAN if row["total"] is not None:
            exact = Amount(row["total"]).exact / row["values_known"]
            return Amount(as_decimal(exact))
        case TerritoryRollup.MIN if row["least"] is not None:
            return Amount(row["least"])
        case TerritoryRollup.MAX if row["greatest"] is not None:
            return Amount(row["greatest"])
        case TerritoryRollup.RATIO_OF_SUMS if row["denominator_total"]:
            return Amount.of(row["numerator_total"], row["denominator_total"])
    return None
