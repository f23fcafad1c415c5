"""What is typed about the plan, amounts and figures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from accord.framework.models import Axis, Measure, Plan
from accord.lib.bilingual import local
from accord.lib.choosing import offer
from accord.lib.dateforms import DatedForm
from accord.lib.numberforms import WrittenNumberField
from accord.sources.sourced import SourcedForm


class TitledForm(SourcedForm):
    title_fr = forms.CharField(label=gettext_lazy("Title (French)"), max_length=250)
    title_nl = forms.CharField(label=gettext_lazy("Title (Dutch)"), max_length=250)


class PlanActionForm(TitledForm):
    number = forms.IntegerField(
        label=gettext_lazy("Number in the plan"), min_value=1, max_value=999
    )
    axis = forms.ModelChoiceField(
        label=gettext_lazy("Axis"),
        queryset=Axis.objects.none(),
        required=False,
        empty_label=gettext_lazy("not known"),
    )

    field_order = ("number", "title_fr", "title_nl", "axis", "source")

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        axes = Axis.objects.public().filter(plan=plan).for_table()
        offer(self, axis=axes)


class TermsForm(DatedForm, SourcedForm):
    amount_eur = WrittenNumberField(
        label=gettext_lazy("Amount per year, in euro"), min_value=1, max_digits=12
    )
    fte = WrittenNumberField(
        label=gettext_lazy("For how many full-time posts"),
        min_value=0,
        max_digits=4,
        initial=1,
    )

    field_order = ("amount_eur", "fte", "precision", "day", "until", "source")


class FigureForm(DatedForm, SourcedForm):
    measure = forms.ModelChoiceField(
        label=gettext_lazy("What is counted"),
        queryset=Measure.objects.none(),
        empty_label=gettext_lazy("Choose what is counted"),
    )
    value = WrittenNumberField(label=gettext_lazy("Value"), max_digits=16)

    field_order = ("measure", "value", "precision", "day", "until", "source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        measures = Measure.objects.public().order_by(local("label"))
        offer(self, measure=measures)
