"""What is typed about parts, contacts and services. Saving it is the actions'."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accord.accounts.models import User
from accord.directory.models import Kind, Languages, Organisation, Service
from accord.lib.choosing import Radios, offer
from accord.lib.dateforms import DayField
from accord.lib.pairedforms import PairedForm, SideBySideForm, long_text
from accord.network.models import Contact, Stake
from accord.network.rules import EXPLAINED, Gap, Part

NO_ONE = gettext_lazy("None in particular")
ALL = gettext_lazy("All")


class ServiceFilter(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Name or competence"), required=False, max_length=80
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of organisation"),
        choices=[("", ALL), *Kind.choices],
        required=False,
    )
    languages = forms.ChoiceField(
        label=gettext_lazy("Answers in"),
        choices=[
            ("", ALL),
            (Languages.FRENCH.value, Languages.FRENCH.label),
            (Languages.DUTCH.value, Languages.DUTCH.label),
        ],
        required=False,
    )


class PartFilter(forms.Form):
    part = forms.ChoiceField(
        label=gettext_lazy("Part"), choices=[("", ALL), *Part.choices], required=False
    )


class GapFilter(forms.Form):
    gap = forms.ChoiceField(
        label=gettext_lazy("What is missing"),
        choices=[("", ALL), *Gap.choices],
        required=False,
    )
    town = forms.ModelChoiceField(
        label=gettext_lazy("Municipality"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=ALL,
    )

    def __init__(self, *args: Any, is_regional: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_regional:
            towns = Organisation.objects.public().municipalities().in_alphabet()
            offer(self, town=towns)
        else:
            del self.fields["town"]


class OrganisationChoice(forms.Form):
    """Whose part it is: asked first, since services and contacts follow from it."""

    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisation"),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("Choose an organisation"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, organisation=Organisation.objects.public().in_alphabet())


class StakeDetailForm(SideBySideForm, PairedForm):
    """The service, the contact and a note, of one organisation."""

    pairs = ("note",)

    service = forms.ModelChoiceField(
        label=gettext_lazy("Service"),
        queryset=Service.objects.none(),
        required=False,
        empty_label=NO_ONE,
    )
    contact = forms.ModelChoiceField(
        label=gettext_lazy("Contact"),
        queryset=Contact.objects.none(),
        required=False,
        empty_label=NO_ONE,
    )
    note_fr = long_text(gettext_lazy("Note (French)"))
    note_nl = long_text(gettext_lazy("Note (Dutch)"))

    def __init__(
        self, *args: Any, organisation: Organisation, user: User, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        contacts = Contact.objects.visible_to(user).standing()
        offer(
            self,
            service=Service.objects.public().standing().of(organisation),
            contact=contacts.of_organisation(organisation).for_page(),
        )
        choice: Any = self.fields["service"]
        choice.label_from_instance = lambda one: one.name


class StakeForm(StakeDetailForm):
    part = forms.ChoiceField(
        label=gettext_lazy("Part"), choices=Part, widget=Radios(EXPLAINED)
    )

    field_order = ("part", "service", "contact", "note_fr", "note_nl")


def filled_with(record: Stake | Contact, form: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in form.base_fields}


class DayForm(forms.Form):
    """The day on which something ended: today, or one that is past."""

    label: Any = gettext_lazy("On")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = DayField(label=self.label, initial=timezone.localdate)


class EndForm(DayForm):
    label = gettext_lazy("From this day it no longer counts")


class LeftForm(DayForm):
    label = gettext_lazy("Left on")


class CloseForm(DayForm):
    label = gettext_lazy("Closed on")

    successor = forms.ModelChoiceField(
        label=gettext_lazy("Who takes its place"),
        queryset=Service.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody yet"),
        help_text=gettext_lazy(
            "Its parts go to that service. Without one they stay, and are shown as "
            "something that is missing."
        ),
    )

    field_order = ("on", "successor")

    def __init__(
        self, *args: Any, service: Service, organisation: Organisation, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        heirs = Service.objects.public().standing().of(organisation)
        offer(self, successor=heirs.exclude(pk=service.pk))


class ContactForm(SideBySideForm, PairedForm):
    pairs = ("function",)

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    service = forms.ModelChoiceField(
        label=gettext_lazy("Service"),
        queryset=Service.objects.none(),
        required=False,
        empty_label=NO_ONE,
    )
    function_fr = forms.CharField(
        label=gettext_lazy("Function (French)"), max_length=160, required=False
    )
    function_nl = forms.CharField(
        label=gettext_lazy("Function (Dutch)"), max_length=160, required=False
    )
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    telephone = forms.CharField(
        label=gettext_lazy("Telephone"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("At work."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, service=Service.objects.public().standing().of(organisation))
        choice: Any = self.fields["service"]
        choice.label_from_instance = lambda one: one.name
