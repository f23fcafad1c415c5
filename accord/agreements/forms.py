"""What is typed about agreements. Saving it is the actions' business."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.agreements.models import Agreement, MissionChoice, Note, ReferentName, Step
from accord.agreements.rules import Choice, State
from accord.directory.models import Organisation
from accord.framework.models import Mission, ModelAgreement
from accord.lib.choosing import Among, choose_among
from accord.lib.dateforms import DatedForm
from accord.lib.fields import field
from accord.lib.textforms import TextField
from accord.sources.sourced import SourcedForm


class StepForm(DatedForm, SourcedForm):
    kind = field(Step, "kind", label=_("Step"))

    field_order = ("kind", "precision", "day", "until", "source", "note_fr", "note_nl")


class ChoiceForm(SourcedForm):
    mission = field(MissionChoice, "mission", empty=_("Choose a mission"))
    answer = field(
        MissionChoice,
        "answer",
        label=_("In this agreement"),
        choices=Choice,
        widget=forms.RadioSelect,
    )

    field_order = ("mission", "answer", "source", "note_fr", "note_nl")

    def __init__(self, *args: Any, model: ModelAgreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missions = Mission.objects.public().filter(model=model).for_table()
        choose_among(self, mission=missions)


class ReferentForm(DatedForm, SourcedForm):
    name = field(
        ReferentName, "name", help_text=_("As an official public source gives it.")
    )
    video_address = field(
        ReferentName, "video_address", label=_("Address of a video portrait")
    )

    field_order = ("name", "precision", "day", "until", "source", "video_address")


class TownForm(SourcedForm):
    """A municipality, and the model of what it concludes or does not."""

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


class AbsenceForm(DatedForm, TownForm):
    field_order = ("municipality", "model", "precision", "day", "until", "source")


class OpenForm(TownForm):
    field_order = ("municipality", "model", "source", "note_fr", "note_nl")


class NoteForm(forms.Form):
    text = field(Note, "text", label=_("Note"))
    language = field(Note, "language", label=_("Language of the note"))


class FilterForm(forms.Form):
    """The filters of the list, kept in its address."""

    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), *State.choices], required=False
    )
    mission = Among(
        label=_("Mission"),
        among=Mission.objects.public().once_each().for_table,
        to_field_name="code",
        empty_label=_("All"),
        required=False,
    )
    text = TextField(label=_("Municipality"), required=False, max_length=80)
