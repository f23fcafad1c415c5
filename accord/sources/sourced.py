"""Typing what a source says, in any room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.lib.choosing import offer
from accord.lib.fields import field, pair
from accord.lib.pairedforms import PairedForm
from accord.sources.models import Fact, Source


class FromSourceForm(forms.Form):
    """The source of what is typed."""

    source = field(
        Fact,
        "source",
        empty=_("Choose a source"),
        help_text=_("Who says so? A source that is not listed is added first."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, source=Source.objects.public().for_table())


class SourcedForm(FromSourceForm, PairedForm):
    """The source of what is typed, and a note on it."""

    pairs: tuple[str, ...] = ("note",)

    note_fr, note_nl = pair(Fact, "note")
