"""What is typed about the ways in which figures are broken down."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.framework.models import (
    Dimension,
    DimensionValue,
    IndicatorDefinition,
    IndicatorDimension,
)
from accord.lib.alphabet import alphabetical
from accord.lib.choosing import choose_among
from accord.lib.fields import field, pair
from accord.lib.naming import spelled


class DimensionForm(forms.Form):
    """A name in both languages: of a dimension, or of one of its parts."""

    label_fr, label_nl = pair(Dimension, "label", label=_("Name"), validators=[spelled])


class DimensionEditForm(DimensionForm):
    is_archived = field(
        Dimension,
        "is_archived",
        help_text=_(
            "No other indicator may be broken down by it; those that are, stay so."
        ),
    )


class DimensionValueForm(DimensionForm):
    rank = field(DimensionValue, "rank", label=_("Place in the list"), max_value=999)
    is_archived = field(
        DimensionValue,
        "is_archived",
        help_text=_("It is no longer offered; figures that were reported keep it."),
    )

    field_order = ("rank", "label_fr", "label_nl", "is_archived")


class BrokenDownForm(forms.Form):
    """How an indicator is broken down by a dimension it has already."""

    is_required = field(
        IndicatorDimension, "is_required", label=_("A figure must be broken down by it")
    )
    overlap_allowed = field(
        IndicatorDimension,
        "overlap_allowed",
        label=_("Parts may overlap"),
        help_text=_(
            "One thing may be in several parts, so that they may add up to more than "
            "the total."
        ),
    )
    is_removed = field(
        IndicatorDimension,
        "is_removed",
        label=_("No longer break it down by this dimension"),
    )


class BreakDownForm(BrokenDownForm):
    """Which other dimension an indicator is broken down by."""

    dimension = field(IndicatorDimension, "dimension", empty=_("Choose a dimension"))
    is_removed = None  # what is added is not removed

    field_order = ("dimension",)

    def __init__(
        self, *args: Any, definition: IndicatorDefinition, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        others = Dimension.objects.public().in_use().not_of(definition)
        choose_among(self, dimension=others.order_by(alphabetical("label"), "pk"))
