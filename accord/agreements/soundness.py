"""What must hold in the stored register, whatever wrote it.

The database refuses what it can know by itself; this is the rest, recomputed from the
facts. Each fault is one sentence that names the record.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone

from accord.agreements.derive import derived
from accord.agreements.models import (
    AboutAgreement,
    Absence,
    Agreement,
    MissionChoice,
    ReferentName,
    Step,
)
from accord.agreements.rules import (
    Milestone,
    Window,
    chosen,
    right_to_subsidy,
    state_on,
)
from accord.directory.models import Organisation
from accord.framework.models import ConditionMission, Mission
from accord.journal.models import Entry
from accord.lib.batches import batches
from accord.lib.imprecise import Answer, Dated, ImpreciseDate, columns
from accord.sources.models import Fact, Kind, Source

DAYS = 25  # on how many days the state is read both ways
UNDER: tuple[type[AboutAgreement], ...] = (Step, MissionChoice, ReferentName)


def faults() -> Iterator[str]:
    """Everything that is wrong; nothing when the register is sound."""
    yield from _derived_columns()
    yield from _states_in_sql()
    yield from _rights_in_sql()
    yield from _dates()
    yield from _sources()
    yield from _silent_municipalities()
    yield from _orphans()


def _named(record: Any) -> str:
    return f"{record._meta.label} {record.pk} ({record})"


def _derived_columns() -> Iterator[str]:
    """The columns of an agreement are what its published steps say together."""
    agreements = Agreement.objects.select_related("municipality", "model")
    for batch in batches(agreements.order_by("pk")):
        known = derived(batch)
        for agreement in batch:
            stored = agreement.windows
            for milestone, window in known[agreement.pk].items():
                wanted = Window(window.perhaps_from, window.certain_from)
                if stored[milestone] != wanted:
                    yield (
                        f"{_named(agreement)}: {milestone} is stored as "
                        f"{_told(stored[milestone])}, its steps give {_told(wanted)}"
                    )


def _told(window: Window) -> str:
    return f"{window.perhaps_from or '–'} / {window.certain_from or '–'}"


def _states_in_sql() -> Iterator[str]:
    """Lists read the state in SQL, pages by the rules: the answer is the same."""
    for day in _telling_days():
        rows = Agreement.objects.select_related("municipality", "model").as_of(day)
        for agreement in rows.order_by("pk").iterator(chunk_size=500):
            wanted = state_on(day, agreement.windows)
            if agreement.state_on_day != wanted:
                yield (
                    f"{_named(agreement)}: on {day} the list says "
                    f"{agreement.state_on_day}, the rules {wanted}"
                )


def _rights_in_sql() -> Iterator[str]:
    """The right to the subsidy is counted in SQL and shown by the rules: the same."""
    missions = defaultdict(list)
    for mission in Mission.objects.public().for_table():
        missions[mission.model_id].append(mission)
    said: dict[tuple[int, int], list[str]] = defaultdict(list)
    published = MissionChoice.objects.published()
    for *key, answer in published.values_list("agreement", "mission", "answer"):
        said[key[0], key[1]].append(answer)
    entitled = set(Agreement.objects.with_all_conditions().values_list("pk", flat=True))
    for agreement in Agreement.objects.select_related("municipality", "model"):
        right = right_to_subsidy(
            Answer.YES,
            [
                (mission, chosen(said[agreement.pk, mission.pk]))
                for mission in missions[agreement.model_id]
            ],
        )
        if (right.answer == Answer.YES) != (agreement.pk in entitled):
            yield (
                f"{_named(agreement)}: the missions of the subsidy are counted as "
                f"{'enough' if agreement.pk in entitled else 'not enough'}, the rules "
                f"say {right.reason}"
            )


def _telling_days() -> list[date]:
    """Today, and some of the days on which an agreement may have changed."""
    found: set[date] = set()
    for milestone in Milestone:
        for column in (f"{milestone}_perhaps_from", f"{milestone}_from"):
            days = Agreement.objects.order_by().values_list(column, flat=True)
            found.update(day for day in days.distinct() if day)
    every = sorted(found)
    return [timezone.localdate(), *every[:: len(every) // DAYS + 1]]


def _dates() -> Iterator[str]:
    """The bounds stored beside a date are the ones it means."""
    for model in apps.get_models():
        if not issubclass(model, Dated):
            continue
        for row in model._default_manager.order_by("pk").iterator(chunk_size=500):
            try:
                wanted = columns(ImpreciseDate.parse(row.when))
            except ValueError as error:
                yield f"{_named(row)}: {error}"
                continue
            if any(getattr(row, name) != value for name, value in wanted.items()):
                yield (
                    f"{_named(row)}: “{row.when}” is stored as {row.earliest_on} to "
                    f"{row.latest_on}"
                )


def _sources() -> Iterator[str]:
    """Whoever reads a published fact can open its source, and the source is real."""
    public = Source.objects.public()
    if not settings.DEMO:
        public = public.exclude(kind=Kind.DEMONSTRATION)
    for model in _facts():
        published = model._default_manager.filter(state="published")
        for fact in published.exclude(source__in=public).order_by("pk"):
            yield f"{_named(fact)} is published and its source is not public"


def _facts() -> list[Any]:
    return [model for model in apps.get_models() if issubclass(model, Fact)]


def _silent_municipalities() -> Iterator[str]:
    """Of each municipality the register says something: an agreement, or none."""
    told = (Agreement.objects.public(), Absence.objects.public())
    towns = Organisation.objects.public().municipalities().order_by("nis_code")
    for rows in told:
        towns = towns.exclude(pk__in=rows.values("municipality"))
    for town in towns:
        yield f"{_named(town)} has neither an agreement nor a source that says so"


def _orphans() -> Iterator[str]:
    """Nothing hangs in the air."""
    try:
        with transaction.atomic():
            connection.check_constraints()
    except IntegrityError as error:
        yield f"The database itself: {' '.join(str(error).split())}"
        return  # what points nowhere cannot be named
    for model in UNDER:
        rows = model._default_manager.filter(state="published")
        hidden = rows.exclude(agreement__in=Agreement.objects.public())
        for fact in hidden.order_by("pk"):
            yield f"{_named(fact)} is published under an agreement that is not"
    choices = MissionChoice.objects.standing().exclude(
        mission__model=F("agreement__model")
    )
    for choice in choices.select_related("mission").order_by("pk"):
        yield f"{_named(choice)} is of another model than its agreement"
    names = ConditionMission.objects.exclude(mission__model=F("condition__model"))
    for name in names.select_related("condition", "mission").order_by("pk"):
        yield f"{_named(name)} is of another model than its condition"
    for manager in (Agreement.objects, Absence.objects):
        elsewhere = manager.exclude(municipality__kind="municipality")
        for fact in elsewhere.order_by("pk"):
            yield f"{_named(fact)} is of an organisation that is no municipality"
    yield from _entries_about_nothing()


def _entries_about_nothing() -> Iterator[str]:
    """The journal speaks of records that exist: nothing it tells of is ever erased."""
    kinds = Entry.objects.order_by().values_list("record_type", flat=True).distinct()
    for kind in kinds:
        told = Entry.objects.filter(record_type=kind)
        model = told.select_related("record_type")[0].record_type.model_class()
        if model is None:
            yield f"The journal speaks of records of a kind that is gone ({kind})"
            continue
        lost = told.exclude(record_id__in=model._base_manager.values("pk"))
        for entry in lost.select_related("actor").order_by("pk"):
            yield f"{_named(entry)} is about {model._meta.label}, which does not exist"
