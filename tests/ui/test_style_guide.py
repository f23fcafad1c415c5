"""The style guide speaks the reader's language, like every page it stands for."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from accord.ui.samples import STATES, SampleForm


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_every_word_of_it_is_translated(language, sign_in, cast):
    with override(None):
        english = [str(word) for word in STATES.values()]
        english += [str(field.label) for field in SampleForm().fields.values()]
    with override(language):
        words = [str(word) for word in STATES.values()]
        labels = [str(field.label) for field in SampleForm().fields.values()]
        page = sign_in(cast.rita).get(reverse("ui:style_guide")).text

    said = dict(zip(english, words + labels, strict=True))
    assert [word for word, here in said.items() if word == here != "Note"] == []
    for label in labels:
        assert label in page
    for state, word in zip(STATES, words, strict=True):
        assert f'data-state="{state}">{word}</span>' in page
