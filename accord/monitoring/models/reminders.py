"""Who was reminded of what: written before the message leaves, so never twice."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accord.agreements.models import Agreement
from accord.framework.models import ReportingPeriod
from accord.lib.constraints import always, once
from accord.lib.fields import choice, key
from accord.monitoring.querysets import ReminderQuerySet
from accord.monitoring.rules.reminding import ReminderKind


class Reminder(models.Model):
    """One message to one person about what an agreement has to report."""

    IN_FILE = "agreement"

    period = key(ReportingPeriod, _("period"))
    agreement = key(Agreement, _("agreement"))
    person = key(settings.AUTH_USER_MODEL, _("person"))
    kind = choice(_("kind"), ReminderKind)
    sent_at = models.DateTimeField(_("sent"))

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            once("reminder_once", ["period", "agreement", "person", "kind"]),
            always("reminder_known_kind", models.Q(kind__in=ReminderKind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.agreement} – {self.period} – {self.get_kind_display()}"
