"""What is ticked and said when a signed text is opened again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.instruments.content import Content, nodes
from accord.instruments.forms.deciding import LONGER
from accord.instruments.models import Instrument
from accord.instruments.rules import Kind
from accord.lib.fields import field, pair
from accord.lib.pairedforms import PairedForm

KINDS = [choice for choice in Kind.choices if choice[0] != Kind.CONTRACT]


class AmendmentForm(PairedForm):
    """``content``: the text in force. Only parts of it can be ticked."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=KINDS, initial=Kind.AMENDMENT, widget=forms.RadioSelect
    )
    reason_fr, reason_nl = pair(
        Instrument, "reason", label=_("Reason"), required=True, **LONGER
    )
    effective_on = field(
        Instrument,
        "effective_on",
        help_text=_(
            "Empty, or before the last signature: on the day of that signature."
        ),
    )
    ends_on = field(
        Instrument,
        "ends_on",
        label=_("New last day"),
        help_text=_("Empty: as it is now."),
    )
    takes_missions = forms.BooleanField(
        label=_("Missions may be added"), required=False
    )
    lineages = forms.MultipleChoiceField(
        label=_("What changes"), required=False, widget=forms.CheckboxSelectMultiple
    )

    pairs = ("reason",)

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ends_now = content["ends_on"]
        choices = [
            (node["lineage"], node["number"]) for _k, node, _up in nodes(content)
        ]
        self.fields["lineages"].choices = choices  # type: ignore[attr-defined] # it chooses

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        ends_on, effective_on = data.get("ends_on"), data.get("effective_on")
        later = ends_on and (self.ends_now is None or str(ends_on) > self.ends_now)
        if data.get("kind") == Kind.RENEWAL and not later and not self.errors:
            self.add_error(
                "ends_on", _("A renewal ends later than the text it renews.")
            )
        last = str(ends_on or self.ends_now or "")
        if effective_on and last and str(effective_on) > last:
            self.add_error("effective_on", _("It takes effect after its last day."))
        opens = data.get("lineages") or data.get("takes_missions") or ends_on
        if not opens and not self.errors:
            self.add_error("lineages", _("Tick what changes, or give a new last day."))
        return data
