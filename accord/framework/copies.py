"""A new version of the model agreement starts from an earlier one."""

from typing import Any

from accord.framework.conditions import added
from accord.framework.models import (
    Condition,
    ConditionMission,
    IndicatorDefinition,
    IndicatorDimension,
    Mission,
    ModelAgreement,
)
from accord.lib.saving import as_new

MISSION_SLUG = 80  # characters an address may have


def free(wanted: str, taken: set[str], *, longest: int = 50) -> str:
    """``wanted``, or with the first number that makes it new."""
    found, number = wanted[:longest], 1
    while found in taken:
        number += 1
        tail = f"-{number}"
        found = wanted[: longest - len(tail)] + tail
    return found


def copy_missions(
    earlier: ModelAgreement, model: ModelAgreement, *, by: Any, verb: str
) -> None:
    """Missions, conditions and current indicators of ``earlier``, for ``model``.

    Indicators start again at version 1: agreements under the earlier model keep theirs.
    """
    taken = {
        name: set(Mission.objects.values_list(name, flat=True))
        for name in ("slug_fr", "slug_nl")
    }
    missions: dict[int, Mission] = {}
    for mission in Mission.objects.filter(model=earlier).order_by("rank", "pk"):
        addresses = {
            name: free(getattr(mission, name), used, longest=MISSION_SLUG)
            for name, used in taken.items()
        }
        old = mission.pk
        missions[old] = added(
            as_new(mission, model=model, **addresses), by=by, verb=verb
        )
    conditions: dict[int, Condition] = {}
    for condition in Condition.objects.filter(model=earlier).order_by("pk"):
        old = condition.pk
        conditions[old] = added(as_new(condition, model=model), by=by, verb=verb)
    named = ConditionMission.objects.public().filter(condition__in=conditions)
    for link in named.order_by("pk"):
        pair = {
            "condition": conditions[link.condition_id],
            "mission": missions[link.mission_id],
        }
        added(as_new(link, **pair), by=by, verb=verb)
    definitions = IndicatorDefinition.objects.current().filter(mission__in=missions)
    for definition in definitions.order_by("pk"):
        again = {"version": 1, "supersedes": None, "is_comparable": False}
        mission = missions[definition.mission_id]
        old = definition.pk
        new = as_new(definition, mission=mission, frozen_at=None, **again)
        added(new, by=by, verb=verb)
        copy_dimensions(old, new, by=by, verb=verb)


def copy_dimensions(
    earlier: int, definition: IndicatorDefinition, *, by: Any, verb: str
) -> None:
    """What the definition of that key is broken down by, for a later one."""
    for link in IndicatorDimension.objects.of(earlier):
        added(as_new(link, definition=definition), by=by, verb=verb)
