"""Who follows which municipality, and who stands in for whom."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.directory.models.organisations import Organisation
from accord.directory.querysets import AwayQuerySet, PortfolioQuerySet
from accord.lib.constraints import always, once
from accord.lib.fields import key
from accord.lib.spans import in_order


class Portfolio(models.Model):
    """An officer of the Region follows a municipality, from a day to a day."""

    officer = key(settings.AUTH_USER_MODEL, _("officer"))
    municipality = key(Organisation, _("municipality"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = PortfolioQuerySet.as_manager()

    class Meta:
        constraints = [
            in_order("portfolio_ends_after_it_starts"),
            once(
                "portfolio_once_per_start",
                ["officer", "municipality", "starts_on"],
                said=_("This officer already follows that municipality at that time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} · {self.municipality}"


class Away(models.Model):
    """A person is away, to the last day ``until``; someone may do their work meanwhile.

    ``back_on`` is the first day back when that was sooner than said.
    """

    person = key(settings.AUTH_USER_MODEL, _("person"))
    starts_on = models.DateField(_("away from"))
    until = models.DateField(_("away until"))
    replacement = key(settings.AUTH_USER_MODEL, _("replaced by"), null=True, blank=True)
    back_on = models.DateField(_("back on"), null=True, editable=False)

    objects = AwayQuerySet.as_manager()

    class Meta:
        constraints = [
            in_order("away_ends_after_start", last="until"),
            always(
                "away_replaced_by_another",
                Q(replacement__isnull=True) | ~Q(replacement=F("person")),
                said=_("Nobody replaces themselves."),
            ),
        ]
        indexes = [models.Index(name="away_until", fields=["until"])]

    def __str__(self) -> str:
        return f"{self.person} · {self.starts_on} – {self.until}"

    @property
    def is_over(self) -> bool:
        today = timezone.localdate()
        return self.until < today or (
            self.back_on is not None and self.back_on <= today
        )
