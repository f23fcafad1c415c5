"""What is typed about sources."""

import re
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accord.lib.dateforms import DatedForm
from accord.lib.fields import field, pair
from accord.lib.imprecise import columns
from accord.sources.models import Kind, Source

TEXTS = ("publisher_fr", "publisher_nl", "title_fr", "title_nl")
LANGUAGES = [("both", _("Both")), ("fr", _("French")), ("nl", _("Dutch"))]
KINDS = [choice for choice in Kind.choices if choice[0] != Kind.DEMONSTRATION]


class SourceForm(DatedForm):
    """A source, in both languages; its code follows from its title."""

    kind = field(Source, "kind", choices=KINDS)
    publisher_fr, publisher_nl = pair(Source, "publisher")
    title_fr, title_nl = pair(Source, "title")
    address = field(Source, "address")
    address_nl = field(
        Source,
        "address_nl",
        label=_("Address of the same page in Dutch"),
        help_text=_("Only where Dutch has a page of its own."),
    )
    language = field(
        Source, "language", label=_("Language of the source"), choices=LANGUAGES
    )

    field_order = (
        *("kind", *TEXTS, "address", "address_nl", "language"),
        *("precision", "day", "until"),
    )

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
