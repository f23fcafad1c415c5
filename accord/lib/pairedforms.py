"""Typing a text in both languages, or in none."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from accord.lib.bilingual import LANGUAGES

LONG = 4000  # characters: two pages, and no more of one text on any page


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


class SideBySideForm(forms.Form):
    """A text and its other language stand beside each other, where there is room."""

    template_name = "ui/forms/paired.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name[-3:] in ("_fr", "_nl"):
                field.widget.attrs["lang"] = name[-2:]

    def rows(self) -> list[list[Any]]:
        """The fields in sight, in their order: one alone, or both of a pair."""
        found: list[list[Any]] = []
        for field in self.visible_fields():
            is_second = field.name.endswith("_nl") and found
            if is_second and found[-1][0].name == f"{field.name[:-3]}_fr":
                found[-1].append(field)
            else:
                found.append([field])
        return found
