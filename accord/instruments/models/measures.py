"""What tells whether a commitment is kept: agreed indicators and their targets."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accord.agreements.models import Agreement
from accord.directory.models import Organisation
from accord.framework.models import IndicatorDefinition, ReportingPeriod
from accord.instruments.models.nodes import Commitment, Node
from accord.instruments.querysets import SeriesQuerySet
from accord.instruments.rules import Baseline
from accord.lib.bilingual import paired
from accord.lib.constraints import always, once
from accord.lib.fields import choice, decimal, in_both_languages, key, texts


class Series(models.Model):
    """What results are reported on: one indicator of one agreement, in all versions."""

    agreement = key(Agreement, _("agreement"))
    definition = key(IndicatorDefinition, _("indicator"))

    objects = SeriesQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.definition)


class Measured(models.Model):
    """A value, or a ratio as its two parts. Yes is 1, no is 0; a scale has its rank."""

    value = decimal(_("value"), null=True, blank=True)
    numerator = decimal(_("numerator"), null=True, blank=True)
    denominator = decimal(_("denominator"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            always(
                "%(class)s_value_or_ratio",
                Q(value__isnull=True, numerator__isnull=True)
                & Q(denominator__isnull=True)
                | Q(value__isnull=False, numerator__isnull=True)
                & Q(denominator__isnull=True)
                | Q(value__isnull=True, numerator__isnull=False)
                & Q(denominator__isnull=False, denominator__gt=0),
                said=_("Give one value, or a numerator and a denominator above zero."),
            )
        ]


class AgreedIndicator(Measured, Node):
    """An indicator that tells whether a commitment is kept. Its value: the baseline.

    ``tolerance_pct``: how far below its target a figure is still on track, in %.
    """

    ALIKE = ("commitment", "definition")
    KIND = "indicators"

    commitment = key(Commitment)
    definition = key(IndicatorDefinition, _("indicator"))
    series = key(Series, editable=False)
    baseline_state = choice(_("baseline"), Baseline, default=Baseline.PENDING)
    baseline_on = models.DateField(_("date of the baseline"), null=True, blank=True)
    baseline_source, baseline_source_fr, baseline_source_nl = texts(
        _("source of the baseline"), 250, blank=True
    )
    tolerance_pct = decimal(
        _("tolerance, in %"), 5, 2, validators=[MaxValueValidator(100)]
    )
    reporter = key(
        Organisation,
        _("who reports"),
        null=True,
        blank=True,
        help_text=_("Empty: the municipality."),
    )

    class Meta(Node.Meta):
        constraints = [
            *Node.Meta.constraints,
            *Measured.Meta.constraints,
            always(
                "baseline_has_value_when_known",
                Q(baseline_state="known")
                & (Q(value__isnull=False) | Q(numerator__isnull=False))
                | ~Q(baseline_state="known")
                & Q(value__isnull=True, numerator__isnull=True),
                said=_("A baseline that is known has a value; another has none."),
            ),
            in_both_languages(
                "baseline_source_in_both_languages", paired("baseline_source")
            ),
        ]

    def __str__(self) -> str:
        return str(self.definition)


class Target(Measured, Node):
    """What is to be reached in a period, or over the whole time (no period)."""

    KIND = "targets"

    indicator = key(AgreedIndicator)
    period = key(
        ReportingPeriod,
        _("period"),
        null=True,
        blank=True,
        help_text=_("Empty: over the whole time of the agreement."),
    )
    reason, reason_fr, reason_nl = texts(_("reason"), 500, blank=True)

    class Meta(Node.Meta):
        constraints = [
            *Node.Meta.constraints,
            *Measured.Meta.constraints,
            once(
                "target_once_per_period",
                ["indicator", "period"],
                when=Q(is_removed=False, period__isnull=False),
                said=_("This period has a target already."),
            ),
            once(
                "target_once_overall",
                ["indicator"],
                when=Q(is_removed=False, period__isnull=True),
                said=_("There is an overall target already."),
            ),
            always(
                "target_has_a_value",
                Q(value__isnull=False) | Q(numerator__isnull=False),
                said=_("Give the target."),
            ),
            in_both_languages("target_reason_in_both_languages", paired("reason")),
        ]

    def __str__(self) -> str:
        return str(self.period or _("overall"))
