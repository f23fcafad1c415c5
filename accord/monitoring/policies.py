"""Who reports, who verifies, who opens a period again, who publishes."""

from typing import Any

from accord.accounts.models import User
from accord.directory.models import Organisation, Role
from accord.directory.standing import standing_of
from accord.framework.models import ReportingPeriod
from accord.instruments.models import AgreedIndicator, Series
from accord.instruments.querysets import BINDING
from accord.monitoring.expected import expected_in
from accord.monitoring.models import Evidence, Result


def series_of(subject: Any) -> Series:
    return subject if isinstance(subject, Series) else subject.series


def reporter(user: User, town: Organisation, named: Any) -> Organisation | None:
    """For whom a person reports: the municipality, or whom its text names."""
    standing = standing_of(user)
    both = (one for one in (town, named) if one)
    return next((one for one in both if standing.holds(Role.EDITOR, one)), None)


def reporting_organisation(
    user: User, series: Series, period: ReportingPeriod | None = None
) -> Organisation | None:
    """For whom a person reports on a series.

    The text in force when ``period`` ends; without one, any that everyone signed.
    """
    town = series.agreement.municipality
    if reporter(user, town, None):
        return town
    if period:
        agreed = expected_in(period, series.agreement_id)
    else:
        agreed = AgreedIndicator.objects.standing()
        agreed = agreed.filter(instrument__state__in=BINDING)
    own = standing_of(user).organisation_ids
    rows = agreed.filter(series=series, reporter__in=own).select_related("reporter")
    found = (reporter(user, town, one.reporter) for one in rows)
    return next((one for one in found if one), None)


def can_report(user: User, subject: Any) -> bool:
    """Editors of the municipality, or of the organisation that the text names.

    Asked once of each record that was read: a page offers several actions on it.
    """
    memory = vars(subject).setdefault("_may_report", {})
    if user.pk not in memory:
        period = None if isinstance(subject, Series) else subject.period
        by = reporting_organisation(user, series_of(subject), period)
        memory[user.pk] = by is not None
    return memory[user.pk]


def is_of_a_side(user: User, municipality: int) -> bool:
    """Whether they read all of its agreements; whom a text names, their own rows."""
    standing = standing_of(user)
    return standing.is_regional or municipality in standing.organisation_ids


def can_import(user: User, agreement: Any) -> bool:
    """Editors of who reports load the workbook: each line is asked about again."""
    standing = standing_of(user)
    if standing.holds(Role.EDITOR, agreement.municipality):
        return True
    if not standing.named_ids:
        return False
    named = AgreedIndicator.objects.naming(standing.named_ids)
    rows = named.filter(instrument__agreement=agreement)
    reporters = rows.values_list("reporter", flat=True).distinct().order_by()
    return any(standing.holds_in(Role.EDITOR, one) for one in reporters)


def can_verify(user: User, result: Result) -> bool:
    """Editors of the Region: never of the organisation that reported."""
    standing = standing_of(user)
    if standing.holds(Role.EDITOR, result.organisation) or result.author_id == user.pk:
        return False
    return standing.holds_regional(Role.EDITOR)


def is_behind(user: User, result: Result) -> bool:
    """The Region, and editors of the organisation that reported it."""
    standing = standing_of(user)
    own = standing.holds_in(Role.EDITOR, result.organisation_id)
    return standing.is_regional or own


def can_read_evidence(user: User, evidence: Evidence) -> bool:
    """Who sees the result; what is confidential, the Region and who may report it."""
    if not evidence.is_confidential or is_behind(user, evidence.result):
        return True
    return can_report(user, evidence.result)


def can_follow(user: User) -> bool:
    """The Region follows all agreements: what awaits it, what it can publish."""
    return standing_of(user).is_regional


def can_reopen(user: User, subject: Any) -> bool:
    """Approvers of the Region give an exception to the calendar."""
    return standing_of(user).holds_regional(Role.APPROVER)


def can_publish(user: User, subject: Any) -> bool:
    """Approvers of the Region decide what becomes public."""
    return standing_of(user).holds_regional(Role.APPROVER)
