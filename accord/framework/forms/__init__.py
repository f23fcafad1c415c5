from accord.framework.forms.calendars import CalendarForm, PeriodForm, PeriodSeriesForm
from accord.framework.forms.dimensions import (
    BreakDownForm,
    BrokenDownForm,
    DimensionEditForm,
    DimensionForm,
    DimensionValueForm,
)
from accord.framework.forms.indicators import (
    IndicatorFilter,
    IndicatorForm,
    IndicatorVersionForm,
)
from accord.framework.forms.models import (
    ConditionAddForm,
    ConditionForm,
    MissionForm,
    ModelAddForm,
    ModelForm,
)
from accord.framework.forms.plan import (
    FigureForm,
    PlanActionForm,
    TermsForm,
    TitledForm,
)

__all__ = [
    "BreakDownForm",
    "BrokenDownForm",
    "CalendarForm",
    "ConditionAddForm",
    "ConditionForm",
    "DimensionEditForm",
    "DimensionForm",
    "DimensionValueForm",
    "FigureForm",
    "IndicatorFilter",
    "IndicatorForm",
    "IndicatorVersionForm",
    "MissionForm",
    "ModelAddForm",
    "ModelForm",
    "PeriodForm",
    "PeriodSeriesForm",
    "PlanActionForm",
    "TermsForm",
    "TitledForm",
]
