"""Which missions a condition names: as people choose, or as the file of missions says.

The file has a column ``conditions_subsidy`` of yes and no: each model's missions that
say yes become one condition. Every mission named or taken out leaves its trace.
"""

from collections.abc import Iterable
from typing import Any

from accord.framework.models import Condition, ConditionMission, Mission
from accord.framework.querysets import SUBSIDY
from accord.journal.loading import VERB, touched_by_people
from accord.journal.models import snapshot, trace
from accord.lib.sheets import Row

TITLES = {
    "title_fr": "Subside pour le référent logement",
    "title_nl": "Subsidie voor de huisvestingsreferent",
}


def keep_conditions(rows: list[Row], by: Any) -> None:
    """Bring the conditions in line with the file, save what a person changed."""
    conditions = {one.model_id: one for one in Condition.objects.filter(code=SUBSIDY)}
    missions = {(one.model_id, one.code): one for one in Mission.objects.order_by("pk")}
    links = {
        (one.condition_id, one.mission_id): one
        for one in ConditionMission.objects.order_by("pk")
    }
    by_people = {
        model: touched_by_people(model)
        for model in (Condition, ConditionMission, Mission)
    }
    for row in rows:
        mission = missions[row.key]
        is_named = row.text("conditions_subsidy") == "yes"
        condition = conditions.get(mission.model_id)
        if mission.pk in by_people[Mission] or (condition is None and not is_named):
            continue
        if condition is None:
            under = {"model_id": mission.model_id, "source_id": mission.source_id}
            condition = Condition(code=SUBSIDY, **under, **TITLES)
            conditions[mission.model_id] = added(condition, by=by, verb=VERB)
        link = links.get((condition.pk, mission.pk)) or ConditionMission(
            condition=condition, mission=mission
        )
        is_by_people = (
            condition.pk in by_people[Condition]
            or link.pk in by_people[ConditionMission]
        )
        if not is_by_people:
            _set(link, is_named, by=by, verb=VERB)


def name_missions(
    condition: Condition, missions: Iterable[Mission], *, by: Any, verb: str
) -> None:
    """Make it name these missions and no others."""
    links = {
        link.mission_id: link
        for link in ConditionMission.objects.filter(condition=condition).order_by("pk")
    }
    wanted = {mission.pk: mission for mission in missions}
    for pk, mission in wanted.items():
        link = links.get(pk) or ConditionMission(condition=condition, mission=mission)
        _set(link, True, by=by, verb=verb)
    for pk, link in links.items():
        if pk not in wanted:
            _set(link, False, by=by, verb=verb)


def added(record: Any, *, by: Any, verb: str) -> Any:
    """Keep a record that is part of a larger act, with a trace of its own."""
    record.save()
    trace(record, by=by, verb=verb)
    return record


def _set(link: ConditionMission, is_named: bool, *, by: Any, verb: str) -> None:
    """Name the mission, or take it out; nothing where it stands so already."""
    if link.pk is None:
        if is_named:
            added(link, by=by, verb=verb)
        return
    if link.is_removed is not is_named:
        return
    before = snapshot(link)
    link.is_removed = not is_named
    link.save()
    trace(link, by=by, verb=verb, before=before)
