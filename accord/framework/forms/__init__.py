from accord.framework.forms.calendars import CalendarForm, PeriodForm, PeriodSeriesForm
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
    "CalendarForm",
    "ConditionAddForm",
    "ConditionForm",
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
