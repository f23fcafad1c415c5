"""Texts of one language say which: a screen reader reads them in it."""

import pytest
from django import forms
from django.urls import reverse

from accord.framework.models import Mission
from accord.journal.models import snapshot, trace_many
from tests import make


class NamedForm(forms.Form):
    name_fr = forms.CharField()
    name_nl = forms.CharField()
    of_nl = forms.CharField(widget=forms.Textarea)
    nl = forms.CharField()


@pytest.mark.parametrize(
    ("name", "language"), [("name_fr", "fr"), ("name_nl", "nl"), ("of_nl", "nl")]
)
def test_a_field_says_its_language(name, language):
    assert f'lang="{language}"' in str(NamedForm()[name])


def test_a_field_of_no_language_says_none():
    assert "lang=" not in str(NamedForm()["nl"])


def test_what_changed_is_said_in_its_language(cast, sign_in):
    mission = make.mission(model=make.model_agreement())
    before = snapshot(mission)
    Mission.objects.filter(pk=mission.pk).update(title_fr="Vide", title_nl="Leeg")
    mission.refresh_from_db()
    trace_many([(mission, before)], by=cast.rita, verb="framework.edit_mission")

    page = sign_in(cast.rita).get(reverse("framework:mission_edit", args=[mission.pk]))

    for language, said in (("fr", "Vide"), ("nl", "Leeg")):
        part = page.text.partition(f"<ins>{said}</ins>")[0].rpartition("<dd")[2]
        assert part.startswith(f' lang="{language}"'), said
