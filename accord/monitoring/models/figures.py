"""Exceptions to the calendar, and the figures that were made public."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accord.agreements.models import Agreement
from accord.directory.models import Organisation
from accord.framework.models import IndicatorDefinition, ReportingPeriod
from accord.instruments.models import Measured
from accord.lib.constraints import always, once
from accord.lib.fields import Line, Prose, decimal, key
from accord.monitoring.querysets import PeriodExceptionQuerySet, PublishedFigureQuerySet


class PeriodException(models.Model):
    """A closed period is open again for one agreement until a day, for a reason."""

    ALIKE = ("agreement", "period", "closed_on")
    IN_FILE = "agreement"

    agreement = key(Agreement, _("agreement"))
    period = key(ReportingPeriod, _("period"))
    opened_until = models.DateField(_("open until"))
    reason = Prose(_("reason"))
    granted_by = key(settings.AUTH_USER_MODEL)
    closed_on = models.DateField(_("closed early"), null=True, editable=False)

    objects = PeriodExceptionQuerySet.as_manager()

    class Meta:
        constraints = [always("period_exception_has_reason", ~Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.agreement} – {self.period}"


class PublishedFigure(Measured):
    """A figure as it was made public: of one municipality, or of the Region (empty).

    Always with how many reported of how many expected. ``inputs_hash`` tells whether
    what it was made from has changed since.
    """

    definition = key(IndicatorDefinition, _("indicator"))
    period = key(ReportingPeriod, _("period"))
    municipality = key(Organisation, _("municipality"), null=True)
    target_value = decimal(digits=20, null=True)
    target_numerator = decimal(digits=20, null=True)
    target_denominator = decimal(digits=20, null=True)
    reported_count = models.PositiveIntegerField(_("reported"))
    expected_count = models.PositiveIntegerField(_("expected"))
    inputs_hash = Line(max_length=64)
    is_current = models.BooleanField(_("current"), default=True)
    published_at = models.DateTimeField(_("published"))
    published_by = key(settings.AUTH_USER_MODEL)

    objects = PublishedFigureQuerySet.as_manager()

    class Meta(Measured.Meta):
        constraints = [
            *Measured.Meta.constraints,
            always(
                "published_figure_counts", Q(reported_count__lte=F("expected_count"))
            ),
            once(
                "published_figure_of_a_municipality_once",
                ["definition", "period", "municipality"],
                when=Q(is_current=True, municipality__isnull=False),
            ),
            once(
                "published_figure_of_the_region_once",
                ["definition", "period"],
                when=Q(is_current=True, municipality__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.definition} – {self.period}"
