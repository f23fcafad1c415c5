"""What is typed about sources."""

import re
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy

from accord.lib.dateforms import DatedForm, typed
from accord.lib.imprecise import columns
from accord.sources.models import Kind, Source

TEXTS = ("publisher_fr", "publisher_nl", "title_fr", "title_nl")
LANGUAGES = [
    ("both", gettext_lazy("Both")),
    ("fr", gettext_lazy("French")),
    ("nl", gettext_lazy("Dutch")),
]
KINDS = [choice for choice in Kind.choices if choice[0] != Kind.DEMONSTRATION]


class SourceForm(DatedForm):
    """A source, in both languages; its code follows from its title."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS)
    publisher_fr = forms.CharField(
        label=gettext_lazy("Publisher (French)"), max_length=160
    )
    publisher_nl = forms.CharField(
        label=gettext_lazy("Publisher (Dutch)"), max_length=160
    )
    title_fr = forms.CharField(label=gettext_lazy("Title (French)"), max_length=300)
    title_nl = forms.CharField(label=gettext_lazy("Title (Dutch)"), max_length=300)
    address = forms.URLField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the source"),
        choices=LANGUAGES,
        initial="both",
    )

    field_order = ("kind", *TEXTS, "address", "language", "precision", "day", "until")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if date := data.pop("date", None):
            data |= columns(date)
        return data


def code_of(data: dict[str, Any]) -> str:
    """A code for a new source, from who says what and when."""
    who, what = slugify(data["publisher_fr"])[:15], slugify(data["title_fr"])[:25]
    year = re.search(r"\d{4}", data.get("when", ""))
    parts = (who.strip("-"), what.strip("-"), year[0] if year else "")
    return "-".join(part for part in parts if part) or "source"


def filled_with(source: Source) -> dict[str, Any]:
    """What the form holds for a source that exists."""
    names = ("kind", *TEXTS, "address", "language")
    return {name: getattr(source, name) for name in names} | typed(source.date)
