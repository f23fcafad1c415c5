"""How often one wants mail, topic by topic."""

from typing import Any

from django import forms

from accord.notifications.rules import Rhythm, Topic


class RhythmForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for topic in Topic:
            self.fields[topic.value] = forms.ChoiceField(
                label=topic.label, choices=Rhythm.choices
            )
