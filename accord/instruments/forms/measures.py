"""What is typed about indicators and targets: the fields follow the kind of value."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.directory.models import Body, Organisation
from accord.framework.models import IndicatorDefinition, ReportingPeriod, ValueKind
from accord.instruments.forms.nodes import (
    ActionForm,
    CommitmentForm,
    MeansForm,
    MissionForm,
    NodeForm,
)
from accord.instruments.models import AgreedIndicator, Target
from accord.instruments.rules import Baseline
from accord.lib.choosing import Radios, choose_among
from accord.lib.fields import field, pair
from accord.lib.numberforms import WrittenNumberField


def measured_fields(definition: IndicatorDefinition) -> Iterator[tuple[str, Any]]:
    """By name, the fields in which a value of this indicator is typed; none for text.

    Yes is 1 and no is 0; a step of a scale counts the steps below it.
    """
    kind = definition.value_kind
    if kind == ValueKind.RATIO:
        for name in ("numerator", "denominator"):
            label = getattr(definition, f"{name}_label")
            yield name, _number(label[:1].upper() + label[1:])
    elif kind == ValueKind.YES_NO:
        yield "value", _choice(_("Value"), [("1", _("Yes")), ("0", _("No"))])
    elif kind == ValueKind.SCALE:
        steps = [line for line in definition.scale.splitlines() if line.strip()]
        yield "value", _choice(_("Value"), [(str(n), s) for n, s in enumerate(steps)])
    elif kind == ValueKind.AMOUNT:
        yield "value", _number(_("Amount in euro"), decimal_places=2)
    elif kind == ValueKind.COUNT:
        yield "value", _number(_("Value"), help_text=definition.unit)


def _number(label: Any, **kwargs: Any) -> WrittenNumberField:
    defaults = {"decimal_places": 4, "max_digits": 18, "required": False}
    return WrittenNumberField(label=label, **defaults | kwargs)


def _choice(label: Any, choices: list[tuple[str, Any]]) -> forms.TypedChoiceField:
    return _StepField(
        label=label,
        choices=choices,
        coerce=Decimal,
        empty_value=None,
        required=False,
        widget=Radios,
    )


class _StepField(forms.TypedChoiceField):
    def prepare_value(self, value: Any) -> Any:
        return str(int(value)) if isinstance(value, Decimal) else value


class MeasuredForm(NodeForm):
    """A part with a value of an indicator, in the field or fields that its kind has."""

    definition: Any  # of the indicator
    about_value: frozenset[str] = frozenset()  # constraints

    def add_measured(self) -> None:
        self.measured = dict(measured_fields(self.definition))
        self.fields |= self.measured
        self.order_fields(self.field_order)

    def place_of(self, rule: str) -> str | None:
        """A missing value is said where it is typed, a wrong ratio at its whole."""
        if rule in self.about_value:
            return next(reversed(self.measured), None)
        return super().place_of(rule)


class IndicatorForm(MeasuredForm):
    """Where one starts from, and how far from its target a figure is still on track."""

    model = AgreedIndicator
    at = {"baseline_source_in_both_languages": "baseline_source_fr"}
    about_value = frozenset(
        {"agreedindicator_value_or_ratio", "baseline_has_value_when_known"}
    )

    baseline_state = field(
        AgreedIndicator,
        "baseline_state",
        label=_("Baseline: where one starts from"),
        widget=Radios,
    )
    baseline_on = field(AgreedIndicator, "baseline_on")
    baseline_source_fr, baseline_source_nl = pair(AgreedIndicator, "baseline_source")
    tolerance_pct = field(
        AgreedIndicator,
        "tolerance_pct",
        help_text=_("How far from its target a figure is still called on track."),
        initial=0,
        min_value=0,
        max_value=100,
    )
    reporter = field(
        AgreedIndicator, "reporter", help_text="", empty=_("the municipality")
    )

    field_order = (
        *("baseline_state", "value", "numerator", "denominator", "baseline_on"),
        *("baseline_source_fr", "baseline_source_nl", "tolerance_pct", "reporter"),
    )

    def __init__(
        self, *args: Any, definition: IndicatorDefinition | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.definition = self.node.definition if self.node else definition
        others = Organisation.objects.public().exclude(kind=Body.MUNICIPALITY)
        choose_among(self, reporter=others.in_alphabet())
        self.add_measured()
        if not self.measured:
            state: Any = self.fields["baseline_state"]
            state.choices = [one for one in Baseline.choices if one[0] != "known"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        return data | {"definition": self.definition}


class TargetForm(MeasuredForm):
    """What is to be reached in a period of the calendar, or over the whole time."""

    model = Target
    at = {"target_once_per_period": "period", "target_once_overall": "period"}
    about_value = frozenset({"target_value_or_ratio", "target_has_a_value"})

    period = field(
        Target,
        "period",
        help_text="",
        empty=_("Overall: the whole time of the agreement"),
    )
    reason_fr, reason_nl = pair(
        Target, "reason", label=_("Why it changes"), required=True
    )

    field_order = (
        *("period", "value", "numerator", "denominator", "reason_fr", "reason_nl"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definition = self.under.definition
        if not self.text.number:  # nothing was signed that it could change
            del self.fields["reason_fr"], self.fields["reason_nl"]
        periods = ReportingPeriod.objects.public().filter(calendar=self.text.calendar)
        choose_among(self, period=periods.in_time())
        self.add_measured()


FORMS: dict[str, type[NodeForm]] = {
    form.model.KIND: form
    for form in (
        MissionForm,
        CommitmentForm,
        ActionForm,
        MeansForm,
        IndicatorForm,
        TargetForm,
    )
}
