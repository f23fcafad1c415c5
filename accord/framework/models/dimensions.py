"""What a figure may be broken down by: kinds of dwelling, of owner, of household."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accord.framework import querysets
from accord.framework.models.indicators import IndicatorDefinition
from accord.lib.bilingual import filled
from accord.lib.constraints import once
from accord.lib.fields import Code, in_both_languages, key, texts


class Dimension(models.Model):
    """One way to break figures down. Archived: no new indicator may use it."""

    code = Code(_("code"), unique=True)
    label, label_fr, label_nl = texts(_("label"), 120)
    is_archived = models.BooleanField(_("archived"), default=False)

    objects = querysets.DimensionQuerySet.as_manager()

    class Meta:
        constraints = [
            in_both_languages("dimension_labelled_in_both_languages", filled("label"))
        ]

    def __str__(self) -> str:
        return self.label


class DimensionValue(models.Model):
    """One part of a dimension."""

    dimension = key(Dimension)
    code = Code(_("code"))
    rank = models.PositiveSmallIntegerField(_("order"), default=0)
    label, label_fr, label_nl = texts(_("label"), 120)
    is_archived = models.BooleanField(_("archived"), default=False)

    objects = querysets.DimensionValueQuerySet.as_manager()

    class Meta:
        constraints = [
            in_both_languages(
                "dimension_value_labelled_in_both_languages", filled("label")
            ),
            once("dimension_value_once", ["dimension", "code"]),
        ]

    def __str__(self) -> str:
        return self.label


class IndicatorDimension(models.Model):
    """An indicator is broken down by a dimension.

    ``overlap_allowed``: one thing may be in several parts, so that they may exceed the
    total; the double counting is declared.
    """

    definition = key(IndicatorDefinition)
    dimension = key(Dimension, _("dimension"))
    is_required = models.BooleanField(_("required"), default=False)
    overlap_allowed = models.BooleanField(_("parts may overlap"), default=False)
    is_removed = models.BooleanField(_("removed"), default=False, editable=False)

    objects = querysets.IndicatorDimensionQuerySet.as_manager()

    class Meta:
        constraints = [once("indicator_dimension_once", ["definition", "dimension"])]

    def __str__(self) -> str:
        return f"{self.definition} – {self.dimension}"
