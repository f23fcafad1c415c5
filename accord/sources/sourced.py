"""Typing what a source says, in any room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from accord.lib.choosing import offer
from accord.lib.pairedforms import PairedForm, long_text
from accord.sources.models import Source


class SourcedForm(PairedForm):
    """The source of what is typed, and a note on it."""

    pairs: tuple[str, ...] = ("note",)

    source = forms.ModelChoiceField(
        label=gettext_lazy("Source"),
        queryset=Source.objects.none(),
        empty_label=gettext_lazy("Choose a source"),
        help_text=gettext_lazy(
            "Who says so? A source that is not listed is added first."
        ),
    )
    note_fr = long_text(gettext_lazy("Note (French)"))
    note_nl = long_text(gettext_lazy("Note (Dutch)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, source=Source.objects.public().for_table())
