"""What is typed about organisations and people. Saving it is the actions' business."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.accounts.models import User
from accord.directory.models import (
    Away,
    Body,
    Invitation,
    Membership,
    Organisation,
    Portfolio,
    Role,
    Service,
)
from accord.directory.reaching import may_follow, may_replace
from accord.lib.choosing import choose_among
from accord.lib.fields import field, pair
from accord.lib.naming import spelled
from accord.lib.pairedforms import PairedForm
from accord.lib.textforms import MailboxField, TextField

# Municipalities and their names come with the register, from a file with its source.
KINDS = [choice for choice in Body.choices if choice[0] != Body.MUNICIPALITY]
LAST_DAY = gettext_lazy("The last day. Empty: until further notice.")


class OrganisationFilter(forms.Form):
    kind = field(Organisation, "kind", empty=gettext_lazy("All"), required=False)
    text = TextField(label=gettext_lazy("Name"), required=False, max_length=80)


class OrganisationForm(PairedForm):
    """An organisation in both languages; its addresses and order follow its names."""

    pairs = ("role",)

    kind = field(Organisation, "kind", choices=KINDS)
    name_fr, name_nl = pair(Organisation, "name", validators=[spelled])
    abbreviation_fr, abbreviation_nl = pair(Organisation, "abbreviation")
    role_fr, role_nl = pair(Organisation, "role")
    website = field(Organisation, "website")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for code in ("fr", "nl"):
            name = data.get(f"name_{code}", "")
            data[f"sort_{code}"] = slugify(name).replace("-", " ")
            data[f"slug_{code}"] = slugify(name)[:80]
        return data


class MunicipalityForm(forms.Form):
    """Of a municipality, only what the register's file does not say."""

    website = field(Organisation, "website")


class ServiceForm(PairedForm):
    """A service; it closes by an act of its own, which says who takes its place."""

    pairs = ("competences",)

    name_fr, name_nl = pair(Service, "name")
    competences_fr, competences_nl = pair(Service, "competences")
    languages = field(Service, "languages", empty=gettext_lazy("Not known"))
    promised_days = field(
        Service,
        "promised_days",
        min_value=1,
        max_value=999,
        help_text=gettext_lazy("Empty: none is promised."),
    )
    mailbox = field(
        Service, "mailbox", help_text=gettext_lazy("Of the service, never of a person.")
    )
    telephone = field(Service, "telephone")


class PartForm(forms.Form):
    """For whom one acts, and from when to when: both open by default."""

    organisation = field(
        Membership,
        "organisation",
        among=Organisation.objects.public().in_alphabet,
        empty=gettext_lazy("Choose an organisation"),
    )
    role = field(
        Membership,
        "role",
        widget=forms.RadioSelect,
        initial=Role.READER,
        help_text=gettext_lazy(
            "A reader sees, an editor keeps and publishes, an approver decides too."
        ),
    )
    starts_on = field(Membership, "starts_on")
    ends_on = field(Membership, "ends_on", help_text=LAST_DAY)


class EndForm(forms.Form):
    ends_on = field(
        Membership, "ends_on", label=gettext_lazy("Last day"), required=True
    )


class PortfolioForm(forms.Form):
    """Who at the Region follows a municipality, and from when."""

    municipality = field(
        Portfolio,
        "municipality",
        among=Organisation.objects.public().municipalities().in_alphabet,
        empty=gettext_lazy("Choose a municipality"),
    )
    officer = field(
        Portfolio,
        "officer",
        among=lambda: may_follow(timezone.localdate()),
        empty=gettext_lazy("Choose an officer"),
        help_text=gettext_lazy(
            "Who edits or approves at the Region. Several may follow one municipality."
        ),
    )
    starts_on = field(Portfolio, "starts_on")
    ends_on = field(Portfolio, "ends_on", help_text=LAST_DAY)


class AwayForm(forms.Form):
    """From when to when someone is away, and who does their work meanwhile."""

    starts_on = field(Away, "starts_on", label=gettext_lazy("First day"))
    until = field(Away, "until", label=gettext_lazy("Last day"))
    replacement = field(
        Away,
        "replacement",
        empty=gettext_lazy("Nobody"),
        help_text=gettext_lazy(
            "A colleague of the same organisation: what needs the person who is away "
            "is shown on their desk."
        ),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        choose_among(self, replacement=may_replace(person, today, today))


class InvitationForm(PartForm):
    name = field(Invitation, "name")
    email = field(Invitation, "email", required=True)
    language = field(
        Invitation,
        "language",
        label=gettext_lazy("Language of the message"),
        widget=forms.RadioSelect,
    )

    field_order = ("name", "email", "language", *PartForm.base_fields)


class ProfileForm(forms.Form):
    name = field(User, "name")
    language = field(
        User,
        "language",
        label=gettext_lazy("Language of your messages"),
        widget=forms.RadioSelect,
    )


class PersonForm(forms.Form):
    name = field(User, "name")
    language = field(User, "language", widget=forms.RadioSelect)
    is_active = field(
        User,
        "is_active",
        help_text=gettext_lazy("Without it, all their sessions end at once."),
    )


class AcceptForm(forms.Form):
    """One's name and first password, typed twice, as the password rules want it.

    And one's address, where the invitation names none.
    """

    email = MailboxField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("You will sign in with it."),
    )
    name = TextField(
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
