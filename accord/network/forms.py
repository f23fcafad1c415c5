"""What is typed about parts, contacts and services. Saving it is the actions'."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.accounts.models import User
from accord.directory.models import Body, Languages, Organisation, Service
from accord.lib.choosing import Among, Radios, choose_among
from accord.lib.dateforms import DayField
from accord.lib.fields import field, pair
from accord.lib.pairedforms import PairedForm, SideBySideForm
from accord.lib.textforms import TextField
from accord.network.models import Contact, Stake
from accord.network.rules import EXPLAINED, Gap, Part

NO_ONE = _("None in particular")
ALL = _("All")


def one_of(label: Any, choices: Any) -> forms.ChoiceField:
    """A filter: one of the choices, or all."""
    return forms.ChoiceField(label=label, choices=[("", ALL), *choices], required=False)


class ServiceFilter(forms.Form):
    text = TextField(label=_("Name or competence"), required=False, max_length=80)
    kind = one_of(_("Kind of organisation"), Body.choices)
    languages = one_of(
        _("Answers in"),
        [(one.value, one.label) for one in (Languages.FRENCH, Languages.DUTCH)],
    )


class PartFilter(forms.Form):
    part = one_of(pgettext_lazy("of an organisation", "Part"), Part.choices)


class GapFilter(forms.Form):
    gap = one_of(_("What is missing"), Gap.choices)
    town = Among(
        label=_("Municipality"),
        among=Organisation.objects.public().municipalities().in_alphabet,
        required=False,
        empty_label=ALL,
    )

    def __init__(self, *args: Any, is_regional: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_regional:
            del self.fields["town"]


class OrganisationChoice(forms.Form):
    """Whose part it is: asked first, since services and contacts follow from it."""

    organisation = field(
        Stake,
        "organisation",
        among=Organisation.objects.public().in_alphabet,
        empty=_("Choose an organisation"),
    )


class OfOneBody(SideBySideForm, PairedForm):
    """Which of the services of one organisation."""

    service = field(Stake, "service", empty=NO_ONE)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, service=Service.objects.public().standing().of(organisation))
        choice: Any = self.fields["service"]
        choice.label_from_instance = lambda one: one.name


class StakeDetailForm(OfOneBody):
    """The service, the contact and a note, of one organisation."""

    pairs = ("note",)

    contact = field(
        Stake, "contact", label=pgettext_lazy("a person", "Contact"), empty=NO_ONE
    )
    note_fr, note_nl = pair(Stake, "note")

    def __init__(
        self, *args: Any, organisation: Organisation, user: User, **kwargs: Any
    ) -> None:
        super().__init__(*args, organisation=organisation, **kwargs)
        contacts = Contact.objects.visible_to(user).standing()
        choose_among(self, contact=contacts.of_organisation(organisation).for_page())


class StakeForm(StakeDetailForm):
    part = forms.ChoiceField(
        label=pgettext_lazy("of an organisation", "Part"),
        choices=Part,
        widget=Radios(EXPLAINED),
    )

    field_order = ("part",)


class ContactForm(OfOneBody):
    pairs = ("function",)
    field_order = ("name",)

    name = field(Contact, "name")
    function_fr, function_nl = pair(Contact, "function")
    email = field(Contact, "email")
    telephone = field(Contact, "telephone", help_text=_("At work."))


def past(label: Any) -> DayField:
    """The day on which something ended: today, or one that is past."""
    return DayField(label=label, initial=timezone.localdate)


class EndForm(forms.Form):
    on = past(_("From this day it no longer counts"))


class LeftForm(forms.Form):
    on = past(_("Left on"))


class CloseForm(forms.Form):
    on = past(_("Closed on"))
    successor = forms.ModelChoiceField(
        label=_("Who takes its place"),
        queryset=Service.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
        help_text=_(
            "Its parts go to that service. Without one they stay, and are shown as "
            "something that is missing."
        ),
    )

    def __init__(
        self, *args: Any, service: Service, organisation: Organisation, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        heirs = Service.objects.public().standing().of(organisation)
        choose_among(self, successor=heirs.exclude(pk=service.pk))
