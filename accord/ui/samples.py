"""What the style guide shows: every component with its longest real content."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from accord.lib.imprecise import ImpreciseDate
from accord.lib.paging import page_of

STATES = (
    "none announced decided adopted concluded in_force ended unknown "
    "draft published struck chosen not_chosen disputed yes no"
).split()
DATES = ("2022-12-12", "2021-11", "2021", "[..2022-12]", "[2023-01..2023-09-08]", "")


class SampleForm(forms.Form):
    """Every kind of field, with a hint."""

    name = forms.CharField(label="Huisvestingsovereenkomst", help_text="…")
    kind = forms.ChoiceField(choices=[("a", "Création de logements sociaux")])
    answer = forms.ChoiceField(
        choices=[("yes", "Oui / Ja"), ("no", "Non / Nee")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(required=False)
    text = forms.CharField(widget=forms.Textarea, required=False)


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
        "amount": 60000,
        "number": 1218255,
    }
