"""What regional approvers do with reference data: add a row, correct one.

All of it is public as soon as it is kept; the forms show it first.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.accounts.models import User
from accord.framework import policies
from accord.framework.models import (
    Figure,
    Mission,
    ModelAgreement,
    Plan,
    PlanAction,
    SubsidyTerms,
)
from accord.lib.errors import Refused
from accord.lib.imprecise import ImpreciseDate, columns
from accord.workflow import action, require_unchanged


@action(
    allowed=policies.can_keep,
    label=gettext_lazy("Add an action"),
    told=gettext_lazy("added an action of the plan"),
)
def add_plan_action(plan: Plan, *, by: User, **fields: Any) -> PlanAction:
    """Keep an action that a source names, under its number."""
    if PlanAction.objects.filter(plan=plan, number=fields["number"]).exists():
        raise Refused(_("This plan already has that number."))
    return PlanAction.objects.create(plan=plan, **fields)


@action(
    allowed=policies.can_keep,
    label=gettext_lazy("Change"),
    told=gettext_lazy("changed an action of the plan"),
)
def edit_plan_action(
    plan_action: PlanAction, *, seen: int, by: User, **fields: Any
) -> None:
    require_unchanged(plan_action, seen)
    same = PlanAction.objects.filter(plan=plan_action.plan_id, number=fields["number"])
    if same.exclude(pk=plan_action.pk).exists():
        raise Refused(_("This plan already has that number."))
    _write(plan_action, fields)


@action(
    allowed=policies.can_keep,
    label=gettext_lazy("Add a mission"),
    told=gettext_lazy("added a mission"),
)
def add_mission(model: ModelAgreement, *, by: User, **fields: Any) -> Mission:
    """Keep a mission of the model; every agreement then asks about it."""
    _require_free(Mission.objects.filter(model=model), fields)
    fields["code"] = fields["slug_fr"][:50].strip("-")
    return Mission.objects.create(model=model, **fields)


@action(
    allowed=policies.can_keep,
    label=gettext_lazy("Change"),
    told=gettext_lazy("changed a mission"),
)
def edit_mission(mission: Mission, *, seen: int, by: User, **fields: Any) -> None:
    """Correct a mission; its addresses stay, so that links to it do."""
    require_unchanged(mission, seen)
    for name in ("slug_fr", "slug_nl"):
        fields.pop(name, None)
    _write(mission, fields)


@action(
    allowed=policies.can_keep,
    label=gettext_lazy("Add an amount"),
    told=gettext_lazy("added what the Region pays for a referent"),
)
def add_terms(
    model: ModelAgreement, *, date: ImpreciseDate, by: User, **fields: Any
) -> SubsidyTerms:
    """Keep what is paid from a date on; earlier amounts stay for earlier days."""
    same = {"model": model, "when": str(date), "source": fields["source"]}
    if SubsidyTerms.objects.filter(**same).exists():
        raise Refused(_("This source already gives an amount from that date."))
    return SubsidyTerms.objects.create(model=model, **columns(date), **fields)


@action(
    allowed=policies.can_keep,
    label=gettext_lazy("Add a figure"),
    told=gettext_lazy("added a figure"),
)
def add_figure(
    nowhere: None, *, date: ImpreciseDate, by: User, **fields: Any
) -> Figure:
    """Keep a value that a source says, beside those that others say."""
    same = {name: fields[name] for name in ("measure", "source", "value")}
    if Figure.objects.filter(**same, when=str(date)).exists():
        raise Refused(_("This source already says so."))
    return Figure.objects.create(**columns(date), **fields)


@action(
    allowed=policies.can_keep,
    label=gettext_lazy("Change"),
    told=gettext_lazy("corrected a figure"),
)
def edit_figure(
    figure: Figure, *, date: ImpreciseDate, seen: int, by: User, **fields: Any
) -> None:
    require_unchanged(figure, seen)
    same = {name: fields[name] for name in ("measure", "source", "value")}
    others = Figure.objects.filter(**same, when=str(date)).exclude(pk=figure.pk)
    if others.exists():
        raise Refused(_("This source already says so."))
    _write(figure, {"date": date, **fields})


def _require_free(missions: Any, fields: dict[str, Any]) -> None:
    for name in ("slug_fr", "slug_nl"):
        if missions.filter(**{name: fields[name]}).exists():
            raise Refused(_("This model already has a mission of that name."))


def _write(record: Any, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(record, name, value)
    record.save()
