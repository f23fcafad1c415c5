"""Results: what was reported, the evidence for it, and what its verification said."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.attachments.models import Attachment
from accord.directory.models import Organisation
from accord.framework.models import DimensionValue, ReportingPeriod
from accord.instruments.models import Instrument, Measured, Series
from accord.lib.addresses import address_of
from accord.lib.constraints import always, once
from accord.lib.fields import (
    Line,
    Prose,
    WebAddress,
    choice,
    decimal,
    key,
    texts,
    written_in,
)
from accord.monitoring import querysets
from accord.monitoring.rules.progress import Reason, Verdict
from accord.monitoring.rules.reporting import FIGURE_OR_REASON
from accord.monitoring.rules.rollup import Amount
from accord.monitoring.workflow import State

NO_FIGURE = Q(value__isnull=True, numerator__isnull=True, text_fr="", text_nl="")


class NoData(models.TextChoices):
    """Why there is no figure. Zero is a figure."""

    NOT_MEASURED = "not_measured", _("It was not measured")
    NOT_YET = "not_yet", _("It is not available yet")
    NOT_APPLICABLE = "not_applicable", _("It does not apply in this period")
    NOT_POSSIBLE = "not_possible", _("It cannot be measured")


class Origin(models.TextChoices):
    MANUAL = "manual", _("Typed")
    IMPORT = "import", _("From a workbook")


class Result(Measured):
    """What one agreement reports on one indicator in one period: one revision of it.

    Of the revisions of a series in a period one is current: the last that was handed
    in, or the first draft. A submitted or verified one never changes.

    The columns from ``to_date_value`` on follow from the others, from the agreed
    targets and from earlier periods; ``derive`` writes them, ``check_rollups`` computes
    them again another way.
    """

    IN_FILE = "series"
    UNTOLD = frozenset({"progress"})  # its verdict says the same, in words

    series = key(Series, _("indicator"))
    period = key(ReportingPeriod, _("period"))
    revision = models.PositiveSmallIntegerField(_("revision"), default=1)
    is_current = models.BooleanField(_("current"), default=True)
    state = choice(_("state"), State, default=State.DRAFT, editable=False)
    text, text_fr, text_nl = texts(_("text"), blank=True)
    no_data_reason = choice(_("why there is no figure"), NoData, blank=True)
    remark = Prose(_("remark"), blank=True)
    remark_language = written_in(_("language of the remark"), blank=True)
    as_of_on = models.DateField(_("as of"), null=True, blank=True)
    reason = Prose(_("reason of the correction or decrease"), blank=True)
    origin = choice(_("origin"), Origin, default=Origin.MANUAL)
    author = key(settings.AUTH_USER_MODEL, _("author"))
    organisation = key(Organisation, _("organisation"))
    submitted_on = models.DateField(_("submitted on"), null=True, editable=False)
    # A correction by the verifier stands beside what was reported.
    verified_value = decimal(_("verified value"), null=True)
    verified_numerator = decimal(_("verified numerator"), null=True)
    verified_denominator = decimal(_("verified denominator"), null=True)
    # Derived
    to_date_value = decimal(digits=20, null=True, editable=False)
    to_date_numerator = decimal(digits=20, null=True, editable=False)
    to_date_denominator = decimal(digits=20, null=True, editable=False)
    target_value = decimal(null=True, editable=False)
    target_numerator = decimal(null=True, editable=False)
    target_denominator = decimal(null=True, editable=False)
    target_set_by = key(Instrument, null=True, editable=False)
    progress = decimal(_("progress"), 12, null=True, editable=False)
    verdict = choice(_("progress"), Verdict, default=Verdict.NOT_KNOWN, editable=False)
    unsaid = choice(_("why nothing can be said"), Reason, blank=True, editable=False)

    objects = querysets.ResultQuerySet.as_manager()
    get_absolute_url = address_of("monitoring:result_detail")

    class Meta(Measured.Meta):
        constraints = [
            *Measured.Meta.constraints,
            always("result_known_state", Q(state__in=State.values)),
            once("result_revision_once", ["series", "period", "revision"]),
            once("result_one_current", ["series", "period"], when=Q(is_current=True)),
            always(
                "result_figure_or_reason",
                Q(no_data_reason="") & (Q(state="draft") | ~NO_FIGURE)
                | ~Q(no_data_reason="") & NO_FIGURE,
                said=FIGURE_OR_REASON,
            ),
            always(
                "result_correction_has_reason",
                Q(revision=1) | ~Q(reason=""),
                said=_("Say why it is corrected."),
            ),
            always(
                "result_submitted_is_dated",
                Q(state="draft") | Q(submitted_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="result_of_period", fields=["period", "is_current", "series"]
            ),
            models.Index(name="result_of_series", fields=["series", "period"]),
            models.Index(name="result_state", fields=["state", "is_current"]),
        ]

    def __str__(self) -> str:
        return f"{self.series} – {self.period}"

    @property
    def reported(self) -> Amount | None:
        return Amount.of_row(self)

    @property
    def counted(self) -> Amount | None:
        """What counts: the verifier's correction where there is one."""
        return Amount.of_row(self, "verified_") or self.reported

    @property
    def to_date(self) -> Amount | None:
        return Amount.of_row(self, "to_date_")

    @property
    def target(self) -> Amount | None:
        return Amount.of_row(self, "target_")


class ResultPart(Measured):
    """The part of a result that falls to one value of a dimension."""

    result = key(Result)
    part = key(DimensionValue, pgettext_lazy("of a dimension", "part"))

    objects = querysets.ResultPartQuerySet.as_manager()

    class Meta(Measured.Meta):
        constraints = [
            *Measured.Meta.constraints,
            once("result_part_once", ["result", "part"]),
        ]

    def __str__(self) -> str:
        return f"{self.part}"

    @property
    def amount(self) -> Amount | None:
        return Amount.of_row(self)


class Evidence(models.Model):
    """What proves a result: a file, or an address."""

    ALIKE = ("result", "title", "address")
    IN_FILE = "result__series"

    result = key(Result)
    title = Line(_("what it is"), max_length=160)
    file = key(Attachment, _("file"), null=True, blank=True)
    address = WebAddress(_("address"), max_length=500, blank=True)
    is_confidential = models.BooleanField(_("confidential"), default=False)

    objects = querysets.EvidenceQuerySet.as_manager()

    class Meta:
        constraints = [
            always(
                "evidence_is_a_file_or_an_address",
                Q(file__isnull=False) | ~Q(address=""),
                said=_("Choose a file or give an address."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Outcome(models.TextChoices):
    VERIFIED = "verified", _("Verified")
    CORRECTED = "corrected", _("Verified with a correction")
    RETURNED = "returned", _("Returned")


class Method(models.TextChoices):
    DOCUMENT = "document", _("On documents")
    REGISTER = "register", _("In a register")
    CROSS_CHECK = "cross_check", _("By comparison with other figures")
    VISIT = "visit", _("On site")


class Verification(models.Model):
    """What a verifier of another organisation said of a result. Append only."""

    IN_FILE = "result__series"

    result = key(Result)
    outcome = choice(_("outcome"), Outcome)
    method = choice(_("method"), Method, blank=True)
    comment = Prose(_("comment"), blank=True)
    verifier = key(settings.AUTH_USER_MODEL)
    organisation = key(Organisation)
    at = models.DateTimeField(_("at"))

    objects = querysets.VerificationQuerySet.as_manager()

    class Meta:
        constraints = [
            always(
                "verification_returned_with_reasons",
                ~Q(outcome="returned") | ~Q(comment=""),
                said=_("Say why it is returned."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, {self.at:%Y-%m-%d}"
