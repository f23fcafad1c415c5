"""What is typed about posts, referents and profiles; the actions save it."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.attachments.fields import CheckedFileField
from accord.attachments.rules import CAPTIONS, FILMS
from accord.framework.models import Mission
from accord.lib.choosing import Ticks, choose_among
from accord.lib.dateforms import DayField
from accord.lib.fields import field, pair, reason
from accord.lib.pairedforms import SideBySideForm
from accord.lib.textforms import MailboxField, TextField
from accord.referents.models import FILES, Language, Occupancy, Post, Profile, Referent
from accord.referents.rules import Reason, Situation
from accord.sources.sourced import SourcedForm

_FTE: dict[str, Any] = {
    "min_value": 0.01,
    "help_text": _("1 is a full time, 0,5 a half-time."),
}
_LAST_DAY = _("The last day. Empty: until further notice.")


class PostForm(SourcedForm):
    fte = field(Post, "fte", max_value=999, **_FTE)
    funded_from = field(Post, "funded_from")
    funded_until = field(Post, "funded_until", help_text=_LAST_DAY)

    field_order = ("means_lineage", "fte", "funded_from", "funded_until", "source")


class OpenForm(PostForm):
    """``means``: (lineage, words) of what the text in force pays, where there are."""

    means_lineage = forms.TypedChoiceField(
        label=_("By which means of the text"),
        coerce=UUID,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args: Any, means: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["means_lineage"]
        choice.choices = [("", _("On another ground")), *means]
        if not means:
            del self.fields["means_lineage"]


class CloseForm(forms.Form):
    funded_until = DayField(label=_("Last day of the funding"))


class AppointForm(forms.Form):
    referent = field(
        Occupancy, "referent", empty=_("A new one, by name"), required=False
    )
    name = field(Referent, "name", label=_("Name of the new referent"), required=False)
    email = field(
        Referent, "email", help_text=_("For those who work with them; never public.")
    )
    telephone = field(Referent, "telephone")
    fte = field(Occupancy, "fte", max_value=1, **_FTE)
    starts_on = field(Occupancy, "starts_on")
    ends_on = field(Occupancy, "ends_on", help_text=_LAST_DAY)
    note = field(Occupancy, "note")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, referent=Referent.objects.visible_to(user).for_table())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("referent")) == bool(data.get("name")):
            said = _("Choose a referent, or write the name of a new one.")
            self.add_error("name", said)
        return data


class EndForm(forms.Form):
    ends_on = DayField(label=_("Last day"))
    reason = field(
        Occupancy, "reason", choices=Reason, required=True, widget=forms.RadioSelect
    )
    note = field(Occupancy, "note")


class CorrectForm(forms.Form):
    fte = field(Occupancy, "fte", max_value=1, **_FTE)
    starts_on = field(Occupancy, "starts_on")
    ends_on = field(Occupancy, "ends_on")
    reason = field(Occupancy, "reason", empty=_("Has not left"))
    note = field(Occupancy, "note")


class ReferentForm(forms.Form):
    name = field(Referent, "name")
    email = field(Referent, "email")
    telephone = field(Referent, "telephone")
    account = MailboxField(
        label=_("E-mail address of their account here"),
        required=False,
        help_text=_(
            "With an account, they write their own profile and nobody else does."
        ),
    )

    def clean_account(self) -> User | None:
        email = self.cleaned_data["account"].lower()
        if not email:
            return None
        # audience: the Region, who knows the address
        found = User.objects.filter(email__iexact=email, is_system=False).first()
        if found is None:
            raise forms.ValidationError(_("Nobody has an account with this address."))
        return found


class ProfileForm(SideBySideForm):
    """What a person says of themselves. What is not complete may be kept."""

    presentation_fr, presentation_nl = pair(Profile, "presentation")
    languages = forms.MultipleChoiceField(
        label=_("Languages you speak"), choices=Language, widget=Ticks, required=False
    )
    themes = forms.MultipleChoiceField(label=_("Themes"), widget=Ticks, required=False)
    email = field(Profile, "email", help_text=_("Empty: none is shown."))
    telephone = field(Profile, "telephone", help_text=_("Empty: none is shown."))
    portrait = CheckedFileField(
        label=_("Portrait"), accept=("png", "jpg"), required=False
    )
    portrait_alt_fr, portrait_alt_nl = pair(Profile, "portrait_alt")
    video = CheckedFileField(label=_("Video portrait"), accept=FILMS, required=False)
    captions_fr = CheckedFileField(
        label=_("Captions of the video (French)"), accept=CAPTIONS, required=False
    )
    captions_nl = CheckedFileField(
        label=_("Captions of the video (Dutch)"), accept=CAPTIONS, required=False
    )
    video_address = field(
        Profile,
        "video_address",
        label=_("Or the address of a video elsewhere"),
        help_text=_("Nothing is loaded from there before a click."),
    )
    transcript_fr, transcript_nl = pair(Profile, "transcript")
    removed = forms.MultipleChoiceField(
        label=_("Take out"), widget=Ticks, required=False
    )

    def __init__(self, *args: Any, kept: dict[str, Any], **kwargs: Any) -> None:
        """``kept``: the files that are there, by column, with the words for each."""
        super().__init__(*args, **kwargs)
        missions = Mission.objects.public().once_each().for_table()
        themes: Any = self.fields["themes"]
        themes.choices = [(one.code, one.short or one.title) for one in missions]
        removed: Any = self.fields["removed"]
        removed.choices = list(kept.items())
        if not kept:
            del self.fields["removed"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        names = [name for name in FILES.values() if name in data]
        found = {name: data.pop(name) for name in names}
        data["files"] = {name: file for name, file in found.items() if file}
        return data


class ReturnForm(forms.Form):
    reason = reason(
        _("What must change?"),
        widget=forms.Textarea,
        max_length=500,
        help_text=_("The person reads it; it is not public."),
    )


class FilterForm(forms.Form):
    """The filters of the list of posts, kept in its address."""

    fact = forms.ChoiceField(
        label=_("What"),
        choices=[
            ("", _("All posts")),
            ("funded", _("Funded on that day")),
            *Situation.choices,
            ("signed", _("Agreement signed, with or without a post")),
            ("signed_without", _("Agreement signed, no post known")),
        ],
        required=False,
    )
    text = TextField(label=_("Municipality"), required=False, max_length=80)
    on = DayField(label=_("As it stood on"), required=False, asks=False)
