"""The catalogue: each dataset is a table over public rows.

To add one: ``public()`` on the queryset, a ``Table`` in the room's ``exports.py``, and
an entry here. Its files, its page, the data dictionary and the DCAT record follow.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Value
from django.utils import timezone

from accord.agreements.exports.agreements import (
    AGREEMENTS,
    agreement_rows,
    with_agreement,
)
from accord.agreements.exports.columns import state_columns
from accord.agreements.exports.missions import AGREEMENT_MISSIONS, mission_rows
from accord.agreements.exports.steps import AGREEMENT_STEPS, step_rows
from accord.agreements.models import Agreement, MissionChoice, ReferentName, Step
from accord.directory.exports import MUNICIPALITIES, municipality_rows
from accord.directory.models import Organisation
from accord.framework.exports import INDICATORS, PLAN_ACTIONS
from accord.framework.models import IndicatorDefinition, PlanAction
from accord.instruments.exports import (
    COMMITMENTS,
    TARGETS,
    commitment_rows,
    target_rows,
)
from accord.instruments.models import Commitment, Target
from accord.lib.batches import AT_ONCE
from accord.lib.imprecise import Answer
from accord.lib.tabular import Table
from accord.monitoring.exports import RESULTS, result_rows
from accord.monitoring.models import Result
from accord.referents.exports import REFERENTS, referent_rows
from accord.referents.models import Occupancy, Post, Publication
from accord.sources.exports import SOURCES
from accord.sources.models import Source

# What a row of an agreement names.
NAMED = ("municipality", "model", "source")


@dataclass(frozen=True)
class Dataset:
    """A table, its public rows as of a day, and what its rows are counted by.

    ``has_days``: its rows say how things stood on the day asked for. ``unknown``: what
    has a row although nothing is known of it.
    """

    table: Table
    rows: Callable[[date], Iterable[Any]]
    counted: Callable[[date], QuerySet[Any]]
    has_days: bool = True
    unknown: Callable[[date], QuerySet[Any]] | None = None

    @property
    def name(self) -> str:
        return self.table.name


def _agreements(day: date) -> Any:
    agreements = Agreement.objects.public().weighed_on(day)
    return agreements.select_related(*NAMED)


def _municipality_rows(day: date) -> Iterator[Any]:
    municipalities = _municipalities(day).order_by("nis_code")
    counting = Agreement.objects.public().counting_on(day)
    return with_agreement(municipality_rows(municipalities, day), counting)


def _municipalities(day: date) -> Any:
    return Organisation.objects.public().municipalities()


def _agreement_rows(day: date) -> Iterator[Any]:
    agreements = _agreements(day).in_file_order()
    return agreement_rows(agreements, MissionChoice.objects.public(), day)


def _mission_rows(day: date) -> Iterator[Any]:
    agreements = _agreements(day).in_file_order()
    return mission_rows(agreements, MissionChoice.objects.public(), day)


def _step_rows(day: date) -> Iterator[Any]:
    return step_rows(Step.objects.public().in_file_order(), _agreements(day), day)


def _commitments(day: date) -> Any:
    return Commitment.objects.public().on(day, published=True)


def _targets(day: date) -> Any:
    return Target.objects.public().on(day, published=True)


def _result_rows(day: date) -> Iterator[Any]:
    """Each with ``waits``: whether an earlier result that it rests on is not public."""
    # audience: everyone: it tells from when on, and nothing of what is not public
    waiting = Result.objects.waiting_since(day)
    for row in result_rows(Result.objects.public(day)).iterator(AT_ONCE):
        row.waits = waiting.get(row.series_id, date.max) < row.period.ends_on
        yield row


def _referent_rows(day: date) -> Iterator[Any]:
    """Published posts; whoever holds one is named by a public profile alone.

    And the municipalities with an agreement, of whose post nothing is published.
    """
    posts = Post.objects.public()
    return referent_rows(
        posts.as_of(day).in_file_order(),
        Occupancy.objects.public(),
        Publication.objects.public().serving(timezone.localdate()),
        day,
        _unposted(day).in_file_order().select_related(*NAMED),
        ReferentName.objects.public().for_table(),
    )


def _unposted(day: date) -> Any:
    """The concluded agreements of municipalities of which no post is public."""
    theirs = Post.objects.public().filter(
        agreement__municipality=OuterRef("municipality")
    )
    concluded = (
        Agreement.objects.public().counting_on(day).filter(concluded_on_day=Answer.YES)
    )
    return concluded.filter(~Exists(theirs))


DATASETS = {
    dataset.name: dataset
    for dataset in (
        Dataset(
            replace(
                MUNICIPALITIES,
                columns=(*MUNICIPALITIES.columns, *state_columns("agreement")),
            ),
            _municipality_rows,
            _municipalities,
        ),
        Dataset(AGREEMENTS, _agreement_rows, lambda day: Agreement.objects.public()),
        Dataset(AGREEMENT_STEPS, _step_rows, lambda day: Step.objects.public()),
        Dataset(
            AGREEMENT_MISSIONS,
            _mission_rows,
            lambda day: MissionChoice.objects.public(),
        ),
        Dataset(
            REFERENTS,
            _referent_rows,
            lambda day: Post.objects.public(),
            unknown=_unposted,
        ),
        Dataset(
            COMMITMENTS, lambda day: commitment_rows(_commitments(day)), _commitments
        ),
        Dataset(TARGETS, lambda day: target_rows(_targets(day)), _targets),
        Dataset(RESULTS, _result_rows, lambda day: Result.objects.public()),
        Dataset(
            PLAN_ACTIONS,
            lambda day: PlanAction.objects.public().for_table(),
            lambda day: PlanAction.objects.public(),
            has_days=False,
        ),
        Dataset(
            INDICATORS,
            lambda day: (
                IndicatorDefinition.objects.public()
                .for_table()
                .select_related("supersedes")
            ),
            lambda day: IndicatorDefinition.objects.public(),
            has_days=False,
        ),
        Dataset(
            SOURCES,
            lambda day: Source.objects.public().order_by("code"),
            lambda day: Source.objects.public(),
            has_days=False,
        ),
    )
}


def records_behind(datasets: Iterable[Dataset], day: date) -> dict[str, int]:
    """How many rows each dataset has, about: one query."""
    first, *others = [
        counted(day)
        .order_by()
        .values(dataset=Value(dataset.name))
        .annotate(records=Count("pk"))
        .values_list("dataset", "records")
        for dataset in datasets
        for counted in (dataset.counted, dataset.unknown)
        if counted
    ]
    found: Counter[str] = Counter()
    for name, records in first.union(*others, all=True):
        found[name] += records
    return found
