from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accord.framework.querysets import (
    AxisQuerySet,
    FigureQuerySet,
    MissionQuerySet,
    ModelAgreementQuerySet,
    PlanActionQuerySet,
    PlanQuerySet,
    SubsidyTermsQuerySet,
)
from accord.lib.bilingual import Bilingual, filled, paired
from accord.lib.imprecise import Dated
from accord.lib.scoping import PublicQuerySet
from accord.sources.models import Source


class Reference(models.Model):
    """Reference data with a title, a source and a note, in both languages."""

    title_fr = models.CharField(_("title (French)"), max_length=250)
    title_nl = models.CharField(_("title (Dutch)"), max_length=250)
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="+", verbose_name=_("source")
    )
    note_fr = models.TextField(_("note (French)"), blank=True)
    note_nl = models.TextField(_("note (Dutch)"), blank=True)

    title = Bilingual()
    note = Bilingual()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_titled_in_both_languages",
                condition=filled("title") & paired("note"),
                violation_error_message=_("Write it in French and in Dutch."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Plan(Dated, Reference):
    """A regional plan. ``date`` is the day it was drawn up."""

    code = models.SlugField(_("code"), unique=True)
    abbreviation_fr = models.CharField(_("abbreviation (French)"), max_length=20)
    abbreviation_nl = models.CharField(_("abbreviation (Dutch)"), max_length=20)
    slug_fr = models.SlugField(_("address (French)"), unique=True)
    slug_nl = models.SlugField(_("address (Dutch)"), unique=True)
    starts_year = models.PositiveSmallIntegerField(_("from"), null=True, blank=True)
    ends_year = models.PositiveSmallIntegerField(_("until"), null=True, blank=True)

    abbreviation = Bilingual()
    slug = Bilingual()

    objects = PlanQuerySet.as_manager()

    class Meta(Reference.Meta):
        constraints = [*Dated.Meta.constraints, *Reference.Meta.constraints]

    def get_absolute_url(self) -> str:
        return reverse("publicsite:plan_detail", args=[self.slug])


class Axis(Reference):
    """One of a plan's axes."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))

    objects = AxisQuerySet.as_manager()

    class Meta(Reference.Meta):
        constraints = [
            *Reference.Meta.constraints,
            models.UniqueConstraint(name="axis_once", fields=["plan", "number"]),
        ]


class PlanAction(Reference):
    """One action of a plan. Its axis may not be known."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    axis = models.ForeignKey(
        Axis,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("axis"),
    )

    objects = PlanActionQuerySet.as_manager()

    class Meta(Reference.Meta):
        constraints = [
            *Reference.Meta.constraints,
            models.UniqueConstraint(
                name="plan_action_once",
                fields=["plan", "number"],
                violation_error_message=_("This plan already has that number."),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse(
            "publicsite:plan_action_detail", args=[self.plan.slug, self.number]
        )


class ModelAgreement(Dated, Reference):
    """A version of the model that agreements follow. ``date`` is its approval."""

    code = models.SlugField(_("code"), unique=True)
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="+")
    plan_action = models.ForeignKey(
        PlanAction, models.PROTECT, null=True, related_name="+"
    )

    objects = ModelAgreementQuerySet.as_manager()

    class Meta(Reference.Meta):
        constraints = [*Dated.Meta.constraints, *Reference.Meta.constraints]


class Mission(Reference):
    """What a municipality may take on under a model agreement."""

    model = models.ForeignKey(
        ModelAgreement, models.PROTECT, related_name="+", verbose_name=_("model")
    )
    code = models.SlugField(_("code"))
    rank = models.PositiveSmallIntegerField(_("order"))
    slug_fr = models.SlugField(_("address (French)"), max_length=80)
    slug_nl = models.SlugField(_("address (Dutch)"), max_length=80)
    short_fr = models.CharField(_("short title (French)"), max_length=40, blank=True)
    short_nl = models.CharField(_("short title (Dutch)"), max_length=40, blank=True)
    conditions_subsidy = models.BooleanField(_("conditions the referent's subsidy"))
    summary_fr = models.TextField(_("summary (French)"), blank=True)
    summary_nl = models.TextField(_("summary (Dutch)"), blank=True)

    slug = Bilingual()
    short = Bilingual()
    summary = Bilingual()

    objects = MissionQuerySet.as_manager()

    class Meta(Reference.Meta):
        constraints = [
            *Reference.Meta.constraints,
            models.CheckConstraint(
                name="mission_texts_in_both_languages",
                condition=paired("summary", "short"),
                violation_error_message=_("Write it in French and in Dutch."),
            ),
            models.UniqueConstraint(name="mission_code_once", fields=["model", "code"]),
            models.UniqueConstraint(
                name="mission_slug_fr_once", fields=["model", "slug_fr"]
            ),
            models.UniqueConstraint(
                name="mission_slug_nl_once", fields=["model", "slug_nl"]
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("publicsite:mission_detail", args=[self.slug])


class SubsidyTerms(Dated):
    """What the Region pays for a referent under a model, from ``date`` on."""

    model = models.ForeignKey(
        ModelAgreement, models.PROTECT, related_name="+", verbose_name=_("model")
    )
    amount_eur = models.DecimalField(
        _("amount per year, in euro"), max_digits=12, decimal_places=2
    )
    fte = models.DecimalField(
        _("full-time equivalents"), max_digits=4, decimal_places=2
    )
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="+", verbose_name=_("source")
    )
    note_fr = models.TextField(_("note (French)"), blank=True)
    note_nl = models.TextField(_("note (Dutch)"), blank=True)

    note = Bilingual()

    objects = SubsidyTermsQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                name="subsidy_terms_once", fields=["model", "when", "source"]
            ),
            models.CheckConstraint(
                name="subsidy_terms_positive",
                condition=Q(amount_eur__gt=0) & Q(fte__gt=0),
            ),
            models.CheckConstraint(
                name="subsidy_terms_note_in_both_languages",
                condition=paired("note"),
                violation_error_message=_("Write the note in French and in Dutch."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model} · {self.amount_eur} EUR"


class Measure(models.Model):
    """What a regional figure counts: its label, unit and definition."""

    code = models.SlugField(_("code"), unique=True)
    label_fr = models.CharField(_("label (French)"), max_length=160)
    label_nl = models.CharField(_("label (Dutch)"), max_length=160)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    definition_fr = models.TextField(_("definition (French)"), blank=True)
    definition_nl = models.TextField(_("definition (Dutch)"), blank=True)

    label = Bilingual()
    definition = Bilingual()

    objects = PublicQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="measure_written_in_both_languages",
                condition=filled("label") & paired("definition"),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Figure(Dated):
    """One value of a measure, said by one source as of ``date``."""

    measure = models.ForeignKey(
        Measure, models.PROTECT, related_name="+", verbose_name=_("measure")
    )
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2)
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="+", verbose_name=_("source")
    )
    note_fr = models.TextField(_("note (French)"), blank=True)
    note_nl = models.TextField(_("note (Dutch)"), blank=True)

    note = Bilingual()

    objects = FigureQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                name="figure_once", fields=["measure", "when", "source", "value"]
            ),
            models.CheckConstraint(
                name="figure_note_in_both_languages",
                condition=paired("note"),
                violation_error_message=_("Write the note in French and in Dutch."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} · {self.value}"
