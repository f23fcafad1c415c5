"""Who reports, who verifies, who opens a period again, who publishes."""

from typing import Any

from accord.accounts.models import User
from accord.directory.models import Organisation, Role
from accord.directory.standing import standing_of
from accord.instruments.models import AgreedIndicator, Series
from accord.monitoring.models import Evidence, Result


def series_of(subject: Any) -> Series:
    return subject if isinstance(subject, Series) else subject.series


def reporting_organisation(user: User, series: Series) -> Organisation | None:
    """For whom a person reports: the municipality, or whom the text names."""
    standing = standing_of(user)
    if standing.holds(Role.EDITOR, series.agreement.municipality):
        return series.agreement.municipality
    named = (
        AgreedIndicator.objects.filter(series=series, reporter__isnull=False)
        .select_related("reporter")
        .order_by("-instrument__number")
        .first()
    )
    if named and named.reporter and standing.holds(Role.EDITOR, named.reporter):
        return named.reporter
    return None


def can_report(user: User, subject: Any) -> bool:
    """Editors of the municipality, or of the organisation that the text names."""
    return reporting_organisation(user, series_of(subject)) is not None


def can_import(user: User, agreement: Any) -> bool:
    """Editors of the municipality load its workbook."""
    return standing_of(user).holds(Role.EDITOR, agreement.municipality)


def can_verify(user: User, result: Result) -> bool:
    """Editors of the Region: never of the organisation that reported."""
    standing = standing_of(user)
    if standing.holds(Role.EDITOR, result.organisation) or result.author_id == user.pk:
        return False
    return standing.holds_regional(Role.EDITOR)


def can_read_evidence(user: User, evidence: Evidence) -> bool:
    """Who sees the result; what is confidential, the Region and the other's editors."""
    if not evidence.is_confidential or standing_of(user).is_regional:
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
