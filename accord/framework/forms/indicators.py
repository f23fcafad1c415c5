"""What is typed about an indicator: only what its kind of value needs."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.framework import wording
from accord.framework.forms.models import ValidForm
from accord.framework.models import (
    Direction,
    Level,
    Mission,
    ReportedAs,
    TargetsStatedAs,
    TerritoryRollup,
    ValueKind,
)
from accord.lib.choosing import Radios, offer
from accord.lib.pairedforms import PairedForm, long_text
from accord.sources.models import Source

NUMERATOR = ("numerator_label_fr", "numerator_label_nl")
DENOMINATOR = ("denominator_label_fr", "denominator_label_nl")
RATIO = (*NUMERATOR, *DENOMINATOR)
SCALE = ("scale_fr", "scale_nl")
UNIT = ("unit_fr", "unit_nl")
# The fields that one kind of value needs and the others do not have.
OF_KIND = {
    ValueKind.COUNT: UNIT,
    ValueKind.RATIO: RATIO,
    ValueKind.SCALE: SCALE,
}
ONLY_SOME = {*RATIO, *SCALE, *UNIT}


def _words(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, **kwargs)


def _explained(label: Any, choices: Any, sentences: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=Radios(explained=sentences)
    )


class IndicatorFilter(forms.Form):
    mission = forms.ModelChoiceField(
        label=gettext_lazy("Mission"),
        queryset=Mission.objects.none(),
        required=False,
        empty_label=gettext_lazy("All"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missions = Mission.objects.public().order_by("-model", "rank", "pk")
        offer(self, mission=missions)


class IndicatorForm(ValidForm, PairedForm):
    """What is counted, how, and how its figures add up."""

    template_name = "framework/grouped_form.html"
    pairs: tuple[str, ...] = (
        *("unit", "numerator_label", "denominator_label"),
        *("scale", "verification", "method"),
    )

    name_fr = _words(gettext_lazy("Name (French)"))
    name_nl = _words(gettext_lazy("Name (Dutch)"))
    definition_fr = long_text(gettext_lazy("Definition (French)"))
    definition_nl = long_text(gettext_lazy("Definition (Dutch)"))
    level = _explained(
        gettext_lazy("Place in the chain of results"), Level, wording.LEVELS
    )
    unit_fr = forms.CharField(
        label=gettext_lazy("Unit (French)"), max_length=60, required=False
    )
    unit_nl = forms.CharField(
        label=gettext_lazy("Unit (Dutch)"), max_length=60, required=False
    )
    numerator_label_fr = _words(gettext_lazy("Numerator: what is the part (French)"))
    numerator_label_nl = _words(gettext_lazy("Numerator: what is the part (Dutch)"))
    denominator_label_fr = _words(
        gettext_lazy("Denominator: what is the whole (French)")
    )
    denominator_label_nl = _words(
        gettext_lazy("Denominator: what is the whole (Dutch)")
    )
    scale_fr = long_text(gettext_lazy("Steps of the scale (French)"))
    scale_nl = long_text(gettext_lazy("Steps of the scale (Dutch)"))
    direction = _explained(
        gettext_lazy("Which way is progress"), Direction, wording.DIRECTIONS
    )
    reported_as = _explained(
        gettext_lazy("Way of counting"), ReportedAs, wording.COUNTED
    )
    targets_stated_as = _explained(
        gettext_lazy("What a target says"), TargetsStatedAs, wording.TARGETS
    )
    territory_rollup = _explained(
        gettext_lazy("Total over municipalities"), TerritoryRollup, wording.ROLLUPS
    )
    verification_fr = long_text(gettext_lazy("Means of verification (French)"))
    verification_nl = long_text(gettext_lazy("Means of verification (Dutch)"))
    method_fr = long_text(gettext_lazy("Method (French)"))
    method_nl = long_text(gettext_lazy("Method (Dutch)"))
    evidence_required = forms.BooleanField(
        label=gettext_lazy("A figure needs a document as evidence"), required=False
    )
    source = forms.ModelChoiceField(
        label=gettext_lazy("Source"),
        queryset=Source.objects.none(),
        empty_label=gettext_lazy("Choose a source"),
        help_text=gettext_lazy(
            "Who says so? A source that is not listed is added first."
        ),
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("Its verified figures may be published"),
        required=False,
        initial=True,
    )

    GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (
            gettext_lazy("What is counted"),
            (
                *("name_fr", "name_nl", "definition_fr", "definition_nl", "level"),
                *(*UNIT, *RATIO, *SCALE),
            ),
        ),
        (
            gettext_lazy("How it counts and adds up"),
            ("direction", "reported_as", "targets_stated_as", "territory_rollup"),
        ),
        (
            gettext_lazy("How it is checked"),
            (
                *("verification_fr", "verification_nl", "method_fr", "method_nl"),
                "evidence_required",
            ),
        ),
        (
            gettext_lazy("Who says so, and from when"),
            ("source", "is_public", "valid_from", "valid_to"),
        ),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ONLY_SOME - set(OF_KIND.get(ValueKind(kind), ())):
            del self.fields[name]
        self.pairs = tuple(pair for pair in self.pairs if f"{pair}_fr" in self.fields)
        for name in ("definition_fr", "definition_nl", *SCALE):
            if name in self.fields:
                self.fields[name].required = True
        for name in set(SCALE) & self.fields.keys():
            self.fields[name].help_text = _("One per line, the lowest first.")
        totals = wording.TOTALS[ValueKind(kind)]
        rollup: Any = self.fields["territory_rollup"]
        rollup.choices = [one for one in TerritoryRollup.choices if one[0] in totals]
        if kind == ValueKind.NARRATIVE:
            direction: Any = self.fields["direction"]
            direction.choices = [(Direction.NONE.value, Direction.NONE.label)]
        offer(self, source=Source.objects.public().for_table())

    def groups(self) -> list[tuple[Any, list[Any]]]:
        """The fields as the page shows them, under what they have in common."""
        return [
            (title, [self[name] for name in names if name in self.fields])
            for title, names in self.GROUPS
        ]

    def clean_name_fr(self) -> str:
        name = self.cleaned_data["name_fr"]
        if not slugify(name):
            raise forms.ValidationError(_("Write it with letters or figures."))
        return name

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        steps = [
            [line for line in data.get(name, "").splitlines() if line.strip()]
            for name in SCALE
        ]
        if all(steps) and len(steps[0]) != len(steps[1]):
            said = _("Write as many steps in French as in Dutch.")
            self.add_error("scale_nl", said)
        return data


class IndicatorVersionForm(IndicatorForm):
    """The next version: what changes, and whether figures of both may be added."""

    is_comparable = forms.BooleanField(
        label=gettext_lazy(
            "Its figures may be added to those of the earlier version: what is counted "
            "stayed the same"
        ),
        required=False,
    )

    GROUPS = (
        (gettext_lazy("Beside the earlier version"), ("is_comparable",)),
        *IndicatorForm.GROUPS,
    )
