"""What the style guide shows: every component with its longest real content."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.lib.imprecise import ImpreciseDate
from accord.lib.paging import page_of
from accord.lib.textforms import TextField
from accord.ui.pictures.marks import Mark
from accord.ui.pictures.samples import pictures

STATES = {
    "none": gettext_lazy("No agreement known"),
    "announced": gettext_lazy("Announced"),
    "decided": gettext_lazy("Decided by the College"),
    "adopted": gettext_lazy("Adopted by the council"),
    "concluded": gettext_lazy("Concluded"),
    "in_force": gettext_lazy("In force"),
    "ended": gettext_lazy("Ended"),
    "unknown": gettext_lazy("Cannot be said"),
    "draft": gettext_lazy("Draft"),
    "published": gettext_lazy("Published"),
    "struck": gettext_lazy("Struck"),
    "chosen": gettext_lazy("Chosen"),
    "not_chosen": gettext_lazy("Not chosen"),
    "disputed": gettext_lazy("Sources disagree"),
    "yes": gettext_lazy("Yes"),
    "no": gettext_lazy("No"),
}
DATES = ("2022-12-12", "2021-11", "2021", "[..2022-12]", "[2023-01..2023-09-08]", "")


class SampleForm(forms.Form):
    """Every kind of field, with a hint."""

    name = TextField(label=gettext_lazy("Housing agreement"), help_text="…")
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[("adopted", STATES["adopted"])]
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("Sources disagree"),
        choices=[(key, STATES[key]) for key in ("yes", "no")],
        widget=forms.RadioSelect,
    )
    conditions = forms.BooleanField(
        label=gettext_lazy("Conditions the referent's subsidy"), required=False
    )
    note = TextField(label=gettext_lazy("Note"), widget=forms.Textarea, required=False)
    file = forms.FileField(
        label=gettext_lazy("Files"), widget=forms.FileInput, help_text="PDF"
    )


def samples() -> dict[str, Any]:
    change = SimpleNamespace(label=_("date"), before="2022-12", after="2022-12-19")
    line = SimpleNamespace(
        who="Rita",
        told=_("published it"),
        at=datetime(2026, 11, 23, 8, 30, tzinfo=UTC),
        times=1,
        changes=[change],
    )
    return {
        "states": STATES,
        "dates": [ImpreciseDate.parse(text) for text in DATES],
        "form": SampleForm(),
        "form_with_errors": SampleForm({"name": ""}, auto_id="wrong_%s"),
        "offers": [
            SimpleNamespace(
                label=_("Publish"), url="#offers", is_primary=True, needs_form=True
            ),
            SimpleNamespace(
                label=_("Strike"), url="#offers", is_primary=False, needs_form=True
            ),
        ],
        "page": page_of(range(500), "7"),
        "history": [line],
        "spoken_languages": [_("French"), _("Dutch")],
        "communes": [
            SimpleNamespace(name=name, get_absolute_url="#people")
            for name in ("Watermael-Boitsfort", "Molenbeek-Saint-Jean")
        ],
        "transcript": _(
            "A woman stands before a town hall.\n\nShe says: “I am the housing "
            "referent of the municipality. Come and see me on Tuesdays.”"
        ),
        "marks": list(Mark),
        "pictures": pictures(),
        "amount": 60000,
        "number": 1218255,
    }
