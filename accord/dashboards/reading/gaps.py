"""The facts not known: what is asked of the register and nobody has told yet."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.agreements.models import Agreement, MissionChoice, Step
from accord.directory.standing import standing_of
from accord.framework.models import Mission
from accord.lib.imprecise import Kind
from accord.lib.paging import page_of


class GapKind(TextChoices):
    """What may be missing from an agreement's file."""

    CONCLUSION = "conclusion", _("Day of conclusion not known")
    END = "end", _("Term and end not known")
    MISSIONS = "missions", _("Missions not known")


@dataclass(frozen=True)
class Gap:
    """One thing missing, in words, and where it is recorded."""

    kind: GapKind
    detail: list[str]
    url: str


@dataclass(frozen=True)
class FileGaps:
    agreement: Any
    gaps: list[Gap]


def worklist(user: User, *, kind: str, number: str | None) -> dict[str, Any]:
    """A page of agreements with what each lacks; the same queries for any number."""
    if not standing_of(user).is_regional:
        raise PermissionDenied
    rows = Agreement.objects.visible_to(user).standing()
    rows = rows.that_count_on(timezone.localdate())
    if kind in GapKind.values:
        rows = rows.lacking(kind)
    named = ("municipality__name_fr", "municipality__name_nl")
    rows = rows.select_related("municipality").in_alphabet()
    page = page_of(rows.only("model", "ended_perhaps_from", *named), number)
    shown = list(page.object_list)
    conclusions = _tightest_conclusions(user, shown)
    told = set(
        MissionChoice.objects.visible_to(user)
        .published()
        .of(shown)
        .values_list("agreement_id", "mission_id")
    )
    models = {one.model_id for one in shown}
    missions = list(Mission.objects.visible_to(user).of_models(models))
    files = [
        FileGaps(one, _gaps(one, conclusions.get(one.pk), missions, told))
        for one in shown
    ]
    return {"page": page, "files": files, "kinds": GapKind.choices, "kind": kind}


def _tightest_conclusions(user: User, shown: list[Any]) -> dict[int, Step]:
    steps = Step.objects.visible_to(user).published().of(shown).tightest()
    found = steps.filter(kind__in=["signature", "concluded"])
    return {step.agreement_id: step for step in found}


def _gaps(agreement: Any, step: Step | None, missions: Any, told: Any) -> list[Gap]:
    found = []
    record = reverse("agreements:step_record", args=[agreement.pk])
    if step is None or step.date.kind != Kind.DAY:
        known = [str(step.date)] if step else []
        url = f"{record}?kind=signature"
        found.append(Gap(GapKind.CONCLUSION, known, url))
    if agreement.ended_perhaps_from is None:
        found.append(Gap(GapKind.END, [], f"{record}?kind=end"))
    blank = [
        mission.short or mission.title
        for mission in missions
        if mission.model_id == agreement.model_id
        and (agreement.pk, mission.pk) not in told
    ]
    if blank:
        url = reverse("agreements:choice_record", args=[agreement.pk])
        found.append(Gap(GapKind.MISSIONS, blank, url))
    return found
