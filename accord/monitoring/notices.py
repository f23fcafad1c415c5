"""Who is told what, as results are handed in and verified."""

from dataclasses import replace
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.monitoring.models import Result, Verification
from accord.notifications.events import About, Event, region, town
from accord.notifications.rules import Topic
from accord.notifications.telling import Kind

REMINDED = Kind(
    "monitoring.reminded", Topic.RESULTS, _("Results are due"), is_required=True
)


def _report(result: Result, by: User) -> About:
    """About the agreement: a whole report is handed in at once, result by result."""
    agreement, period = result.series.agreement, result.period
    return About(
        agreement,
        agreement.municipality,
        words={"period": period, "town": agreement.municipality},
        url=lambda: reverse("monitoring:report_detail", args=[agreement.pk, period.pk]),
    )


def _verified(said: Verification, by: User) -> About:
    """For whoever reported it: the municipality, or whom its text names."""
    return replace(_report(said.result, by), town=said.result.organisation)


_event = partial(Event, topic=Topic.RESULTS)

HANDED_IN = _event(
    "monitoring.handed_in",
    label=_("Results are handed in"),
    about=_report,
    to=region,
    subject=_("Results to verify: %(town)s"),
    body=_("%(who)s handed in results of %(town)s for “%(period)s”."),
)
RETURNED = _event(
    "monitoring.returned",
    label=_("Results are returned"),
    about=_verified,
    to=town,
    subject=_("Results returned: %(town)s"),
    body=_("%(who)s returned results of %(town)s for “%(period)s”, with the reason."),
)
VERIFIED = _event(
    "monitoring.verified",
    label=_("Results are verified"),
    about=_verified,
    to=town,
    subject=_("Results verified: %(town)s"),
    body=_("%(who)s verified results of %(town)s for “%(period)s”."),
)
