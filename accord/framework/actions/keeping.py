"""What regional approvers do with reference data: add a row, correct one.

All of it is public as soon as it is kept; the forms show it first.
"""

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.framework import policies
from accord.framework.conditions import added, name_missions
from accord.framework.copies import copy_dimensions, copy_missions, free
from accord.framework.models import (
    Calendar,
    Clause,
    Condition,
    Figure,
    IndicatorDefinition,
    Mission,
    ModelAgreement,
    Plan,
    PlanAction,
    ReportingPeriod,
    SubsidyTerms,
)
from accord.framework.rules import Planned
from accord.lib.errors import Refused
from accord.lib.imprecise import ImpreciseDate
from accord.lib.saving import save
from accord.workflow import ADDS, action


@action(
    allowed=policies.can_keep,
    label=_("Add an action"),
    told=_("added an action of the plan"),
    title=_("Add an action to the plan"),
    done=_("The action is added and public."),
    unseen=ADDS,
)
def add_plan_action(plan: Plan, *, by: User, **fields: Any) -> PlanAction:
    """Keep an action that a source names, under its number."""
    return save(PlanAction(plan=plan, **fields))


@action(
    allowed=policies.can_keep,
    label=_("Change"),
    told=_("changed an action of the plan"),
    title=_("Change an action of the plan"),
    done=_("The action is changed."),
    is_edit=True,
)
def edit_plan_action(plan_action: PlanAction, *, by: User, **fields: Any) -> None:
    save(plan_action, **fields)


@action(
    allowed=policies.can_keep,
    label=_("Add a mission"),
    told=_("added a mission"),
    title=_("Add a mission to the model"),
    done=_("The mission is added and public."),
    unseen=ADDS,
)
def add_mission(model: ModelAgreement, *, by: User, **fields: Any) -> Mission:
    """Keep a mission of the model; every agreement then asks about it."""
    code = fields["slug_fr"][:50].strip("-")
    return save(Mission(model=model, code=code, **fields))


@action(
    allowed=policies.can_keep,
    label=_("Change"),
    told=_("changed a mission"),
    title=_("Change a mission"),
    done=_("The mission is changed."),
    is_edit=True,
)
def edit_mission(mission: Mission, *, by: User, **fields: Any) -> None:
    """Correct a mission; its addresses stay, so that links to it do."""
    for name in ("slug_fr", "slug_nl"):
        fields.pop(name, None)
    save(mission, **fields)


@action(
    allowed=policies.can_keep,
    label=_("Add an amount"),
    told=_("added what the Region pays for a referent"),
    title=_("Add what the Region pays for a referent"),
    done=_("The amount is added and public."),
    unseen=ADDS,
)
def add_terms(model: ModelAgreement, *, by: User, **fields: Any) -> SubsidyTerms:
    """Keep what is paid from a date on; earlier amounts stay for earlier days."""
    return save(SubsidyTerms(model=model, **fields))


@action(
    allowed=policies.can_keep,
    label=_("Add a clause"),
    told=_("added a clause of the model"),
    title=_("Add a clause to the deed"),
    done=_("The clause is added. Texts agreed on from now on have it."),
    unseen=ADDS,
)
def add_clause(model: ModelAgreement, *, by: User, **fields: Any) -> Clause:
    """Keep a clause of the model; a text agreed on before keeps its own."""
    return save(Clause(model=model, **fields))


@action(
    allowed=policies.can_keep,
    label=_("Change"),
    told=_("changed a clause of the model"),
    title=_("Change a clause of the deed"),
    done=_("The clause is changed. Texts agreed on before keep theirs."),
    is_edit=True,
)
def edit_clause(clause: Clause, *, by: User, **fields: Any) -> None:
    save(clause, **fields)


@action(
    allowed=policies.can_keep,
    label=_("Add a figure"),
    told=_("added a figure"),
    done=_("The figure is added and public."),
)
def add_figure(nowhere: None, *, by: User, **fields: Any) -> Figure:
    """Keep a value that a source says, beside those that others say."""
    return save(Figure(**fields))


@action(
    allowed=policies.can_keep,
    label=_("Change"),
    told=_("corrected a figure"),
    title=_("Correct a figure"),
    done=_("The figure is corrected."),
    is_edit=True,
)
def edit_figure(figure: Figure, *, by: User, **fields: Any) -> None:
    save(figure, **fields)


@action(
    allowed=policies.can_keep,
    label=_("Add a version of the model"),
    told=_("added a version of the model agreement"),
    title=_("Add a version of the model agreement"),
    done=_("The model is added and public."),
)
def add_model(
    nowhere: None,
    *,
    date: ImpreciseDate,
    copied: ModelAgreement | None = None,
    by: User,
    **fields: Any,
) -> ModelAgreement:
    """Keep a model that was decided; ``copied`` lends its missions and what they ask.

    Missions keep their codes and get addresses of their own.
    """
    same = {name: fields[name] for name in ("title_fr", "title_nl")}
    if ModelAgreement.objects.filter(**same, when=str(date)).exists():
        raise Refused(_("There is a model of that title and date already."))
    year = str(date.latest.year) if date.latest else ""
    taken = set(ModelAgreement.objects.values_list("code", flat=True))
    code = free(f"model-{year}".strip("-"), taken)
    action = fields.get("plan_action")
    plan = action.plan if action else None
    model = save(ModelAgreement(code=code), date=date, plan=plan, **fields)
    if copied:
        copy_missions(copied, model, by=by, verb="framework.add_model")
    return model


@action(
    allowed=policies.can_keep,
    label=_("Change"),
    told=_("changed a version of the model agreement"),
    title=_("Change a version of the model agreement"),
    done=_("The model is changed."),
    is_edit=True,
)
def edit_model(model: ModelAgreement, *, by: User, **fields: Any) -> None:
    action = fields.get("plan_action")
    save(model, plan=action.plan if action else model.plan, **fields)


@action(
    allowed=policies.can_keep,
    label=_("Add a condition"),
    told=_("added a condition"),
    title=_("Add a condition to the model"),
    done=_("The condition is added and public."),
    unseen=ADDS,
)
def add_condition(
    model: ModelAgreement, *, missions: Any, by: User, **fields: Any
) -> Condition:
    """Keep a right that agreements give once their text has these missions."""
    _require_missions(model, missions, fields)
    fields["code"] = slugify(fields["code"] or fields["title_fr"])[:50].strip("-")
    condition = save(Condition(model=model, **fields))
    name_missions(condition, missions, by=by, verb="framework.add_condition")
    return condition


@action(
    allowed=policies.can_keep,
    label=_("Change"),
    told=_("changed a condition"),
    title=_("Change a condition"),
    done=_("The condition is changed."),
    is_edit=True,
)
def edit_condition(
    condition: Condition, *, missions: Any, by: User, **fields: Any
) -> None:
    """Change which missions it names, or how many are enough."""
    _require_missions(condition.model, missions, fields)
    save(condition, **fields)
    name_missions(condition, missions, by=by, verb="framework.edit_condition")


@action(
    allowed=policies.can_keep,
    label=_("Add an indicator"),
    told=_("added an indicator"),
    done=_("The indicator is added."),
    unseen=ADDS,
)
def add_indicator(mission: Mission, *, by: User, **fields: Any) -> IndicatorDefinition:
    """Keep what is counted under a mission, and how."""
    code = slugify(fields["name_fr"])[:60].strip("-")
    if IndicatorDefinition.objects.filter(mission=mission, code=code).exists():
        raise Refused(_("This mission already has an indicator of that name."))
    return save(IndicatorDefinition(mission=mission, code=code, **fields))


@action(
    allowed=policies.can_keep,
    label=_("Change"),
    told=_("changed an indicator"),
    title=_("Change an indicator"),
    done=_("The indicator is changed."),
    is_edit=True,
)
def edit_indicator(definition: IndicatorDefinition, *, by: User, **fields: Any) -> None:
    """Correct a definition that no signed agreement uses."""
    if definition.is_frozen:
        raise Refused(_("A signed agreement uses this version: write a new one."))
    save(definition, **fields)


@action(
    allowed=policies.can_keep,
    label=_("Write a new version"),
    told=_("wrote a new version of an indicator"),
    title=_("Write a new version of an indicator"),
    done=_("The new version is added."),
)
def add_indicator_version(
    definition: IndicatorDefinition, *, by: User, **fields: Any
) -> IndicatorDefinition:
    """Keep the next version; what was agreed on the earlier one stays as it is."""
    if IndicatorDefinition.objects.filter(supersedes=definition).exists():
        raise Refused(_("A later version exists already."))
    later = save(
        IndicatorDefinition(
            mission=definition.mission,
            code=definition.code,
            version=definition.version + 1,
            value_kind=definition.value_kind,
            supersedes=definition,
            **fields,
        )
    )
    copy_dimensions(definition.pk, later, by=by, verb="framework.add_indicator_version")
    return later


@action(
    allowed=policies.can_keep,
    label=_("Add a calendar"),
    told=_("added a calendar"),
    done=_("The calendar is added."),
)
def add_calendar(nowhere: None, *, by: User, **fields: Any) -> Calendar:
    """Keep a series of reporting periods, empty as yet."""
    code = slugify(fields["title_fr"])[:50].strip("-")
    if Calendar.objects.filter(code=code).exists():
        raise Refused(_("There is a calendar of that title already."))
    return Calendar.objects.create(code=code, **fields)


@action(
    allowed=policies.can_keep,
    label=_("Change"),
    told=_("changed a calendar"),
    title=_("Change the calendar"),
    done=_("The calendar is changed."),
    is_edit=True,
)
def edit_calendar(calendar: Calendar, *, by: User, **fields: Any) -> None:
    """Its title, and when people are reminded; its code stays."""
    save(calendar, **fields)


@action(
    allowed=policies.can_keep,
    label=_("Add a period"),
    told=_("added a period"),
    done=_("The period is added."),
    unseen=ADDS,
)
def add_period(calendar: Calendar, *, by: User, **fields: Any) -> ReportingPeriod:
    _require_apart(ReportingPeriod.objects.filter(calendar=calendar), fields)
    return ReportingPeriod.objects.create(calendar=calendar, **fields)


@action(
    allowed=policies.can_keep,
    label=_("Change"),
    told=_("changed a period"),
    title=_("Change a period"),
    done=_("The period is changed."),
    is_edit=True,
)
def edit_period(period: ReportingPeriod, *, by: User, **fields: Any) -> None:
    others = ReportingPeriod.objects.filter(calendar=period.calendar_id)
    _require_apart(others.exclude(pk=period.pk), fields)
    save(period, **fields)


@action(
    allowed=policies.can_keep,
    label=_("Add several periods"),
    told=_("added several periods"),
    done=_("The periods are added."),
    unseen=ADDS,
)
def add_period_series(calendar: Calendar, *, periods: list[Planned], by: User) -> None:
    """Keep all of the periods, or none."""
    others = ReportingPeriod.objects.filter(calendar=calendar)
    for planned in periods:
        _require_apart(others, vars(planned))
        period = ReportingPeriod(calendar=calendar, **vars(planned))
        added(period, by=by, verb="framework.add_period_series")


def _require_missions(model: ModelAgreement, missions: Any, fields: Any) -> None:
    if any(mission.model_id != model.pk for mission in missions):
        raise Refused(_("A mission belongs to another model agreement."))
    if fields["at_least"] and fields["at_least"] > len(missions):
        raise Refused(_("That is more than the missions named."))


def _require_apart(others: Any, fields: dict[str, Any]) -> None:
    """The database refuses it too, without saying which."""
    found = others.overlapping(fields["starts_on"], fields["ends_on"]).first()
    if found:
        raise Refused(_("It overlaps “%(period)s”.") % {"period": found})
