"""What is typed about a text as a whole: opening, terms, who signs, comments."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.agreements.models import Agreement
from accord.directory.models import Organisation
from accord.directory.needs import Side
from accord.framework.models import Calendar, ModelAgreement
from accord.instruments.models import Instrument, Signatory, Target
from accord.instruments.workflow import State
from accord.lib.choosing import Radios
from accord.lib.fields import field, pair
from accord.lib.pairedforms import SideBySideForm


def calendar_field() -> Any:
    """By which one it is reported, if it is known."""
    rows = Calendar.objects.public().for_table
    return field(Instrument, "calendar", among=rows, empty=_("not known yet"))


class FilterForm(forms.Form):
    """The filters of the list, kept in its address."""

    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), *State.choices], required=False
    )
    agreement = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=2**31, required=False
    )


class OpenForm(forms.Form):
    municipality = field(
        Agreement,
        "municipality",
        among=Organisation.objects.public().municipalities().in_alphabet,
        empty=_("Choose a municipality"),
    )
    model = field(
        Agreement,
        "model",
        label=_("Model agreement"),
        among=ModelAgreement.objects.public().for_table,
        empty=_("Choose a model agreement"),
    )
    calendar = calendar_field()


class TermsForm(SideBySideForm):
    """By which calendar it is reported, from when until when it holds, and why.

    A calendar whose periods have targets stays: they would belong to no period of it.
    """

    calendar = calendar_field()
    effective_on = field(
        Instrument,
        "effective_on",
        help_text=_("For example 12/12/2022. Empty: on the day of the last signature."),
    )
    ends_on = field(Instrument, "ends_on")
    reason_fr, reason_nl = pair(
        Instrument, "reason", label=_("Reason of the change"), required=True
    )

    def __init__(self, *args: Any, text: Instrument, **kwargs: Any) -> None:
        self.text = text
        super().__init__(*args, **kwargs)
        if not text.number:
            del self.fields["reason_fr"], self.fields["reason_nl"]

    def clean_calendar(self) -> Calendar | None:
        calendar = self.cleaned_data["calendar"]
        # audience: whoever writes the text
        targets = Target.objects.of(self.text).filter(period__isnull=False)
        if targets.exclude(period__calendar=calendar).exists():
            raise forms.ValidationError(
                _("Targets are set for periods of another calendar: remove them first.")
            )
        return calendar

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts, ends = data.get("effective_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("It ends before it takes effect."))
        return data


class SignatoryForm(SideBySideForm):
    """Who signs, and in which place; the side is said once, when they are added."""

    side = forms.ChoiceField(
        label=_("Signs for"),
        choices=[
            (Side.MUNICIPALITY.value, _("the municipality")),
            (Side.REGION.value, _("the Region")),
        ],
        widget=Radios,
    )
    name = field(Signatory, "name")
    capacity_fr, capacity_nl = pair(Signatory, "capacity")
    rank = forms.IntegerField(
        label=_("Place in the order of signing"),
        help_text=_("Empty: after those who are named already."),
        min_value=1,
        max_value=99,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        text: Instrument,
        signatory: Signatory | None = None,
        **kwargs: Any,
    ) -> None:
        self.text, self.signatory = text, signatory
        super().__init__(*args, **kwargs)
        if signatory:
            del self.fields["side"]
            self.fields["rank"].required = True
            self.fields["rank"].help_text = ""

    def clean_rank(self) -> int | None:
        rank = self.cleaned_data["rank"]
        # audience: whoever writes the text
        others = Signatory.objects.of(self.text).filter(rank=rank)
        if self.signatory:
            others = others.exclude(pk=self.signatory.pk)
        if rank and others.exists():
            raise forms.ValidationError(_("Somebody signs in that place already."))
        return rank
