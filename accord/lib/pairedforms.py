"""Typing a text in both languages, or in none."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from accord.lib.bilingual import LANGUAGES

LONG = 4000  # characters: two pages, and no more of one text on any page


def long_text(label: Any) -> forms.CharField:
    """A note, a summary: it may be left out, and it has an end."""
    return forms.CharField(
        label=label, widget=forms.Textarea, max_length=LONG, required=False
    )


class PairedForm(forms.Form):
    """Each of ``pairs`` is a text with a field of its name for each language."""

    pairs: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in self.pairs:
            written = {code for code in LANGUAGES if data.get(f"{name}_{code}")}
            for missing in set(LANGUAGES) - written if written else ():
                self.add_error(
                    f"{name}_{missing}", _("Write it in French and in Dutch.")
                )
        return data
