from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accord.directory.querysets import OrganisationQuerySet, ServiceQuerySet
from accord.lib.bilingual import LANGUAGES, filled, paired
from accord.lib.constraints import always, once
from accord.lib.fields import (
    NOTE,
    Code,
    Line,
    Mailbox,
    Prose,
    WebAddress,
    choice,
    decimal,
    in_both_languages,
    key,
    texts,
)
from accord.lib.imprecise import Dated
from accord.lib.scoping import PublicQuerySet
from accord.lib.telephones import validate_telephone
from accord.sources.models import Source


class Body(models.TextChoices):
    REGION = "region", _("Regional housing administration")
    MUNICIPALITY = "municipality", _("Municipality")
    GOVERNMENT = "government", _("Government")
    PARLIAMENT = "parliament", _("Parliament")
    ADMINISTRATION = "administration", _("Administration")
    CPAS = "cpas", _("Public centre for social welfare")
    PUBLIC_COMPANY = "public_company", _("Public company")
    AGENCY = "agency", _("Agency")
    ASSOCIATION = "association", _("Association")
    ADVISORY = "advisory", _("Advisory body")
    CONTROL = "control", _("Control body")


class Organisation(models.Model):
    """The Region, a municipality, or another body with a part in housing."""

    code = Code(_("code"), unique=True)
    kind = choice(_("kind"), Body)
    name, name_fr, name_nl = texts(_("name"), 160)
    sort, sort_fr, sort_nl = texts(_("sorted as"), 160)
    slug, slug_fr, slug_nl = texts(_("address"), 80, of=Code)
    abbreviation, abbreviation_fr, abbreviation_nl = texts(
        _("abbreviation"), 40, blank=True, alone=True
    )
    role, role_fr, role_nl = texts(_("part it has"), blank=True)
    website = WebAddress(_("website"), max_length=300, blank=True)
    note, note_fr, note_nl = texts(NOTE, blank=True)
    source = key(Source, _("source"), null=True)
    # Municipalities alone
    nis_code = Line(_("NIS code"), max_length=12, blank=True)
    # As it signs: “Commune d’Aval”, “Stad Dal”; no rule of grammar finds all.
    legal_name, legal_name_fr, legal_name_nl = texts(
        _("name in law"), 160, blank=True, db_default=""
    )
    map_column = models.PositiveSmallIntegerField(
        _("map column"), null=True, blank=True
    )
    map_row = models.PositiveSmallIntegerField(_("map row"), null=True, blank=True)
    map_label, map_label_fr, map_label_nl = texts(_("name on the map"), 60, blank=True)
    outline = Prose(_("outline (SVG path)"), blank=True, editable=False)
    outline_source = key(Source, _("source of the outline"), null=True, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            in_both_languages(
                "organisation_named_in_both_languages",
                filled("name", "sort", "slug"),
                said=_("Write the name in French and in Dutch."),
            ),
            in_both_languages(
                "organisation_texts_in_both_languages",
                paired("role", "note", "map_label"),
            ),
            always(
                "organisation_outline_has_source",
                Q(outline="") | Q(outline_source__isnull=False),
            ),
            always(
                "organisation_municipality_has_nis_code",
                ~Q(kind="municipality") | ~Q(nis_code=""),
            ),
            always(
                "organisation_municipality_has_legal_name",
                ~Q(kind="municipality") | filled("legal_name"),
            ),
            once("organisation_unique_nis_code", ["nis_code"], when=~Q(nis_code="")),
            *(
                once(
                    f"organisation_unique_slug_{code}",
                    ["kind", f"slug_{code}"],
                    said=_("An organisation of this kind already has this name."),
                )
                for code in LANGUAGES
            ),
        ]
        indexes = [
            models.Index(name="organisation_sort_fr", fields=["kind", "sort_fr"]),
            models.Index(name="organisation_sort_nl", fields=["kind", "sort_nl"]),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def named_on_map(self) -> str:
        """Its name, after what a small map shows of it: the code, the shortened name.

        Who says aloud what they see there is understood.
        """
        shown = [getattr(self, "map_code", None), self.map_label.replace("|", "")]
        seen = [words for words in shown if words and words not in self.name]
        return " ".join([*seen, self.name])

    def get_absolute_url(self) -> str:
        if self.kind == Body.MUNICIPALITY:
            return reverse("publicsite:municipality_detail", args=[self.slug])
        return self.get_workspace_url()

    def get_workspace_url(self) -> str:
        return reverse("directory:organisation_detail", args=[self.pk])


class UsualName(models.Model):
    """How people write a body's name, where no rule finds it: “Amont”.

    Two bodies may share one: then a list that says no more is asked which it means.
    """

    organisation = key(Organisation, _("organisation"))
    name = Line(_("name"), max_length=160)

    objects = PublicQuerySet.as_manager()

    class Meta:
        constraints = [once("usual_name_once", ["organisation", "name"])]

    def __str__(self) -> str:
        return self.name


class PostalCode(models.Model):
    """A postal code used in a municipality. A city has several."""

    municipality = key(Organisation)
    postal_code = Line(_("postal code"), max_length=4)
    source = key(Source)

    objects = PublicQuerySet.as_manager()

    class Meta:
        constraints = [once("postal_code_once", ["municipality", "postal_code"])]

    def __str__(self) -> str:
        return self.postal_code


class Neighbour(models.Model):
    """Two municipalities that share a border; each pair once, lower NIS code first."""

    municipality = key(Organisation)
    neighbour = key(Organisation)
    source = key(Source)

    objects = PublicQuerySet.as_manager()

    class Meta:
        constraints = [
            once("neighbour_once", ["municipality", "neighbour"]),
            always("neighbour_is_another", ~Q(municipality=F("neighbour"))),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} – {self.neighbour}"


class Measure(models.TextChoices):
    POPULATION = "population", _("Population")
    AREA_KM2 = "area_km2", _("Area")


class Measurement(Dated):
    """A figure about one municipality, from one source."""

    municipality = key(Organisation)
    measure = choice(_("measure"), Measure)
    value = decimal(_("value"), 14, 3)
    source = key(Source)
    note, note_fr, note_nl = texts(NOTE, blank=True)

    objects = PublicQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            once("measurement_once", ["municipality", "measure", "when", "source"]),
            in_both_languages(
                "measurement_note_in_both_languages",
                paired("note"),
                said=_("Write the note in French and in Dutch."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} · {self.measure} · {self.when}"


class Languages(models.TextChoices):
    """In which a service answers."""

    FRENCH = "fr", _("French")
    DUTCH = "nl", _("Dutch")
    BOTH = "both", _("French and Dutch")


class Service(models.Model):
    """A service of an organisation: whom to write to about what."""

    organisation = key(Organisation)
    name, name_fr, name_nl = texts(_("name"), 160)
    competences, competences_fr, competences_nl = texts(_("competences"), blank=True)
    languages = choice(_("answers in"), Languages, blank=True)
    promised_days = models.PositiveSmallIntegerField(
        _("promised delay, in working days"), null=True, blank=True
    )
    mailbox = Mailbox(_("shared mailbox"), blank=True)
    telephone = Line(
        _("telephone"), max_length=40, blank=True, validators=[validate_telephone]
    )
    source = key(Source, _("source"), null=True, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    # Who does its work since: never one that has itself a successor.
    successor = key("self", _("successor"), null=True, blank=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        constraints = [
            in_both_languages(
                "service_named_in_both_languages",
                filled("name"),
                said=_("Write the name in French and in Dutch."),
            ),
            once(
                "service_once",
                ["organisation", "name_fr"],
                said=_("This service already exists."),
            ),
            in_both_languages(
                "service_competences_in_both_languages", paired("competences")
            ),
            always("service_known_languages", Q(languages__in=["", *Languages.values])),
            always(
                "service_closes_once",
                Q(is_active=False) | Q(closed_on__isnull=True, successor__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.organisation})"
