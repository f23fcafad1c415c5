"""When figures are reported: calendars and their periods."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accord.framework.querysets import CalendarQuerySet, ReportingPeriodQuerySet
from accord.lib.bilingual import filled
from accord.lib.constraints import always, once
from accord.lib.fields import Code, key, texts


class Calendar(models.Model):
    """A series of reporting periods that agreements follow."""

    code = Code(_("code"), unique=True)
    title, title_fr, title_nl = texts(_("title"), 160)

    remind_days_before = models.PositiveSmallIntegerField(
        _("days before the due date that who reports is reminded"),
        null=True,
        blank=True,
        help_text=_("Empty: nobody is reminded before."),
    )
    remind_days_after = models.PositiveSmallIntegerField(
        _("days after the due date that who is late is reminded"),
        null=True,
        blank=True,
        help_text=_("Empty: nobody is reminded after."),
    )

    objects = CalendarQuerySet.as_manager()

    class Meta:
        constraints = [always("calendar_titled_in_both_languages", filled("title"))]

    def __str__(self) -> str:
        return self.title


class ReportingPeriod(models.Model):
    """One period: what it covers, and when its figures may and must be reported.

    Periods of one calendar never overlap: a trigger of the database refuses it.
    """

    calendar = key(Calendar, _("calendar"))
    label, label_fr, label_nl = texts(_("name"), 60)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    opens_on = models.DateField(_("open from"))
    due_on = models.DateField(_("due on"))
    closes_on = models.DateField(_("closes on"))

    objects = ReportingPeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            always("period_named_in_both_languages", filled("label")),
            always(
                "period_days_in_order",
                Q(starts_on__lte=F("ends_on"))
                & Q(opens_on__lte=F("due_on"))
                & Q(due_on__lte=F("closes_on"))
                & Q(starts_on__lte=F("opens_on")),
                said=_("The days are not in order: first, last; open, due, closed."),
            ),
            once("period_once", ["calendar", "starts_on"]),
        ]

    def __str__(self) -> str:
        return self.label
