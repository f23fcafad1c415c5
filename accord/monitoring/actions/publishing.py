"""Making the verified figures of a period public."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.framework.models import ReportingPeriod
from accord.lib.errors import Refused
from accord.monitoring import policies
from accord.monitoring.figures import fingerprint, publishable
from accord.monitoring.models import PublishedFigure
from accord.workflow import action


@action(
    allowed=policies.can_publish,
    label=_("Publish the figures"),
    told=_("published the figures of a period"),
    title=_("Publish the figures of a period"),
    submit=_("Make them public"),
    done=_("The figures are public."),
)
def publish_period(
    period: ReportingPeriod, *, inputs: str | None = None, by: User
) -> None:
    """Keep the totals of a period as they are now; earlier ones stay, as overtaken.

    ``inputs``: the fingerprint of what was looked at before; refused if it changed.
    """
    if period.ends_on >= timezone.localdate():
        raise Refused(_("This period has not ended."))
    found, _public = publishable(period)
    if not any(total.amount for total in found.values()):
        raise Refused(_("No verified figure of this period can be published yet."))
    now, stands = timezone.now(), fingerprint(period)
    if inputs is not None and inputs != stands:
        raise Refused(_("The figures changed meanwhile: look at them again."))
    PublishedFigure.objects.filter(period=period, is_current=True).update(
        is_current=False
    )
    PublishedFigure.objects.bulk_create(
        [
            PublishedFigure(
                definition_id=key.definition,
                period=period,
                municipality_id=key.municipality,
                value=total.amount.value if total.amount else None,
                numerator=total.amount.numerator if total.amount else None,
                denominator=total.amount.denominator if total.amount else None,
                reported_count=total.reported,
                expected_count=max(total.expected, total.reported),
                inputs_hash=stands,
                published_at=now,
                published_by=by,
            )
            for key, total in found.items()
        ],
        batch_size=500,
    )
