from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.agreements.models import Agreement
from accord.directory.models import Organisation, Service
from accord.lib.bilingual import paired
from accord.lib.constraints import always, once
from accord.lib.fields import NOTE, Line, Mailbox, choice, in_both_languages, key, texts
from accord.lib.spans import in_order
from accord.lib.telephones import validate_telephone
from accord.network.querysets import ApartQuerySet, ContactQuerySet, StakeQuerySet
from accord.network.rules import ALONE, NodeKind, Part


class Contact(models.Model):
    """Whom to call at an organisation or at one of its services, at work."""

    ALIKE = ("organisation", "service", "name")

    organisation = key(Organisation, _("organisation"))
    service = key(Service, _("service"), null=True, blank=True)
    name = Line(_("name"), max_length=120)
    function, function_fr, function_nl = texts(_("function"), 160, blank=True)
    email = Mailbox(_("e-mail address"), blank=True)
    telephone = Line(
        _("telephone"), max_length=40, blank=True, validators=[validate_telephone]
    )
    left_on = models.DateField(_("left on"), null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = [
            in_both_languages("contact_function_in_both_languages", paired("function")),
            always("contact_has_a_name", ~Q(name="")),
        ]
        indexes = [models.Index(name="contact_name", fields=["organisation", "name"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it is read: at its service, else at its organisation."""
        if self.service_id:
            return reverse("network:service_stakes", args=[self.service_id])
        return reverse("network:organisation_stakes", args=[self.organisation_id])


class Stake(models.Model):
    """The part that an organisation has in a commitment or an action.

    ``lineage`` is what stays the same of the node from one version of the text to the
    next. On ``ended_on`` it no longer counts.
    """

    IN_FILE = "agreement"
    UNTOLD = frozenset({"lineage", "kind"})

    agreement = key(Agreement)
    lineage = models.UUIDField(_("lineage"), editable=False)
    kind = choice(_("kind"), NodeKind, editable=False)
    part = choice(pgettext_lazy("of an organisation", "part"), Part)
    organisation = key(Organisation, _("organisation"))
    service = key(Service, _("service"), null=True, blank=True)
    contact = key(Contact, _("contact"), null=True, blank=True)
    note, note_fr, note_nl = texts(NOTE, blank=True)
    starts_on = models.DateField(_("from"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    objects = StakeQuerySet.as_manager()

    class Meta:
        constraints = [
            in_both_languages("stake_note_in_both_languages", paired("note")),
            in_order("stake_ends_after_it_starts", last="ended_on"),
            always("stake_known_part", Q(part__in=Part.values)),
            once(
                "stake_one_at_a_node",
                ["agreement", "lineage", "part"],
                when=Q(ended_on__isnull=True, part__in=ALONE),
                said=_("Somebody else has this part already."),
            ),
            once(
                "stake_organisation_once",
                ["agreement", "lineage", "part", "organisation"],
                when=Q(ended_on__isnull=True, service__isnull=True),
                said=_("It has this part already."),
            ),
            once(
                "stake_service_once",
                ["agreement", "lineage", "part", "service"],
                when=Q(ended_on__isnull=True, service__isnull=False),
                said=_("It has this part already."),
            ),
        ]
        indexes = [models.Index(name="stake_node", fields=["agreement", "lineage"])]

    def __str__(self) -> str:
        return f"{self.get_part_display()} – {self.service or self.organisation}"


class Apart(models.Model):
    """Two services that look alike, and of which a person said that they are two."""

    first = key(Service)
    second = key(Service)

    objects = ApartQuerySet.as_manager()

    class Meta:
        constraints = [
            once("apart_once", ["first", "second"]),
            always("apart_in_order", Q(first__lt=F("second"))),
        ]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"
