"""Who reports, who verifies, who opens a period again, who publishes."""

from typing import Any

from accord.accounts.models import User
from accord.directory.models import Organisation, Role
from accord.directory.standing import standing_of
from accord.instruments.models import AgreedIndicator, Series
from accord.monitoring.models import Result


def series_of(subject: Any) -> Series:
    return subject if isinstance(subject, Series) else subject.series


def reporting_organisation(user: User, series: Series) -> Organisation | None:
    """For whom a person reports: the municipality, or whom the text names."""
    standing = standing_of(user)
    named = (
        AgreedIndicator.objects.filter(series=series, reporter__isnull=False)
        .select_related("reporter")
        .order_by("-instrument__number")
    )
    candidates = [series.agreement.municipality]
    candidates += [one.reporter for one in named[:1] if one.reporter]
    for organisation in candidates:
        if standing.holds(Role.EDITOR, organisation):
            return organisation
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


def can_reopen(user: User, subject: Any) -> bool:
    """Approvers of the Region give an exception to the calendar."""
    return standing_of(user).holds_regional(Role.APPROVER)


def can_publish(user: User, subject: Any) -> bool:
    """Approvers of the Region decide what becomes public."""
    return standing_of(user).holds_regional(Role.APPROVER)
