"""Verifying what was handed in, and opening a closed period again."""

from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.agreements.models import Agreement
from accord.directory.models import Organisation
from accord.directory.standing import standing_of
from accord.framework.models import ReportingPeriod
from accord.lib.errors import Refused
from accord.monitoring import notices, policies, workflow
from accord.monitoring.derive import derive
from accord.monitoring.models import (
    Method,
    Outcome,
    PeriodException,
    Result,
    Verification,
)
from accord.monitoring.parts import with_proofs
from accord.monitoring.rules.rollup import Amount
from accord.workflow import ADDS, action


@action(
    allowed=policies.can_verify,
    label=_("Verify"),
    told=_("verified the result"),
    title=_("Verify a result"),
    done=_("The result is verified."),
    moves=workflow.VERIFY,
    tells=[notices.VERIFIED],
    sees=with_proofs,
)
def verify_result(
    result: Result,
    *,
    method: str = Method.DOCUMENT,
    comment: str = "",
    value: Decimal | None = None,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    by: User,
) -> Verification:
    """Confirm it; a figure given here counts instead and stands beside the reported."""
    try:
        corrected = Amount.read(value, numerator, denominator)
    except ValueError as error:
        raise Refused(
            _("Give one value, or a numerator and a denominator above zero.")
        ) from error
    if corrected is not None:
        reported = result.reported
        if reported is None or corrected.is_ratio != reported.is_ratio:
            raise Refused(_("A correction has the shape of what was reported."))
        if not comment.strip():
            raise Refused(_("Say why the figure is corrected."))
        result.verified_value = value
        result.verified_numerator = numerator
        result.verified_denominator = denominator
    result.save()
    derive(result.series_id)
    outcome = Outcome.CORRECTED if corrected else Outcome.VERIFIED
    return _say(result, outcome, by, method=method, comment=comment)


@action(
    allowed=policies.can_verify,
    label=_("Return"),
    told=_("returned the result"),
    title=_("Return a result"),
    submit=_("Return it"),
    done=_("The result is returned."),
    moves=workflow.RETURN,
    tells=[notices.RETURNED],
    sees=with_proofs,
)
def return_result(result: Result, *, comment: str, by: User) -> Verification:
    """Ask for it again, with the reason; it no longer counts meanwhile."""
    if not comment.strip():
        raise Refused(_("Say why it is returned."))
    result.save()
    derive(result.series_id)
    return _say(result, Outcome.RETURNED, by, comment=comment)


@action(
    allowed=policies.can_reopen,
    label=_("Open the period again"),
    told=_("opened a period again"),
    title=_("Open a period again"),
    submit=_("Open it again"),
    done=_("The period is open again."),
    unseen=ADDS,
)
def reopen_period(
    agreement: Agreement,
    *,
    period: ReportingPeriod,
    opened_until: date,
    reason: str,
    by: User,
) -> PeriodException:
    """Let one municipality report on a closed period until a day."""
    today = timezone.localdate()
    if opened_until < today:
        raise Refused(_("That day is behind us."))
    if period.closes_on >= today:
        raise Refused(_("This period is not closed."))
    return PeriodException.objects.create(
        agreement=agreement,
        period=period,
        opened_until=opened_until,
        reason=reason,
        granted_by=by,
    )


@action(
    allowed=policies.can_reopen,
    label=_("Close it again"),
    told=_("closed the period again"),
    title=_("Close a period again"),
    done=_("The period is closed again."),
)
def close_exception(exception: PeriodException, *, by: User) -> None:
    if exception.closed_on:
        raise Refused(_("It is closed already."))
    exception.closed_on = timezone.localdate()
    exception.save()


def _say(
    result: Result, outcome: str, by: User, *, method: str = "", comment: str = ""
) -> Verification:
    regional = Organisation.objects.filter(
        kind="region", pk__in=standing_of(by).organisation_ids
    )
    return Verification.objects.create(
        result=result,
        outcome=outcome,
        method=method,
        comment=comment,
        verifier=by,
        organisation=regional.order_by("pk")[0],
        at=timezone.now(),
    )
