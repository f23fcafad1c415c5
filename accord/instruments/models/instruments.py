"""An instrument, who signs it, and their signatures."""

from datetime import date

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.agreements.models import Agreement
from accord.attachments.models import Attachment
from accord.directory.models import Organisation
from accord.directory.needs import Side
from accord.documents.models import IssuedDocument
from accord.framework.models import Calendar, ReportingPeriod
from accord.instruments import querysets
from accord.instruments.rules import Kind, Method, phase_on
from accord.instruments.workflow import BINDING, IN_WRITING, Phase, State
from accord.lib.addresses import address_of
from accord.lib.bilingual import filled, paired
from accord.lib.constraints import always, once
from accord.lib.fields import Line, Prose, choice, in_both_languages, key, texts
from accord.sources.models import Source


class Instrument(models.Model):
    """One version of the text of an agreement: the first, an amendment, a renewal.

    Each holds the whole text, so that the agreement as it stood on a day is one row.
    ``content`` is that text, frozen when both sides agree on it; until then the text
    is in its nodes. ``number`` counts the versions of one agreement from 0.
    """

    IN_FILE = ""
    UNTOLD = frozenset({"content", "text_hash", "number", "amends_id", "source_id"})

    agreement = key(Agreement, _("agreement"))
    kind = choice(_("kind"), Kind)
    number = models.PositiveSmallIntegerField(_("number"), default=0)
    state = choice(_("state"), State, default=State.DRAFTING, editable=False)
    amends = key("self", _("version that it changes"), null=True, editable=False)
    calendar = key(Calendar, _("reporting calendar"), null=True, blank=True)
    effective_on = models.DateField(
        _("takes effect on"),
        null=True,
        blank=True,
        help_text=_("Empty: on the day of the last signature."),
    )
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    reason, reason_fr, reason_nl = texts(_("reason"), blank=True)
    takes_missions = models.BooleanField(
        _("may take on other missions"), default=True, editable=False
    )
    # The agreed text
    content = models.JSONField(_("agreed text"), null=True, editable=False)
    text_hash = Line(_("fingerprint"), max_length=64, blank=True)
    agreed_at = models.DateTimeField(_("agreed"), null=True, editable=False)
    document = key(IssuedDocument, _("document"), null=True, editable=False)
    source = models.ForeignKey(  # what its facts rest on, once it is public
        Source,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("source"),
    )
    # The decisions
    college_on = models.DateField(_("decision of the College"), null=True, blank=True)
    college_number = Line(
        _("number of the decision of the College"), max_length=60, blank=True
    )
    council_on = models.DateField(_("decision of the council"), null=True, blank=True)
    council_number = Line(
        _("number of the decision of the council"), max_length=60, blank=True
    )
    college_file = key(
        Attachment, _("deliberation of the College"), null=True, editable=False
    )
    deliberation = key(
        Attachment, _("deliberation of the council"), null=True, blank=True
    )
    # Of a decision that does not count yet: who recorded it; of one struck, why.
    decision_by = key(
        settings.AUTH_USER_MODEL, _("decision to confirm"), null=True, editable=False
    )
    decision_struck = Prose(_("why a decision was struck"), blank=True, editable=False)
    # What followed
    signed_on = models.DateField(_("last signature"), null=True, editable=False)
    in_force_on = models.DateField(_("in force from"), null=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    suspended_on = models.DateField(_("suspended on"), null=True, editable=False)
    terminated_on = models.DateField(_("terminated on"), null=True, editable=False)
    closing_reason = Prose(_("reason"), blank=True, editable=False)

    replaced_on: date | None  # by a later version; after ``with_next``

    objects = querysets.InstrumentQuerySet.as_manager()
    get_absolute_url = address_of("instruments:instrument_detail")

    class Meta:
        constraints = [
            always("instrument_known_state", Q(state__in=State.values)),
            once("instrument_number_once", ["agreement", "number"]),
            once(
                "instrument_one_in_writing",
                ["agreement"],
                when=Q(state__in=list(querysets.MAKING)),
                said=_("A version of this agreement is being made already."),
            ),
            always(
                "instrument_ends_after_it_starts",
                Q(effective_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(effective_on__lte=F("ends_on")),
                said=_("It ends before it takes effect."),
            ),
            always(
                "instrument_first_amends_nothing",
                Q(number=0, kind="contract", amends__isnull=True)
                | (Q(number__gt=0, amends__isnull=False) & ~Q(kind="contract")),
            ),
            in_both_languages("instrument_reason_in_both_languages", paired("reason")),
            always(
                "instrument_frozen_with_its_hash",
                Q(state__in=["drafting", "in_review", "abandoned"])
                | (Q(content__isnull=False) & ~Q(text_hash="")),
            ),
            always(
                "instrument_decision_to_confirm",
                Q(decision_by__isnull=True) | Q(state__in=["agreed", "college"]),
            ),
            always(
                "instrument_binding_is_dated",
                ~Q(state__in=sorted(BINDING))
                | Q(signed_on__isnull=False, in_force_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="instrument_in_force", fields=["agreement", "in_force_on"]
            ),
            models.Index(name="instrument_state", fields=["state"]),
        ]

    def __str__(self) -> str:
        if self.number == 0:
            return str(self.agreement)
        return f"{self.agreement} – {self.get_kind_display()} {self.number}"

    @property
    def is_in_writing(self) -> bool:
        return self.state in IN_WRITING

    @property
    def is_binding(self) -> bool:
        return self.state in BINDING

    @property
    def decided(self) -> tuple[bool, bool]:
        """Whether the decisions of the College and of the council count."""
        waits = self.decision_by_id is not None
        return (
            self.college_on is not None and not (waits and self.state == State.AGREED),
            self.council_on is not None and not (waits and self.state == State.COLLEGE),
        )

    @property
    def why_not_published(self) -> str | Promise:
        """Why it cannot be made public; empty where it can."""
        if not self.is_binding:
            return _("Only an agreement that everyone signed is published.")
        return _("It is public already.") if self.published_at else ""

    def binds_on(self, day: date) -> bool:
        """Whether it is the version that binds on ``day``. After ``with_next``.

        The same as ``binding_on``, of a row that was read.
        """
        if not self.is_binding or not self.in_force_on or day < self.in_force_on:
            return False
        gone = any(one and one <= day for one in (self.replaced_on, self.terminated_on))
        return not gone and (self.ends_on is None or day <= self.ends_on)

    def reports_on(self, period: ReportingPeriod) -> bool:
        """Whether it asks for a report on ``period``: by its calendar, on its end."""
        return self.calendar_id == period.calendar_id and self.binds_on(period.ends_on)

    def phase_on(self, day: date) -> Phase | None:
        """What it is on ``day`` once signed; ``None`` before. After ``with_next``."""
        if self.state != State.SIGNED or self.in_force_on is None:
            return None
        return phase_on(
            day,
            in_force_on=self.in_force_on,
            ends_on=self.ends_on,
            replaced_on=getattr(self, "replaced_on", None),
            notice_days=self.agreement.model.expiry_notice_days,
        )


SIDES = [
    (Side.REGION.value, _("Region")),
    (Side.MUNICIPALITY.value, _("Municipality")),
]


class Signatory(models.Model):
    """Who signs for a side, in which order and capacity."""

    ALIKE = ("instrument", "side", "name")
    IN_FILE = "instrument"
    UNTOLD = frozenset({"instrument_id", "is_removed"})

    instrument = key(Instrument)
    rank = models.PositiveSmallIntegerField(_("order"))
    side = models.CharField(
        _("side"),
        max_length=12,
        choices=SIDES,
    )
    organisation = key(Organisation, _("organisation"))
    capacity, capacity_fr, capacity_nl = texts(_("capacity"), 120)
    name = Line(_("name"), max_length=120)
    is_removed = models.BooleanField(_("removed"), default=False, editable=False)

    objects = querysets.SignatoryQuerySet.as_manager()

    class Meta:
        constraints = [
            in_both_languages(
                "signatory_capacity_in_both_languages", filled("capacity")
            ),
            once(
                "signatory_rank_once",
                ["instrument", "rank"],
                when=Q(is_removed=False),
                said=_("Somebody signs in that place already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.capacity}"


class Signature(models.Model):
    """A signature as it was recorded, with what its check said: that never changes.

    It counts from ``confirmed_at`` on: at once where it proves itself, else when a
    second person confirmed it. One that is struck stays, and its signatory signs again.
    """

    IN_FILE = "signatory__instrument"
    UNTOLD = frozenset({"side", "despite"})

    signatory = key(Signatory)
    method = choice(_("method"), Method)
    file = key(Attachment, _("file"))
    signed_on = models.DateField(_("signed on"))
    place = Line(_("place"), max_length=120, blank=True)
    signer = Line(_("name on the signature"), max_length=200)
    report = models.JSONField(
        _("what the check said"), default=dict, encoder=DjangoJSONEncoder
    )
    is_trusted = models.BooleanField(_("by a trusted authority"), null=True)
    statement = Prose(_("statement"), blank=True)
    despite = models.JSONField(_("taken although"), default=list)
    recorded_by = key(settings.AUTH_USER_MODEL, _("who recorded it"))
    side = models.CharField(_("side"), max_length=12, choices=SIDES, blank=True)
    confirmed_by = key(settings.AUTH_USER_MODEL, _("confirmed by"), null=True)
    confirmed_at = models.DateTimeField(_("counts since"), null=True)
    struck_at = models.DateTimeField(_("when it was struck"), null=True)
    struck_by = key(settings.AUTH_USER_MODEL, _("struck by"), null=True)
    struck_reason = Prose(_("why it was struck"), blank=True)

    objects = querysets.SignatureQuerySet.as_manager()

    class Meta:
        constraints = [
            once(
                "signature_once",
                ["signatory"],
                when=Q(struck_at__isnull=True),
                said=_("Their signature is recorded already."),
            ),
            always(
                "signature_on_paper_with_statement",
                ~Q(method="paper") | ~Q(statement=""),
                said=_("Say what you saw signed."),
            ),
            always(
                "signature_confirmed_by_another",
                Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("recorded_by")),
            ),
            always(
                "signature_struck_with_reason",
                Q(struck_at__isnull=True) | ~Q(struck_reason=""),
                said=_("Say why it is struck."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signer}, {self.signed_on}"

    @property
    def instrument(self) -> Instrument:
        return self.signatory.instrument

    @property
    def counts(self) -> bool:
        return self.confirmed_at is not None and self.struck_at is None

    @property
    def waits(self) -> bool:
        """For a second person."""
        return self.confirmed_at is None and self.struck_at is None
