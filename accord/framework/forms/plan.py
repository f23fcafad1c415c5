"""What is typed about the plan, amounts and figures."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accord.framework.models import (
    Axis,
    Figure,
    Measure,
    Plan,
    PlanAction,
    SubsidyTerms,
)
from accord.lib.alphabet import alphabetical
from accord.lib.choosing import choose_among
from accord.lib.dateforms import DatedForm
from accord.lib.fields import field, pair
from accord.sources.sourced import SourcedForm


class TitledForm(SourcedForm):
    title_fr, title_nl = pair(PlanAction, "title")


class PlanActionForm(TitledForm):
    number = field(
        PlanAction, "number", label=_("Number in the plan"), min_value=1, max_value=999
    )
    axis = field(PlanAction, "axis", empty=_("not known"))

    field_order = ("number", "title_fr", "title_nl", "axis", "source")

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, axis=Axis.objects.public().filter(plan=plan).for_table())


class TermsForm(DatedForm, SourcedForm):
    amount_eur = field(SubsidyTerms, "amount_eur", min_value=1)
    fte = field(
        SubsidyTerms,
        "fte",
        label=_("For how many full-time posts"),
        min_value=0,
        initial=1,
    )

    field_order = ("amount_eur", "fte", "precision", "day", "until", "source")


class FigureForm(DatedForm, SourcedForm):
    measure = field(
        Figure,
        "measure",
        label=_("What is counted"),
        among=lambda: Measure.objects.public().order_by(alphabetical("label")),
        empty=_("Choose what is counted"),
    )
    value = field(Figure, "value")

    field_order = ("measure", "value", "precision", "day", "until", "source")
