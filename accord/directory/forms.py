"""What is typed about organisations and people. Saving it is the actions' business."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.accounts.models import User
from accord.directory import following
from accord.directory.models import Kind, Languages, Organisation, Role
from accord.lib.choosing import offer
from accord.lib.dateforms import DayField
from accord.lib.pairedforms import PairedForm, long_text

# Municipalities and their names come with the register, from a file with its source.
KINDS = [choice for choice in Kind.choices if choice[0] != Kind.MUNICIPALITY]
NAMES = ("name_fr", "name_nl")


class OrganisationFilter(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("", gettext_lazy("All")), *Kind.choices],
        required=False,
    )
    text = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=80)


class OrganisationForm(PairedForm):
    """An organisation in both languages; its addresses and order follow its names."""

    pairs = ("role",)

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS)
    name_fr = forms.CharField(label=gettext_lazy("Name (French)"), max_length=160)
    name_nl = forms.CharField(label=gettext_lazy("Name (Dutch)"), max_length=160)
    abbreviation_fr = forms.CharField(
        label=gettext_lazy("Abbreviation (French)"), max_length=40, required=False
    )
    abbreviation_nl = forms.CharField(
        label=gettext_lazy("Abbreviation (Dutch)"), max_length=40, required=False
    )
    role_fr = long_text(gettext_lazy("Part it has (French)"))
    role_nl = long_text(gettext_lazy("Part it has (Dutch)"))
    website = forms.URLField(
        label=gettext_lazy("Website"),
        required=False,
        max_length=300,
        assume_scheme="https",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for code in ("fr", "nl"):
            name = data.get(f"name_{code}", "")
            data[f"sort_{code}"] = slugify(name).replace("-", " ")
            data[f"slug_{code}"] = slugify(name)[:80]
            if name and not data[f"slug_{code}"]:
                self.add_error(f"name_{code}", _("Write it with letters or figures."))
        return data


class MunicipalityForm(OrganisationForm):
    """Of a municipality, only what the register's file does not say."""

    field_order = ("website",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - {"website"}:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        return forms.Form.clean(self) or {}


def filled_with(organisation: Organisation) -> dict[str, Any]:
    """What the form holds for an organisation that exists."""
    names = OrganisationForm.base_fields
    return {name: getattr(organisation, name) for name in names}


class ServiceForm(PairedForm):
    """A service; it closes by an act of its own, which says who takes its place."""

    pairs = ("competences",)

    name_fr = forms.CharField(label=gettext_lazy("Name (French)"), max_length=160)
    name_nl = forms.CharField(label=gettext_lazy("Name (Dutch)"), max_length=160)
    competences_fr = long_text(gettext_lazy("Competences (French)"))
    competences_nl = long_text(gettext_lazy("Competences (Dutch)"))
    languages = forms.ChoiceField(
        label=gettext_lazy("Answers in"),
        choices=[("", gettext_lazy("Not known")), *Languages.choices],
        required=False,
    )
    promised_days = forms.IntegerField(
        label=gettext_lazy("Promised delay, in working days"),
        required=False,
        min_value=1,
        max_value=999,
        help_text=gettext_lazy("Empty: none is promised."),
    )
    mailbox = forms.EmailField(
        label=gettext_lazy("Shared mailbox"),
        required=False,
        help_text=gettext_lazy("Of the service, never of a person."),
    )
    telephone = forms.CharField(
        label=gettext_lazy("Telephone"), required=False, max_length=40
    )


class PeriodForm(forms.Form):
    """From a day to a day, both open by default."""

    starts_on = DayField(label=gettext_lazy("From"), required=False)
    ends_on = DayField(
        label=gettext_lazy("Until"),
        required=False,
        help_text=gettext_lazy("The last day. Empty: until further notice."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("It ends after it starts."))
        return data


class PartForm(PeriodForm):
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisation"),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("Choose an organisation"),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=Role,
        widget=forms.RadioSelect,
        initial=Role.READER,
        help_text=gettext_lazy(
            "A reader sees, an editor keeps and publishes, an approver decides too."
        ),
    )

    field_order = ("organisation", "role", "starts_on", "ends_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Organisation.objects.public().in_alphabet()
        offer(self, organisation=bodies)


class EndForm(forms.Form):
    ends_on = DayField(label=gettext_lazy("Last day"))


class PortfolioForm(forms.Form):
    """Who at the Region follows a municipality, and from when."""

    municipality = forms.ModelChoiceField(
        label=gettext_lazy("Municipality"),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("Choose a municipality"),
    )
    officer = forms.ModelChoiceField(
        label=gettext_lazy("Officer"),
        queryset=User.objects.none(),
        empty_label=gettext_lazy("Choose an officer"),
        help_text=gettext_lazy(
            "Who edits or approves at the Region. Several may follow one municipality."
        ),
    )
    starts_on = DayField(label=gettext_lazy("From"))
    ends_on = DayField(
        label=gettext_lazy("Until"),
        required=False,
        help_text=gettext_lazy("The last day. Empty: until further notice."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        towns = Organisation.objects.public().municipalities().in_alphabet()
        officers = following.may_follow(timezone.localdate())
        offer(self, municipality=towns, officer=officers)


class AwayForm(forms.Form):
    """From when to when someone is away, and who does their work meanwhile."""

    starts_on = DayField(label=gettext_lazy("First day"))
    until = DayField(label=gettext_lazy("Last day"))
    replacement = forms.ModelChoiceField(
        label=gettext_lazy("Replaced by"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody"),
        help_text=gettext_lazy(
            "A colleague of the same organisation: what needs the person who is away "
            "is shown on their desk."
        ),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        offer(self, replacement=following.may_replace(person, today, today))


class InvitationForm(PartForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the message"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        initial="fr",
    )

    field_order = ("name", "email", "language", *PartForm.field_order)  # type: ignore[assignment]


class ProfileForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of your messages"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )


class PersonForm(ProfileForm):
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )
    is_active = forms.BooleanField(
        label=gettext_lazy("May sign in"),
        required=False,
        help_text=gettext_lazy("Without it, all their sessions end at once."),
    )


class AcceptForm(forms.Form):
    """One's name and first password, typed twice, as the password rules want it.

    And one's address, where the invitation names none.
    """

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("You will sign in with it."),
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html,
    )
    again = forms.CharField(
        label=gettext_lazy("Password, again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = email
        if email:
            del self.fields["email"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        password, again = data.get("password"), data.pop("again", None)
        if password and again and password != again:
            self.add_error("again", _("The two passwords differ."))
        elif password:
            address = self.address or data.get("email", "")
            person = User(email=address, name=data.get("name", ""))
            try:
                validate_password(password, person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data
