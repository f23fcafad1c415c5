"""What is typed about an indicator: only what its kind of value needs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.framework import wording
from accord.framework.forms.models import ValidForm
from accord.framework.models import (
    Direction,
    IndicatorDefinition,
    Mission,
    TerritoryRollup,
    ValueKind,
)
from accord.lib.choosing import Radios
from accord.lib.fields import field, pair
from accord.lib.naming import spelled
from accord.lib.pairedforms import PairedForm
from accord.sources.sourced import FromSourceForm

NUMERATOR = ("numerator_label_fr", "numerator_label_nl")
DENOMINATOR = ("denominator_label_fr", "denominator_label_nl")
RATIO = (*NUMERATOR, *DENOMINATOR)
SCALE = ("scale_fr", "scale_nl")
UNIT = ("unit_fr", "unit_nl", "unit_one_fr", "unit_one_nl")
# The fields that one kind of value needs and the others do not have.
OF_KIND = {ValueKind.COUNT: UNIT, ValueKind.RATIO: RATIO, ValueKind.SCALE: SCALE}
ONLY_SOME = {*RATIO, *SCALE, *UNIT}


def _explained(name: str, sentences: Any, **said: Any) -> Any:
    return field(IndicatorDefinition, name, widget=Radios(explained=sentences), **said)


class IndicatorFilter(forms.Form):
    mission = field(
        IndicatorDefinition,
        "mission",
        among=Mission.objects.public().order_by("-model", "rank", "pk").all,
        required=False,
        empty=_("All"),
    )


class IndicatorForm(ValidForm, FromSourceForm, PairedForm):
    """What is counted, how, and how its figures add up."""

    template_name = "framework/grouped_form.html"
    pairs: tuple[str, ...] = (
        *("unit", "unit_one", "numerator_label", "denominator_label"),
        *("scale", "verification", "method"),
    )

    name_fr, name_nl = pair(IndicatorDefinition, "name", validators=[spelled])
    definition_fr, definition_nl = pair(IndicatorDefinition, "definition")
    level = _explained(
        "level", wording.LEVELS, label=_("Place in the chain of results")
    )
    unit_fr, unit_nl = pair(IndicatorDefinition, "unit")
    unit_one_fr, unit_one_nl = pair(IndicatorDefinition, "unit_one")
    numerator_label_fr, numerator_label_nl = pair(
        IndicatorDefinition,
        "numerator_label",
        label=_("Numerator: what is the part"),
        required=True,
    )
    denominator_label_fr, denominator_label_nl = pair(
        IndicatorDefinition,
        "denominator_label",
        label=_("Denominator: what is the whole"),
        required=True,
    )
    scale_fr, scale_nl = pair(IndicatorDefinition, "scale", required=True)
    direction = _explained(
        "direction", wording.DIRECTIONS, label=_("Which way is progress")
    )
    reported_as = _explained("reported_as", wording.COUNTED)
    targets_stated_as = _explained(
        "targets_stated_as", wording.TARGETS, label=_("What a target says")
    )
    territory_rollup = _explained("territory_rollup", wording.ROLLUPS)
    verification_fr, verification_nl = pair(IndicatorDefinition, "verification")
    method_fr, method_nl = pair(IndicatorDefinition, "method")
    evidence_required = field(
        IndicatorDefinition,
        "evidence_required",
        label=_("A figure needs a document as evidence"),
    )
    is_public = field(
        IndicatorDefinition,
        "is_public",
        label=_("Its verified figures may be published"),
    )

    GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (
            _("What is counted"),
            (
                *("name_fr", "name_nl", "definition_fr", "definition_nl", "level"),
                *(*UNIT, *RATIO, *SCALE),
            ),
        ),
        (
            _("How it counts and adds up"),
            ("direction", "reported_as", "targets_stated_as", "territory_rollup"),
        ),
        (
            _("How it is checked"),
            (
                *("verification_fr", "verification_nl", "method_fr", "method_nl"),
                "evidence_required",
            ),
        ),
        (
            _("Who says so, and from when"),
            ("source", "is_public", "valid_from", "valid_to"),
        ),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ONLY_SOME - set(OF_KIND.get(ValueKind(kind), ())):
            del self.fields[name]
        self.pairs = tuple(pair for pair in self.pairs if f"{pair}_fr" in self.fields)
        totals = wording.TOTALS[ValueKind(kind)]
        rollup: Any = self.fields["territory_rollup"]
        rollup.choices = [one for one in TerritoryRollup.choices if one[0] in totals]
        if kind == ValueKind.NARRATIVE:
            direction: Any = self.fields["direction"]
            direction.choices = [(Direction.NONE.value, Direction.NONE.label)]

    def groups(self) -> list[tuple[Any, list[Any]]]:
        """The fields as the page shows them, under what they have in common."""
        return [
            (title, [self[name] for name in names if name in self.fields])
            for title, names in self.GROUPS
        ]

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

    is_comparable = field(
        IndicatorDefinition,
        "is_comparable",
        label=_(
            "Its figures may be added to those of the earlier version: what is counted "
            "stayed the same"
        ),
    )

    GROUPS = (
        (_("Beside the earlier version"), ("is_comparable",)),
        *IndicatorForm.GROUPS,
    )
