"""The files of the plan, the model agreement, its missions and the Region's figures."""

from accord.framework.conditions import keep_conditions
from accord.framework.models import (
    Axis,
    Figure,
    Measure,
    Mission,
    ModelAgreement,
    Plan,
    PlanAction,
    SubsidyTerms,
)
from accord.lib.sheets import Row, Sheet
from accord.sources.loading import codes

NOTES = ("note_fr", "note_nl")
TITLES = ("title_fr", "title_nl")
SLUGS = ("slug_fr", "slug_nl")


def model_codes() -> dict[str, int]:
    return dict(ModelAgreement.objects.public().values_list("code", "pk"))


def mission_codes() -> dict[tuple[str, str], int]:
    """Missions by their model's code and their own."""
    missions = Mission.objects.public().values_list("model__code", "code", "pk")
    return {(model, code): pk for model, code, pk in missions}


def _known() -> dict:
    plans = Plan.objects.public().values_list("code", "pk")
    axes = Axis.objects.public().values_list("plan__code", "number", "pk")
    actions = PlanAction.objects.public().values_list("plan__code", "number", "pk")
    return {
        "sources": codes(),
        "plans": dict(plans),
        "axes": {(plan, str(number)): pk for plan, number, pk in axes},
        "actions": {(plan, str(number)): pk for plan, number, pk in actions},
        "models": model_codes(),
        "measures": dict(Measure.objects.public().values_list("code", "pk")),
    }


def _plan(row: Row) -> dict:
    return {
        "code": row.required("code"),
        **row.texts("title", "abbreviation", "slug", "note"),
        "starts_year": row.number("starts_year"),
        "ends_year": row.number("ends_year"),
        **row.date("when"),
        "source_id": row.reference("source", "sources"),
    }


def _axis(row: Row) -> dict:
    return {
        "plan_id": row.reference("plan", "plans"),
        "number": row.number("number"),
        **row.texts("title"),
        "source_id": row.reference("source", "sources"),
    }


def _plan_action(row: Row) -> dict:
    plan = row.text("plan")
    axis = (plan, row.text("axis"))
    return {
        "plan_id": row.reference("plan", "plans"),
        "number": row.number("number"),
        "axis_id": row.reference("axis", "axes", key=axis, optional=True),
        **row.texts("title", "note"),
        "source_id": row.reference("source", "sources"),
    }


def _model(row: Row) -> dict:
    action = (row.text("plan"), row.text("plan_action"))
    return {
        "code": row.required("code"),
        **row.texts("title", "note"),
        **row.date("when"),
        "plan_id": row.reference("plan", "plans", optional=True),
        "plan_action_id": row.reference(
            "plan_action", "actions", key=action, optional=True
        ),
        "source_id": row.reference("source", "sources"),
    }


def _mission(row: Row) -> dict:
    row.yes_or_no("conditions_subsidy")  # of which ``keep_conditions`` makes use
    return {
        "model_id": row.reference("model", "models"),
        "code": row.required("code"),
        "rank": row.number("rank"),
        **row.texts("title", "slug", "short", "summary", "note"),
        "source_id": row.reference("source", "sources"),
    }


def _terms(row: Row) -> dict:
    return {
        "model_id": row.reference("model", "models"),
        "amount_eur": row.decimal("amount_eur"),
        "fte": row.decimal("fte"),
        **row.date("when"),
        "source_id": row.reference("source", "sources"),
        **row.texts("note"),
    }


def _measure(row: Row) -> dict:
    return {
        "code": row.required("code"),
        **row.texts("label", "definition"),
        "unit": row.text("unit"),
    }


def _figure(row: Row) -> dict:
    return {
        "measure_id": row.reference("measure", "measures"),
        "value": row.decimal("value"),
        **row.date("when"),
        "source_id": row.reference("source", "sources"),
        **row.texts("note"),
    }


PLAN_ACTIONS = Sheet(
    name="plan_actions",
    model=PlanAction,
    columns=("plan", "number", "axis", *TITLES, "source", *NOTES),
    key=("plan_id", "number"),
    read=_plan_action,
    known=_known,
)
SHEETS = (
    Sheet(
        name="plans",
        model=Plan,
        columns=(
            *("code", *TITLES, "abbreviation_fr", "abbreviation_nl", *SLUGS),
            *("starts_year", "ends_year", "when", "source", *NOTES),
        ),
        key=("code",),
        read=_plan,
        known=_known,
    ),
    Sheet(
        name="axes",
        model=Axis,
        columns=("plan", "number", *TITLES, "source"),
        key=("plan_id", "number"),
        read=_axis,
        known=_known,
    ),
    PLAN_ACTIONS,
    Sheet(
        name="model_agreements",
        model=ModelAgreement,
        columns=("code", *TITLES, "when", "plan", "plan_action", "source", *NOTES),
        key=("code",),
        read=_model,
        known=_known,
    ),
    Sheet(
        name="missions",
        model=Mission,
        columns=(
            *("model", "code", "rank", *TITLES, *SLUGS, "short_fr", "short_nl"),
            *("conditions_subsidy", "summary_fr", "summary_nl", "source", *NOTES),
        ),
        key=("model_id", "code"),
        read=_mission,
        known=_known,
        follow=keep_conditions,
    ),
    Sheet(
        name="subsidy_terms",
        model=SubsidyTerms,
        columns=("model", "amount_eur", "fte", "when", "source", *NOTES),
        key=("model_id", "when", "source_id"),
        read=_terms,
        known=_known,
    ),
    Sheet(
        name="measures",
        model=Measure,
        columns=(
            *("code", "label_fr", "label_nl", "unit"),
            *("definition_fr", "definition_nl"),
        ),
        key=("code",),
        read=_measure,
        known=_known,
    ),
    Sheet(
        name="figures",
        model=Figure,
        columns=("measure", "value", "when", "source", *NOTES),
        key=("measure_id", "when", "source_id", "value"),
        read=_figure,
        known=_known,
    ),
)
