"""The condition on the referent's subsidy, as the file of missions says it.

The file has a column ``conditions_subsidy`` of yes and no; here each model's missions
that say yes become one condition, with its trace.
"""

from typing import Any

from accord.framework.models import Condition, ConditionMission, Mission
from accord.framework.querysets import SUBSIDY
from accord.journal.loading import VERB, touched_by_people
from accord.journal.models import changes_between, snapshot, trace
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
        if condition is None and is_named:
            condition = conditions[mission.model_id] = _added(
                by, Condition(code=SUBSIDY, **_under(mission), **TITLES)
            )
        link = links.get((condition.pk, mission.pk)) if condition else None
        if (
            condition is None
            or condition.pk in by_people[Condition]
            or mission.pk in by_people[Mission]
            or (link is not None and link.pk in by_people[ConditionMission])
        ):
            continue
        _set(
            link or ConditionMission(condition=condition, mission=mission), by, is_named
        )


def _under(mission: Mission) -> dict[str, int]:
    return {"model_id": mission.model_id, "source_id": mission.source_id}


def _added(by: Any, record: Any) -> Any:
    record.save()
    trace(record, by=by, verb=VERB, changes=changes_between({}, snapshot(record)))
    return record


def _set(link: ConditionMission, by: Any, is_named: bool) -> None:
    """Name the mission, or take it out; nothing where it stands so already."""
    if link.pk is None:
        if is_named:
            _added(by, link)
        return
    before = snapshot(link)
    if link.is_removed is not is_named:
        return
    link.is_removed = not is_named
    link.save()
    trace(link, by=by, verb=VERB, changes=changes_between(before, snapshot(link)))
