"""Typing what a source says, in any room."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.lib.fields import field, pair, reason
from accord.lib.pairedforms import PairedForm
from accord.sources.models import Fact, Source


class FromSourceForm(forms.Form):
    """The source of what is typed."""

    source = field(
        Fact,
        "source",
        among=Source.objects.public().for_table,
        empty=_("Choose a source"),
        help_text=_("Who says so? A source that is not listed is added first."),
    )


class SourcedForm(FromSourceForm, PairedForm):
    """The source of what is typed, and a note on it."""

    pairs: tuple[str, ...] = ("note",)

    note_fr, note_nl = pair(Fact, "note")


class StrikeForm(forms.Form):
    """Why a fact, or what rests on one, is struck."""

    reason = reason(
        _("Why is it struck?"),
        help_text=_("It stays in the file, struck, with this reason."),
    )
