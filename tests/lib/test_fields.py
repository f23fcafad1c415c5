from django import forms
from django.db import models
from django.utils import translation

from accord.agreements.models import Step
from accord.directory.models import Organisation, Service
from accord.lib.dateforms import DatedForm
from accord.lib.fields import field, pair, start_of, texts
from accord.lib.imprecise import ImpreciseDate


def test_one_line_makes_the_word_and_its_two_columns():
    assert isinstance(Service._meta.get_field("name_nl"), models.CharField)
    assert Service._meta.get_field("name_fr").max_length == 160
    service = Service(name_fr="Logement", name_nl="Huisvesting")
    with translation.override("nl"):
        assert service.name == "Huisvesting"
        assert Service._meta.get_field("name_fr").verbose_name == "naam (Frans)"


def test_a_text_without_end_has_several_lines():
    _word, french, dutch = texts("summary", blank=True)
    assert isinstance(french, models.TextField)
    assert dutch.blank


def test_a_form_takes_label_length_and_choices_from_the_column():
    name, _dutch = pair(Service, "name")
    assert (str(name.label), name.max_length, name.required) == (
        "Nom (français)",
        160,
        True,
    )
    languages = field(Service, "languages", empty="Not known")
    assert languages.choices[0] == ("", "Not known")
    assert not languages.required
    assert field(Step, "kind").choices == Step._meta.get_field("kind").choices


def test_a_form_says_otherwise_where_it_must():
    french, dutch = pair(Service, "name", label="What it is called", required=False)
    assert str(dutch.label) == "What it is called (néerlandais)"
    assert not french.required


def test_a_key_chooses_among_nothing_before_it_is_told():
    source = field(Organisation, "source", empty="Choose a source")
    assert not source.queryset.exists()
    assert source.empty_label == "Choose a source"


def test_a_form_starts_with_what_the_record_holds():
    class StepForm(DatedForm):
        kind = field(Step, "kind")
        more = forms.CharField()

    step = Step(kind="adopted")
    step.date = ImpreciseDate.parse("2022-12")
    start = start_of(step, StepForm)
    assert start == {
        "kind": "adopted",
        "precision": "at",
        "day": "12/2022",
        "until": "",
    }
