"""What is typed about the ways in which figures are broken down."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.framework.models import Dimension, IndicatorDefinition
from accord.lib.bilingual import local
from accord.lib.choosing import offer


class DimensionForm(forms.Form):
    """A name in both languages: of a dimension, or of one of its parts."""

    label_fr = forms.CharField(label=gettext_lazy("Name (French)"), max_length=120)
    label_nl = forms.CharField(label=gettext_lazy("Name (Dutch)"), max_length=120)

    def clean_label_fr(self) -> str:
        label = self.cleaned_data["label_fr"]
        if not slugify(label):
            raise forms.ValidationError(_("Write it with letters or figures."))
        return label


class DimensionEditForm(DimensionForm):
    is_archived = forms.BooleanField(
        label=gettext_lazy("Archived"),
        help_text=gettext_lazy(
            "No other indicator may be broken down by it; those that are, stay so."
        ),
        required=False,
    )


class DimensionValueForm(DimensionForm):
    rank = forms.IntegerField(
        label=gettext_lazy("Place in the list"), min_value=0, max_value=999
    )
    is_archived = forms.BooleanField(
        label=gettext_lazy("Archived"),
        help_text=gettext_lazy(
            "It is no longer offered; figures that were reported keep it."
        ),
        required=False,
    )

    field_order = ("rank", "label_fr", "label_nl", "is_archived")


class BrokenDownForm(forms.Form):
    """How an indicator is broken down by a dimension it has already."""

    is_required = forms.BooleanField(
        label=gettext_lazy("A figure must be broken down by it"), required=False
    )
    overlap_allowed = forms.BooleanField(
        label=gettext_lazy("Parts may overlap"),
        help_text=gettext_lazy(
            "One thing may be in several parts, so that they may add up to more than "
            "the total."
        ),
        required=False,
    )
    is_removed = forms.BooleanField(
        label=gettext_lazy("No longer break it down by this dimension"),
        required=False,
    )


class BreakDownForm(BrokenDownForm):
    """Which other dimension an indicator is broken down by."""

    dimension = forms.ModelChoiceField(
        label=gettext_lazy("Dimension"),
        queryset=Dimension.objects.none(),
        empty_label=gettext_lazy("Choose a dimension"),
    )
    is_removed = None  # type: ignore[assignment] # what is added is not removed

    field_order = ("dimension",)

    def __init__(
        self, *args: Any, definition: IndicatorDefinition, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        others = Dimension.objects.public().in_use().not_of(definition)
        offer(self, dimension=others.order_by(local("label"), "pk"))
