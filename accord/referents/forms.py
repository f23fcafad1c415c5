"""What is typed about posts, referents and profiles; the actions save it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.accounts.models import User
from accord.attachments.fields import CheckedFileField
from accord.attachments.rules import CAPTIONS, FILMS
from accord.framework.models import Mission
from accord.lib.choosing import Ticks, offer
from accord.lib.dateforms import DayField
from accord.lib.numberforms import WrittenNumberField
from accord.lib.pairedforms import SideBySideForm, long_text
from accord.referents.models import FILES, Language, Referent
from accord.referents.rules import Reason, Situation
from accord.sources.sourced import SourcedForm

_FTE = gettext_lazy("1 is a full time, 0,5 a half-time.")


def _fte(**kwargs: Any) -> WrittenNumberField:
    return WrittenNumberField(
        label=gettext_lazy("Full-time equivalents"),
        min_value=0.01,
        max_digits=5,
        help_text=_FTE,
        **kwargs,
    )


def _short(label: Any, most: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, **kwargs)


class PostForm(SourcedForm):
    """A post, with the version of it that the form was made from."""

    fte = _fte(max_value=999)
    funded_from = DayField(label=gettext_lazy("Funded from"))
    funded_until = DayField(
        label=gettext_lazy("Funded until"),
        required=False,
        help_text=gettext_lazy("The last day. Empty: until further notice."),
    )

    field_order = ("means", "fte", "funded_from", "funded_until", "source")


class OpenForm(PostForm):
    """``means``: (lineage, words) of what the text in force pays, where there are."""

    means = forms.ChoiceField(
        label=gettext_lazy("By which means of the text"), required=False
    )

    def __init__(self, *args: Any, means: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if means:
            otherwise = ("", _("On another ground"))
            self.fields["means"].choices = [otherwise, *means]  # type: ignore[attr-defined] # a choice
        else:
            del self.fields["means"]


class CloseForm(forms.Form):
    funded_until = DayField(label=gettext_lazy("Last day of the funding"))


class StrikeForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why is it struck?"),
        max_length=300,
        help_text=gettext_lazy("It stays in the file, struck, with this reason."),
    )


class AppointForm(forms.Form):
    referent = forms.ModelChoiceField(
        label=gettext_lazy("Referent"),
        queryset=Referent.objects.none(),
        empty_label=gettext_lazy("A new one, by name"),
        required=False,
    )
    name = _short(gettext_lazy("Name of the new referent"), 120)
    email = forms.EmailField(
        label=gettext_lazy("E-mail address at work"),
        required=False,
        help_text=gettext_lazy("For those who work with them; never public."),
    )
    telephone = _short(gettext_lazy("Telephone at work"), 40)
    fte = _fte(max_value=1)
    starts_on = DayField(label=gettext_lazy("From"))
    ends_on = DayField(
        label=gettext_lazy("Until"),
        required=False,
        help_text=gettext_lazy("The last day. Empty: until further notice."),
    )
    note = _short(gettext_lazy("Note"), 300)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, referent=Referent.objects.visible_to(user).for_table())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("referent")) == bool(data.get("name")):
            said = _("Choose a referent, or write the name of a new one.")
            self.add_error("name", said)
        return data


class EndForm(forms.Form):
    ends_on = DayField(label=gettext_lazy("Last day"))
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason of leaving"),
        choices=Reason,
        widget=forms.RadioSelect,
    )
    note = _short(gettext_lazy("Note"), 300)


class CorrectForm(forms.Form):
    fte = _fte(max_value=1)
    starts_on = DayField(label=gettext_lazy("From"))
    ends_on = DayField(label=gettext_lazy("Until"), required=False)
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason of leaving"),
        choices=[("", gettext_lazy("Has not left")), *Reason.choices],
        required=False,
    )
    note = _short(gettext_lazy("Note"), 300)


class StrikeOccupancyForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Why is it struck?"),
        max_length=300,
        help_text=gettext_lazy("It stays in the file, struck, with this reason."),
    )


class ReferentForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("E-mail address at work"), required=False
    )
    telephone = _short(gettext_lazy("Telephone at work"), 40)
    account = forms.EmailField(
        label=gettext_lazy("E-mail address of their account here"),
        required=False,
        help_text=gettext_lazy(
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

    presentation_fr = long_text(gettext_lazy("Presentation (French)"))
    presentation_nl = long_text(gettext_lazy("Presentation (Dutch)"))
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages you speak"),
        choices=Language,
        widget=Ticks,
        required=False,
    )
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Themes"), widget=Ticks, required=False
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address for the public"),
        required=False,
        help_text=gettext_lazy("Empty: none is shown."),
    )
    telephone = _short(
        gettext_lazy("Telephone for the public"),
        40,
        help_text=gettext_lazy("Empty: none is shown."),
    )
    portrait = CheckedFileField(
        label=gettext_lazy("Portrait"), accept=("png", "jpg"), required=False
    )
    portrait_alt_fr = _short(gettext_lazy("What the portrait shows (French)"), 200)
    portrait_alt_nl = _short(gettext_lazy("What the portrait shows (Dutch)"), 200)
    video = CheckedFileField(
        label=gettext_lazy("Video portrait"), accept=FILMS, required=False
    )
    captions_fr = CheckedFileField(
        label=gettext_lazy("Captions of the video (French)"),
        accept=CAPTIONS,
        required=False,
    )
    captions_nl = CheckedFileField(
        label=gettext_lazy("Captions of the video (Dutch)"),
        accept=CAPTIONS,
        required=False,
    )
    video_address = forms.URLField(
        label=gettext_lazy("Or the address of a video elsewhere"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy("Nothing is loaded from there before a click."),
    )
    transcript_fr = long_text(gettext_lazy("Text of the video (French)"))
    transcript_nl = long_text(gettext_lazy("Text of the video (Dutch)"))
    removed = forms.MultipleChoiceField(
        label=gettext_lazy("Take out"), widget=Ticks, required=False
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
    reason = forms.CharField(
        label=gettext_lazy("What must change?"),
        widget=forms.Textarea,
        max_length=500,
        help_text=gettext_lazy("The person reads it; it is not public."),
    )


class ConfirmForm(forms.Form):
    """Nothing to type: the page says what the act does."""


class FilterForm(forms.Form):
    """The filters of the list of posts, kept in its address."""

    fact = forms.ChoiceField(
        label=gettext_lazy("What"),
        choices=[
            ("", gettext_lazy("All posts")),
            ("funded", gettext_lazy("Funded on that day")),
            *Situation.choices,
            ("signed", gettext_lazy("Agreement signed, with or without a post")),
            ("signed_without", gettext_lazy("Agreement signed, no post known")),
        ],
        required=False,
    )
    text = forms.CharField(
        label=gettext_lazy("Municipality"), required=False, max_length=80
    )
    on = DayField(label=gettext_lazy("As it stood on"), required=False)
