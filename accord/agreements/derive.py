"""Write what follows from published steps into the columns of their agreements."""

from collections import defaultdict
from collections.abc import Iterable

from accord.agreements.models import Agreement, Step
from accord.agreements.rules import Milestone, Statement, Window, windows
from accord.lib.batches import batches
from accord.sources.models import Source

COLUMNS = tuple(
    column
    for milestone in Milestone
    for column in (f"{milestone}_perhaps_from", f"{milestone}_from")
)


def derived(agreements: Iterable[Agreement]) -> dict[int, dict[Milestone, Window]]:
    """The windows of each agreement, from its published steps: one query."""
    said = defaultdict(list)
    found = list(agreements)
    steps = Step.objects.published().filter(agreement__in=[one.pk for one in found])
    for step in steps.select_related("source"):
        said[step.agreement_id].append(
            Statement(step.kind, step.date, step.source.latest_on)
        )
    return {
        one.pk: windows(said[one.pk], not_before=one.model.earliest_on) for one in found
    }


def derive(*pks: int) -> int:
    """Bring the derived columns up to date; without keys, of every agreement.

    Returns how many agreements changed. The caller holds the transaction.
    """
    agreements = Agreement.objects.select_related("model").order_by("pk")
    if pks:
        agreements = agreements.filter(pk__in=pks)
    changed = []
    for batch in batches(agreements):
        known = derived(batch)
        for agreement in batch:
            before = [getattr(agreement, column) for column in COLUMNS]
            for milestone, window in known[agreement.pk].items():
                setattr(agreement, f"{milestone}_perhaps_from", window.perhaps_from)
                setattr(agreement, f"{milestone}_from", window.certain_from)
            if before != [getattr(agreement, column) for column in COLUMNS]:
                changed.append(agreement)
    for agreement in changed:  # far quicker than one CASE over all
        agreement.save(update_fields=COLUMNS)
    return len(changed)


def derive_from(source: Source) -> int:
    """After a correction of a source: an undated step is no later than its source."""
    steps = Step.objects.published().filter(source=source)
    pks = set(steps.values_list("agreement_id", flat=True))
    return derive(*pks) if pks else 0
