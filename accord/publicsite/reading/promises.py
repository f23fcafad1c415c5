"""Whether the promises of an agreement are kept, as far as it was published."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Subquery, TextField
from django.db.models.functions import Cast, JSONObject
from django.utils.safestring import SafeString

from accord.agreements.models import Agreement
from accord.framework.models import Direction, ReportingPeriod, ValueKind
from accord.instruments.models import Target
from accord.instruments.rules import Baseline
from accord.monitoring.figures import COUNTED
from accord.monitoring.models import Result
from accord.monitoring.rules.progress import Verdict, accepted
from accord.monitoring.rules.rollup import FIGURE, Amount
from accord.monitoring.wording import figure_in_words
from accord.ui.pictures.marks import KEPT, UNCOUNTED, WORST, Mark
from accord.ui.pictures.shares import tally
from accord.ui.pictures.targets import Line, one_bar

MARKS = {
    Verdict.ACHIEVED: Mark.KEPT,
    Verdict.ON_TRACK: Mark.TRACK,
    Verdict.BEHIND: Mark.BEHIND,
    Verdict.NOT_KNOWN: Mark.UNSAID,
}
# Yes or no, a step, a text: a word says it, a bar would not.
UNDRAWN = (ValueKind.YES_NO, ValueKind.SCALE, ValueKind.NARRATIVE)


@dataclass(frozen=True)
class Promise:
    """One target of the period, and what was published of it."""

    mission: str
    commitment: str
    name: str
    result: str
    target: str
    mark: Mark
    bar: SafeString | str


@dataclass(frozen=True)
class Promises:
    """All targets of the last period that was published, in the order of the text."""

    period: ReportingPeriod
    lines: list[Promise]

    @property
    def counted(self) -> list[Promise]:
        """Those that could have been kept or missed."""
        return [one for one in self.lines if one.mark not in UNCOUNTED]

    @property
    def kept(self) -> int:
        return sum(one.mark in KEPT for one in self.lines)

    @property
    def counts(self) -> list[tuple[Mark, int]]:
        """How many stand how, the kept ones first."""
        found = Counter(one.mark for one in self.counted)
        return [(mark, found[mark]) for mark in reversed(WORST) if found[mark]]

    @property
    def bar(self) -> SafeString | str:
        drawing = tally(self.counts)
        return drawing.inline(size="wide") if drawing else ""


def promises(agreement: Agreement, until: date, day: date) -> Promises | None:
    """Of the period that ended then, and of the text that held: one query.

    None where that text has no target for it.

    What was known on ``day`` counts. A verdict that tells what is not public (an
    earlier period that waits, a text that is not published) is not told.
    """
    # audience: nobody: it hides
    waiting = Result.objects.waiting(day).filter(
        series=OuterRef("series"), period__ends_on__lte=OuterRef("period__ends_on")
    )
    results = (
        Result.objects.public(day)
        .filter(series=OuterRef("indicator__series"), period=OuterRef("period"))
        .filter(text_published_at__isnull=False)
        .exclude(Exists(waiting))
    )
    # As text: not every engine keeps a decimal exact in an object.
    counted = {name: Cast(one, TextField()) for name, one in COUNTED.items()}
    said = JSONObject(**counted, verdict=F("verdict"))
    rows = Target.objects.public().on(until, published=True)
    rows = rows.filter(
        instrument__agreement=agreement,
        period__ends_on=until,
        indicator__is_removed=False,
    )
    rows = rows.select_related(
        "period", "indicator__definition", "indicator__commitment__taken__mission"
    ).annotate(said=Subquery(results.values_list(said)[:1]))
    order = ("indicator__commitment__taken", "indicator__commitment", "indicator")
    by_rank = [f"{one}__rank" for one in order]
    found = list(rows.order_by(*by_rank, "pk"))
    return (
        Promises(found[0].period, [_promise(row) for row in found]) if found else None
    )


def _promise(row: Any) -> Promise:
    agreed, said = row.indicator, row.said
    definition = agreed.definition
    target, result = Amount.of_row(row), _amount(said)
    mark = MARKS[Verdict(said["verdict"])] if said else Mark.NONE
    line = Line(
        name=definition.name,
        value=result.exact if result else None,
        target=target.exact if target else None,
        said=figure_in_words(result, definition),
        mark=mark,
        tolerance=accepted(
            Amount.of_row(agreed),
            target,
            definition.direction,
            agreed.tolerance_pct,
            is_baseline_pending=agreed.baseline_state == Baseline.PENDING,
        )
        if target
        else 0,
        is_less_better=definition.direction == Direction.DECREASE,
    )
    drawing = None if definition.value_kind in UNDRAWN else one_bar(line)
    return Promise(
        mission=agreed.commitment.taken.mission.title,
        commitment=agreed.commitment.text,
        name=definition.name,
        result=line.said,
        target=figure_in_words(target, definition),
        mark=mark,
        bar=drawing.inline(size="row") if drawing else "",
    )


def _amount(said: Any) -> Amount | None:
    """The figure of a result as the database wrote it down; none where it has none."""
    if not said:
        return None
    parts = {name: said[f"counted_{name}"] for name in FIGURE}
    return Amount.read(
        **{name: Decimal(text) if text else None for name, text in parts.items()}
    )
