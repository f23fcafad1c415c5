"""The indicator catalogue: what is counted, how, and how its figures add up."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.framework.models.plan import OUT_OF_ORDER, Mission
from accord.framework.querysets import IndicatorDefinitionQuerySet
from accord.lib.bilingual import filled, paired
from accord.lib.constraints import always, once
from accord.lib.fields import Code, choice, in_both_languages, key, texts
from accord.lib.spans import in_order
from accord.sources.models import Source


class Level(models.TextChoices):
    """Where in the chain of results an indicator stands."""

    MEANS = "means", _("Means")
    OUTPUT = "output", _("Output")
    OUTCOME = "outcome", _("Outcome")
    IMPACT = "impact", _("Impact")


class ValueKind(models.TextChoices):
    COUNT = "count", pgettext_lazy("how many", "Number")
    AMOUNT = "amount", _("Amount in euro")
    RATIO = "ratio", _("Ratio")
    SCALE = "scale", _("Scale")
    YES_NO = "yes_no", _("Yes or no")
    NARRATIVE = "narrative", _("Text")


# The kinds whose figures can be broken down.
NUMERIC = frozenset({ValueKind.COUNT, ValueKind.AMOUNT, ValueKind.RATIO})


class Direction(models.TextChoices):
    INCREASE = "increase", _("The more, the better")
    DECREASE = "decrease", _("The less, the better")
    MAINTAIN = "maintain", _("To be kept as it is")
    NONE = "none", _("Neither")


class ReportedAs(models.TextChoices):
    """What one reported figure covers."""

    FLOW = "flow", _("This period alone")
    TO_DATE = "to_date", _("Since the start")
    STOCK = "stock", _("The state on the last day")


class TargetsStatedAs(models.TextChoices):
    PER_PERIOD = "per_period", _("For each period alone")
    TO_DATE = "to_date", _("Since the start")


class TerritoryRollup(models.TextChoices):
    """How the figures of municipalities make one of the Region."""

    SUM = "sum", _("Sum")
    RATIO_OF_SUMS = "ratio_of_sums", _("Ratio of the sums")
    MEAN = "mean", _("Mean")
    MIN = "min", _("Lowest")
    MAX = "max", _("Highest")
    LIST = "list", _("List")
    NONE = "none", _("None")


class IndicatorDefinition(models.Model):
    """One version of the definition of an indicator.

    ``frozen_at``: a signed agreement uses it. What changes after that is a new version
    which ``supersedes`` it; figures of both are summed only if it ``is_comparable``.
    """

    mission = key(Mission, _("mission"))
    code = Code(_("code"), max_length=60)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    name, name_fr, name_nl = texts(_("name"), 200)
    definition, definition_fr, definition_nl = texts(_("definition"))
    level = choice(_("level"), Level)
    value_kind = choice(_("kind of value"), ValueKind)
    unit, unit_fr, unit_nl = texts(_("unit"), 60, blank=True)
    unit_one, unit_one_fr, unit_one_nl = texts(
        _("unit, in the singular"), 60, blank=True
    )
    numerator_label, numerator_label_fr, numerator_label_nl = texts(
        _("numerator"), 200, blank=True
    )
    denominator_label, denominator_label_fr, denominator_label_nl = texts(
        _("denominator"), 200, blank=True
    )
    scale, scale_fr, scale_nl = texts(
        _("steps of the scale"),
        blank=True,
        help_text=_("One per line, the lowest first."),
    )
    direction = choice(_("direction"), Direction)
    reported_as = choice(_("way of counting"), ReportedAs)
    targets_stated_as = choice(_("targets are stated"), TargetsStatedAs)
    territory_rollup = choice(_("total over municipalities"), TerritoryRollup)
    verification, verification_fr, verification_nl = texts(
        _("means of verification"), blank=True
    )
    method, method_fr, method_nl = texts(_("method"), blank=True)
    source = key(Source, _("source"))
    evidence_required = models.BooleanField(_("evidence is required"), default=False)
    is_public = models.BooleanField(_("may be published"), default=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    supersedes = key("self", _("earlier version"), null=True, blank=True)
    is_comparable = models.BooleanField(
        _("comparable with the earlier version"), default=False
    )
    frozen_at = models.DateTimeField(_("frozen"), null=True, editable=False)

    objects = IndicatorDefinitionQuerySet.as_manager()

    class Meta:
        constraints = [
            once(
                "indicator_version_once",
                ["mission", "code", "version"],
                said=_("This version exists already."),
            ),
            in_both_languages(
                "indicator_defined_in_both_languages",
                filled("name", "definition")
                & paired("unit", "unit_one", "verification", "method")
                & paired("numerator_label", "denominator_label", "scale"),
            ),
            always(
                "indicator_ratio_says_of_what",
                ~Q(value_kind="ratio")
                | (~Q(numerator_label_fr="") & ~Q(denominator_label_fr="")),
                said=_("Say what is divided by what."),
            ),
            always(
                "indicator_scale_has_steps",
                ~Q(value_kind="scale") | ~Q(scale_fr=""),
                said=_("Write the steps of the scale."),
            ),
            always(
                "indicator_ratio_never_averaged",
                ~Q(value_kind="ratio")
                | Q(territory_rollup__in=["ratio_of_sums", "list", "none"]),
                said=_("Ratios are totalled as the ratio of the sums, or not at all."),
            ),
            always(
                "indicator_sums_are_of_numbers",
                ~Q(territory_rollup__in=["sum", "mean"])
                | Q(value_kind__in=["count", "amount", "yes_no"]),
                said=_("Only numbers and amounts can be added."),
            ),
            in_order(
                "indicator_valid_in_order", "valid_from", "valid_to", said=OUT_OF_ORDER
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None

    @property
    def time_rollup(self) -> str:
        """How the figures of periods make one of the whole time: ``sum`` or ``last``.

        Only what each period counts alone can be added over time.
        """
        return "sum" if self.reported_as == ReportedAs.FLOW else "last"
