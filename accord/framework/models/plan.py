"""The plan, the model agreement, its missions and what the Region pays."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accord.framework import querysets
from accord.lib.addresses import address_of
from accord.lib.bilingual import filled, paired
from accord.lib.constraints import always, once
from accord.lib.fields import NOTE, Code, decimal, in_both_languages, key, texts
from accord.lib.imprecise import Dated
from accord.lib.spans import in_order
from accord.sources.models import Source

OUT_OF_ORDER = _("The second date comes before the first.")


NAMED_ALREADY = _("This model already has a mission of that name.")


class Reference(models.Model):
    """Reference data with a title, a source and a note, in both languages."""

    title, title_fr, title_nl = texts(_("title"), 250)
    source = key(Source, _("source"))
    note, note_fr, note_nl = texts(NOTE, blank=True)

    class Meta:
        abstract = True
        constraints = [
            in_both_languages(
                "%(class)s_titled_in_both_languages", filled("title") & paired("note")
            )
        ]

    def __str__(self) -> str:
        return self.title


class Plan(Dated, Reference):
    """A regional plan. ``date`` is the day it was drawn up."""

    code = Code(_("code"), unique=True)
    abbreviation, abbreviation_fr, abbreviation_nl = texts(_("abbreviation"), 20)
    slug, slug_fr, slug_nl = texts(_("address"), 50, of=Code, unique=True)
    starts_year = models.PositiveSmallIntegerField(_("from"), null=True, blank=True)
    ends_year = models.PositiveSmallIntegerField(_("until"), null=True, blank=True)

    objects = querysets.PlanQuerySet.as_manager()
    get_absolute_url = address_of("publicsite:plan_detail", "slug")

    class Meta(Reference.Meta):
        constraints = [*Dated.Meta.constraints, *Reference.Meta.constraints]


class Axis(Reference):
    """One of a plan's axes."""

    plan = key(Plan)
    number = models.PositiveSmallIntegerField(_("number"))

    objects = querysets.AxisQuerySet.as_manager()

    class Meta(Reference.Meta):
        constraints = [
            *Reference.Meta.constraints,
            once("axis_once", ["plan", "number"]),
        ]


class PlanAction(Reference):
    """One action of a plan. Its axis may not be known."""

    plan = key(Plan)
    number = models.PositiveSmallIntegerField(_("number"))
    axis = key(Axis, _("axis"), null=True, blank=True)

    objects = querysets.PlanActionQuerySet.as_manager()

    class Meta(Reference.Meta):
        constraints = [
            *Reference.Meta.constraints,
            once(
                "plan_action_once",
                ["plan", "number"],
                said=_("This plan already has that number."),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse(
            "publicsite:plan_action_detail", args=[self.plan.slug, self.number]
        )


class ModelAgreement(Dated, Reference):
    """A version of the model that agreements follow. ``date`` is its approval."""

    code = Code(_("code"), unique=True)
    plan = key(Plan, null=True)
    plan_action = key(PlanAction, null=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    expiry_notice_days = models.PositiveSmallIntegerField(
        _("days before its end that an agreement is called expiring"),
        null=True,
        blank=True,
    )

    objects = querysets.ModelAgreementQuerySet.as_manager()

    class Meta(Reference.Meta):
        constraints = [
            *Dated.Meta.constraints,
            *Reference.Meta.constraints,
            in_order(
                "model_agreement_valid_in_order",
                "valid_from",
                "valid_to",
                said=OUT_OF_ORDER,
            ),
        ]


class Mission(Reference):
    """What a municipality may take on under a model agreement."""

    model = key(ModelAgreement, _("model"))
    code = Code(_("code"))
    rank = models.PositiveSmallIntegerField(_("order"))
    slug, slug_fr, slug_nl = texts(_("address"), 80, of=Code)
    short, short_fr, short_nl = texts(_("short title"), 40, blank=True)
    summary, summary_fr, summary_nl = texts(_("summary"), blank=True)
    obligation, obligation_fr, obligation_nl = texts(
        _("what it obliges to"), blank=True
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)

    objects = querysets.MissionQuerySet.as_manager()
    get_absolute_url = address_of("publicsite:mission_detail", "slug")

    class Meta(Reference.Meta):
        constraints = [
            *Reference.Meta.constraints,
            in_both_languages(
                "mission_texts_in_both_languages",
                paired("summary", "short", "obligation"),
            ),
            in_order(
                "mission_valid_in_order", "valid_from", "valid_to", said=OUT_OF_ORDER
            ),
            once("mission_code_once", ["model", "code"], said=NAMED_ALREADY),
            once("mission_slug_fr_once", ["model", "slug_fr"], said=NAMED_ALREADY),
            once("mission_slug_nl_once", ["model", "slug_nl"], said=NAMED_ALREADY),
        ]


class Condition(Reference):
    """A right that an agreement gives when its signed text has certain missions.

    ``at_least`` of the missions it names must be taken on; empty means all of them.
    """

    model = key(ModelAgreement, _("model"))
    code = Code(_("code"))
    at_least = models.PositiveSmallIntegerField(
        _("how many of the missions"),
        null=True,
        blank=True,
        help_text=_("Empty: all of them."),
    )

    objects = querysets.ConditionQuerySet.as_manager()

    class Meta(Reference.Meta):
        constraints = [
            *Reference.Meta.constraints,
            once(
                "condition_code_once",
                ["model", "code"],
                said=_("This model already has that condition."),
            ),
            always(
                "condition_of_one_mission_at_least",
                Q(at_least__isnull=True) | Q(at_least__gte=1),
                said=_("Write a number from 1 on, or nothing."),
            ),
        ]


class ConditionMission(models.Model):
    """A mission that a condition names.

    One that is taken out again stays as a row, for the journal, and nobody sees it.
    """

    condition = key(Condition)
    mission = key(Mission, _("mission"))
    is_removed = models.BooleanField(_("taken out"), default=False)

    objects = querysets.ConditionMissionQuerySet.as_manager()

    class Meta:
        constraints = [once("condition_mission_once", ["condition", "mission"])]

    def __str__(self) -> str:
        return f"{self.condition} – {self.mission}"


class SubsidyTerms(Dated):
    """What the Region pays for a referent under a model, from ``date`` on."""

    model = key(ModelAgreement, _("model"))
    amount_eur = decimal(_("amount per year, in euro"), 12, 2)
    fte = decimal(_("full-time equivalents"), 4, 2)
    source = key(Source, _("source"))
    note, note_fr, note_nl = texts(NOTE, blank=True)

    objects = querysets.SubsidyTermsQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            once(
                "subsidy_terms_once",
                ["model", "when", "source"],
                said=_("This source already gives an amount from that date."),
            ),
            always("subsidy_terms_positive", Q(amount_eur__gt=0) & Q(fte__gt=0)),
            in_both_languages(
                "subsidy_terms_note_in_both_languages",
                paired("note"),
                said=_("Write the note in French and in Dutch."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model} · {self.amount_eur} EUR"
