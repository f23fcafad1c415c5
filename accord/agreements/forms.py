"""What is typed about agreements. Saving it is the actions' business."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from accord.agreements.rules import Choice, State, StepKind
from accord.directory.models import Organisation
from accord.framework.models import Mission, ModelAgreement
from accord.lib.choosing import offer
from accord.lib.dateforms import DatedForm
from accord.lib.pairedforms import LONG
from accord.sources.sourced import SourcedForm


class StepForm(DatedForm, SourcedForm):
    kind = forms.ChoiceField(label=gettext_lazy("Step"), choices=StepKind)

    field_order = ("kind", "precision", "day", "until", "source", "note_fr", "note_nl")


class ChoiceForm(SourcedForm):
    mission = forms.ModelChoiceField(
        label=gettext_lazy("Mission"),
        queryset=Mission.objects.none(),
        empty_label=gettext_lazy("Choose a mission"),
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("In this agreement"),
        choices=Choice,
        widget=forms.RadioSelect,
    )

    field_order = ("mission", "answer", "source", "note_fr", "note_nl")

    def __init__(self, *args: Any, model: ModelAgreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missions = Mission.objects.public().filter(model=model).for_table()
        offer(self, mission=missions)


class ReferentForm(DatedForm, SourcedForm):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        help_text=gettext_lazy("As an official public source gives it."),
    )
    video_address = forms.URLField(
        label=gettext_lazy("Address of a video portrait"),
        required=False,
        assume_scheme="https",
    )

    field_order = ("name", "precision", "day", "until", "source", "video_address")


class AbsenceForm(DatedForm, SourcedForm):
    municipality = forms.ModelChoiceField(
        label=gettext_lazy("Municipality"),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("Choose a municipality"),
    )
    model = forms.ModelChoiceField(
        label=gettext_lazy("Model agreement"),
        queryset=ModelAgreement.objects.none(),
        empty_label=gettext_lazy("Choose a model agreement"),
    )

    field_order = ("municipality", "model", "precision", "day", "until", "source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _fill(self)


class OpenForm(SourcedForm):
    municipality = forms.ModelChoiceField(
        label=gettext_lazy("Municipality"),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("Choose a municipality"),
    )
    model = forms.ModelChoiceField(
        label=gettext_lazy("Model agreement"),
        queryset=ModelAgreement.objects.none(),
        empty_label=gettext_lazy("Choose a model agreement"),
    )

    field_order = ("municipality", "model", "source", "note_fr", "note_nl")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _fill(self)


def _fill(form: forms.Form) -> None:
    towns = Organisation.objects.public().municipalities().in_alphabet()
    models = ModelAgreement.objects.public().for_table()
    offer(form, municipality=towns, model=models)


class StrikeForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why is it struck?"),
        max_length=300,
        help_text=gettext_lazy("It stays in the file, struck, with this reason."),
    )


class NoteForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Note"), widget=forms.Textarea, max_length=LONG
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the note"),
        choices=[("fr", gettext_lazy("French")), ("nl", gettext_lazy("Dutch"))],
    )


class FilterForm(forms.Form):
    """The filters of the list, kept in its address."""

    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[("", gettext_lazy("All")), *State.choices],
        required=False,
    )
    mission = forms.ModelChoiceField(
        label=gettext_lazy("Mission"),
        queryset=Mission.objects.none(),
        to_field_name="code",
        empty_label=gettext_lazy("All"),
        required=False,
    )
    text = forms.CharField(
        label=gettext_lazy("Municipality"), required=False, max_length=80
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missions = Mission.objects.public().once_each().for_table()
        offer(self, mission=missions)
