"""Who is told what, as results are handed in and verified."""

from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.directory.reaching import at_the_region, of_municipality
from accord.monitoring.models import Result
from accord.notifications.kinds import Kind, kind
from accord.notifications.rules import Topic
from accord.notifications.telling import tell

RESULTS = Topic.RESULTS
HANDED_IN = kind("monitoring.handed_in", RESULTS, _("Results are handed in"))
RETURNED = kind("monitoring.returned", RESULTS, _("Results are returned"))
VERIFIED = kind("monitoring.verified", RESULTS, _("Results are verified"))
REMINDED = kind("monitoring.reminded", RESULTS, _("Results are due"), is_required=True)


def handed_in(result: Result, by: User) -> None:
    _tell(
        HANDED_IN,
        at_the_region(result.series.agreement.municipality, timezone.localdate()),
        result,
        by,
        _("Results to verify: %(town)s"),
        _("%(who)s handed in results of %(town)s for “%(period)s”."),
    )


def returned(result: Result, by: User) -> None:
    _tell(
        RETURNED,
        of_municipality(result.organisation, timezone.localdate()),
        result,
        by,
        _("Results returned: %(town)s"),
        _("%(who)s returned results of %(town)s for “%(period)s”, with the reason."),
    )


def verified(result: Result, by: User) -> None:
    _tell(
        VERIFIED,
        of_municipality(result.organisation, timezone.localdate()),
        result,
        by,
        _("Results verified: %(town)s"),
        _("%(who)s verified results of %(town)s for “%(period)s”."),
    )


def _tell(
    kind: Kind,
    people: Iterable[User],
    result: Result,
    by: User,
    subject: str | Promise,
    body: str | Promise,
) -> None:
    """About the agreement: a whole report is handed in at once, result by result."""
    agreement, period = result.series.agreement, result.period

    def words(text: str | Promise) -> Callable[[], str]:
        return lambda: (
            str(text)
            % {
                "town": agreement.municipality.name,
                "period": period.label,
                "who": by,
            }
        )

    tell(
        kind,
        people,
        agreement,
        by=by,
        subject=words(subject),
        body=words(body),
        url=lambda: reverse("monitoring:report_detail", args=[agreement.pk, period.pk]),
    )
