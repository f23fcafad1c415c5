"""The files of the plan, the model agreement, its missions and the Region's figures."""

from typing import Any

from django.core.exceptions import ValidationError

from accord.framework import models
from accord.framework.conditions import keep_conditions
from accord.framework.models.clauses import require_places
from accord.lib.bilingual import LANGUAGES
from accord.lib.sheets import Cell, Row, Sheet, refers
from accord.sources.loading import NOTE, SOURCE, codes


def model_codes() -> dict[str, int]:
    return dict(models.ModelAgreement.objects.public().values_list("code", "pk"))


def mission_codes() -> dict[tuple[str, str], int]:
    """Missions by their model's code and their own."""
    missions = models.Mission.objects.public().values_list("model__code", "code", "pk")
    return {(model, code): pk for model, code, pk in missions}


def _known() -> dict:
    plans = models.Plan.objects.public().values_list("code", "pk")
    axes = models.Axis.objects.public().values_list("plan__code", "number", "pk")
    actions = models.PlanAction.objects.public().values_list(
        "plan__code", "number", "pk"
    )
    return {
        "sources": codes(),
        "plans": dict(plans),
        "axes": {(plan, str(number)): pk for plan, number, pk in axes},
        "plan_actions": {(plan, str(number)): pk for plan, number, pk in actions},
        "model_agreements": model_codes(),
        "measures": dict(models.Measure.objects.public().values_list("code", "pk")),
    }


def _conditions(row: Row) -> dict[str, Any]:
    row.yes_or_no("conditions_subsidy")  # of which ``keep_conditions`` makes use
    return {}


def _clause_text(row: Row) -> dict[str, Any]:
    texts = {f"text_{code}": row.required(f"text_{code}") for code in LANGUAGES}
    for name, text in texts.items():
        try:
            require_places(text, row.text("part"))
        except ValidationError as error:
            row.faults.append(f"{name}: {error.messages[0]}")
    return texts


PLAN, MODEL = refers("plan", "plans"), refers("model", "model_agreements")

PLAN_ACTIONS = Sheet(
    "plan_actions",
    models.PlanAction,
    ("plan_id", "number"),
    (
        *(PLAN, "number"),
        refers("axis", "axes", by=("plan", "axis"), optional=True),
        *("title", SOURCE, NOTE),
    ),
    _known,
    told_by={"plan_actions": ("plan", "number")},
)
SHEETS = (
    Sheet(
        "plans",
        models.Plan,
        ("code",),
        (
            *("code", "title", "abbreviation", "slug"),
            *("starts_year", "ends_year", "when", SOURCE, NOTE),
        ),
        _known,
        told_by={"plans": ("code",)},
    ),
    Sheet(
        "axes",
        models.Axis,
        ("plan_id", "number"),
        (PLAN, "number", "title", SOURCE),
        _known,
        told_by={"axes": ("plan", "number")},
    ),
    PLAN_ACTIONS,
    Sheet(
        "model_agreements",
        models.ModelAgreement,
        ("code",),
        (
            *("code", "title", "when"),
            refers("plan", "plans", optional=True),
            refers(
                "plan_action", "plan_actions", by=("plan", "plan_action"), optional=True
            ),
            *(SOURCE, NOTE),
        ),
        _known,
        told_by={"model_agreements": ("code",)},
    ),
    Sheet(
        "missions",
        models.Mission,
        ("model_id", "code"),
        (
            *(MODEL, "code", "rank", "title", "slug", "short"),
            Cell(("conditions_subsidy",), _conditions),
            *("summary", SOURCE, NOTE),
        ),
        _known,
        told_by={"missions": ("model", "code")},
        follow=keep_conditions,
    ),
    Sheet(
        "clauses",
        models.Clause,
        ("model_id", "part", "rank"),
        (
            *(MODEL, "part", "rank", "title"),
            Cell(("text_fr", "text_nl"), _clause_text),
            *(SOURCE, NOTE),
        ),
        _known,
    ),
    Sheet(
        "subsidy_terms",
        models.SubsidyTerms,
        ("model_id", "when", "source_id"),
        (MODEL, "amount_eur", "fte", "when", SOURCE, NOTE),
        _known,
    ),
    Sheet(
        "measures",
        models.Measure,
        ("code",),
        ("code", "label", "unit", "definition"),
        _known,
        told_by={"measures": ("code",)},
    ),
    Sheet(
        "figures",
        models.Figure,
        ("measure_id", "when", "source_id", "value"),
        (refers("measure", "measures"), "value", "when", SOURCE, NOTE),
        _known,
    ),
)
