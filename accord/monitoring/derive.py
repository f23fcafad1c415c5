"""Write what follows from results and targets into the columns of the results."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from accord.framework.models import ReportedAs, TargetsStatedAs, ValueKind
from accord.instruments.models import AgreedIndicator, Series, Target
from accord.instruments.querysets import BINDING
from accord.lib.batches import batches
from accord.monitoring.models import Result
from accord.monitoring.rules.progress import progress
from accord.monitoring.rules.rollup import FIGURE, Amount, over_time
from accord.monitoring.workflow import HANDED_IN

DERIVED = (
    *(f"{of}_{part}" for of in ("to_date", "target") for part in FIGURE),
    *("target_set_by_id", "progress", "verdict", "unsaid"),
)
FOREVER = date.max  # a period that has results handed in has ended, or counts as such


def derive(*series: int) -> int:
    """Bring the derived columns up to date; without keys, of every series.

    Returns how many results changed. The caller holds the transaction.
    """
    rows = Series.objects.select_related("definition").order_by("pk")
    if series:
        rows = rows.filter(pk__in=series)
    changed: list[Result] = []
    for batch in batches(rows, size=200):
        agreed, targets = _agreed(batch), _targets(batch)
        results = _results(batch)
        for one in batch:
            changed += derived_columns(
                one, results[one.pk], agreed[one.pk], targets[one.pk]
            )
    Result.objects.bulk_update(
        changed, [name.removesuffix("_id") for name in DERIVED], batch_size=200
    )
    return len(changed)


def _results(series: list[Series]) -> dict[int, list[Result]]:
    found = defaultdict(list)
    rows = Result.objects.current().filter(series__in=series)
    for row in rows.select_related("period").order_by("period__ends_on"):
        found[row.series_id].append(row)
    return found


def _agreed(series: list[Series]) -> dict[int, list[AgreedIndicator]]:
    """The indicator as each binding version agreed on it, the latest first."""
    found = defaultdict(list)
    rows = AgreedIndicator.objects.standing().filter(
        series__in=series, instrument__state__in=BINDING
    )
    rows = rows.select_related("instrument").defer("instrument__content")
    for row in rows.order_by("-instrument__number"):
        found[row.series_id].append(row)
    return found


def _targets(series: list[Series]) -> dict[int, dict[tuple[int, int | None], Target]]:
    """By series: the target of each (agreed indicator, period)."""
    found: dict[int, dict[tuple[int, int | None], Target]] = defaultdict(dict)
    rows = Target.objects.standing().filter(
        indicator__series__in=series, instrument__state__in=BINDING
    )
    for row in rows.select_related("indicator"):
        found[row.indicator.series_id][row.indicator_id, row.period_id] = row
    return found


def standing_on(agreed: Iterable[AgreedIndicator], day: date) -> AgreedIndicator | None:
    """The indicator as the version in force that day had it.

    Targets of a period are those that bound on its last day, whatever came later; a
    period before the first version is held to that first one.
    """
    rows = list(agreed)
    for row in rows:
        if row.instrument.in_force_on and row.instrument.in_force_on <= day:
            return row
    return rows[-1] if rows else None


def derived_columns(
    series: Series,
    results: list[Result],
    agreed: list[AgreedIndicator],
    targets: dict[tuple[int, int | None], Target],
) -> list[Result]:
    changed = []
    definition = series.definition
    history: list[tuple[date, Amount | None]] = []
    for result in results:
        before = [getattr(result, name) for name in DERIVED]
        counted = result.counted if result.state in HANDED_IN else None
        previous = history[-1][1] if history else None
        history.append((result.period.ends_on, counted))
        to_date = over_time(definition.reported_as, history, day=FOREVER).amount
        _write(result, "to_date", to_date)
        own = standing_on(agreed, result.period.ends_on)
        target = targets.get((own.pk, result.period_id)) if own else None
        aim = Amount.of_row(target)
        _write(result, "target", aim)
        result.target_set_by_id = target.set_by_id if target else None
        actual = _compared(definition, counted, previous, to_date)
        found = progress(
            actual,
            Amount.of_row(own),
            aim,
            definition.direction,
            own.tolerance_pct if own else 0,  # type: ignore[arg-type] # no target then
            is_baseline_pending=bool(own and own.baseline_state == "pending"),
            is_narrative=definition.value_kind == ValueKind.NARRATIVE,
        )
        result.progress = None if found.fraction is None else round(found.fraction, 4)
        result.verdict = found.verdict
        result.unsaid = found.reason or ""
        if before != [getattr(result, name) for name in DERIVED]:
            changed.append(result)
    return changed


def _compared(
    definition: Any,
    counted: Amount | None,
    previous: Amount | None,
    to_date: Amount | None,
) -> Amount | None:
    """The figure that a target speaks of: this period's, or all until its end."""
    per_period = definition.targets_stated_as == TargetsStatedAs.PER_PERIOD
    if definition.reported_as == ReportedAs.FLOW:
        return counted if per_period else (to_date if counted else None)
    if definition.reported_as == ReportedAs.TO_DATE and per_period:
        return _since(counted, previous)
    return counted


def _since(counted: Amount | None, previous: Amount | None) -> Amount | None:
    """What a running total gained in one period; the first gained all of it."""
    if counted is None or previous is None:
        return counted
    if counted.value is not None and previous.value is not None:
        return Amount(counted.value - previous.value)
    return counted  # a running ratio is not taken apart


def _write(result: Result, name: str, amount: Amount | None) -> None:
    for part in FIGURE:
        setattr(result, f"{name}_{part}", getattr(amount, part) if amount else None)
