from accord.framework.views.calendars import (
    calendar_add,
    calendar_detail,
    calendar_edit,
    calendar_list,
    period_add,
    period_edit,
    period_series_add,
)
from accord.framework.views.figures import figure_add, figure_edit, figure_list
from accord.framework.views.indicators import (
    indicator_add,
    indicator_detail,
    indicator_edit,
    indicator_kind,
    indicator_list,
    indicator_new_version,
)
from accord.framework.views.models import (
    condition_add,
    condition_edit,
    mission_add,
    mission_edit,
    model_add,
    model_edit,
    terms_add,
)
from accord.framework.views.overview import framework_overview
from accord.framework.views.plan import plan_action_add, plan_action_edit

__all__ = [
    "calendar_add",
    "calendar_detail",
    "calendar_edit",
    "calendar_list",
    "condition_add",
    "condition_edit",
    "figure_add",
    "figure_edit",
    "figure_list",
    "framework_overview",
    "indicator_add",
    "indicator_detail",
    "indicator_edit",
    "indicator_kind",
    "indicator_list",
    "indicator_new_version",
    "mission_add",
    "mission_edit",
    "model_add",
    "model_edit",
    "period_add",
    "period_edit",
    "period_series_add",
    "plan_action_add",
    "plan_action_edit",
    "terms_add",
]
