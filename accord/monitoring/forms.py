"""What is typed about results: the fields follow from the kind of value."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accord.attachments.fields import CheckedFileField
from accord.attachments.rules import PAPERS
from accord.directory.models import Organisation
from accord.framework.models import IndicatorDefinition, ReportingPeriod, ValueKind
from accord.lib.choosing import Among, Radios
from accord.lib.dateforms import DayField
from accord.lib.fields import field, pair
from accord.lib.numberforms import WrittenNumberField
from accord.lib.pairedforms import LONG
from accord.lib.textforms import TextField
from accord.monitoring import wording
from accord.monitoring.models import Evidence, Result, Verification
from accord.monitoring.parts import Breakdown
from accord.monitoring.rules.reporting import (
    FIGURE_OR_REASON,
    decrease_needs_reason,
    says_both,
)
from accord.monitoring.rules.rollup import FIGURE, Amount

SAID = (
    *("text_fr", "text_nl", "no_data_reason", "as_of_on", "reason"),
    *("remark", "remark_language"),
)
OFFERED = 16  # periods to choose from: eight years of half-years
EVIDENCE = ("title", "file", "address", "is_confidential")
DIGITS = {"max_digits": 18, "decimal_places": 4, "required": False}


def _long(label: Any, **kwargs: Any) -> TextField:
    widget = forms.Textarea(attrs={"rows": 4})
    return TextField(label=label, max_length=LONG, widget=widget, **kwargs)


def _number(label: Any, **kwargs: Any) -> WrittenNumberField:
    return WrittenNumberField(label=label, **DIGITS, **kwargs)


def _choice(label: Any, choices: list[tuple[str, Any]]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        widget=Radios,
        coerce=Decimal,
        empty_value=None,
        required=False,
    )


def figure_fields(definition: IndicatorDefinition) -> dict[str, forms.Field]:
    """The fields that a figure of this kind is typed in."""
    kind = definition.value_kind
    if kind == ValueKind.NARRATIVE:
        text_fr, text_nl = pair(
            Result, "text", widget=forms.Textarea(attrs={"rows": 4})
        )
        return {"text_fr": text_fr, "text_nl": text_nl}
    if kind == ValueKind.RATIO:
        return {
            "numerator": _number(definition.numerator_label),
            "denominator": _number(definition.denominator_label),
        }
    if kind == ValueKind.YES_NO:
        answers = [("1", _("Yes")), ("0", _("No"))]
        return {"value": _choice(_("Is it so?"), answers)}
    if kind == ValueKind.SCALE:
        options = enumerate(wording.steps_of(definition.scale))
        choices: list[tuple[str, Any]] = [(str(rank), one) for rank, one in options]
        return {"value": _choice(_("Step reached"), choices)}
    unit = "€" if kind == ValueKind.AMOUNT else definition.unit
    label = _("Figure")
    return {"value": _number(format_lazy("{} ({})", label, unit) if unit else label)}


def figure_start(row: Any, definition: IndicatorDefinition) -> dict[str, Any]:
    """What these fields hold for a figure that is known."""
    found: dict[str, Any] = {name: getattr(row, name) for name in FIGURE}
    if definition.value_kind in (ValueKind.YES_NO, ValueKind.SCALE):
        found["value"] = "" if row.value is None else str(int(row.value))
    return found


class FigureForm(forms.Form):
    """The part of a form that takes a figure of one indicator, of any kind."""

    def __init__(
        self, *args: Any, definition: IndicatorDefinition, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.definition = definition
        own = figure_fields(definition)
        self.fields = own | self.fields  # first of all

    @property
    def is_narrative(self) -> bool:
        return self.definition.value_kind == ValueKind.NARRATIVE

    def figure(self) -> dict[str, Decimal | None]:
        """The columns of the figure, those of another kind empty."""
        return {name: self.cleaned_data.get(name) for name in FIGURE}

    def amount(self) -> Amount | None:
        return Amount.read(*self.figure().values())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "denominator" in self.fields and not self.errors:
            parts = [data.get(name) is not None for name in FIGURE[1:]]
            if any(parts) and not all(parts):
                empty = FIGURE[1:][parts.index(False)]
                self.add_error(empty, _("Give the numerator and the denominator."))
            elif all(parts) and data["denominator"] <= 0:
                self.add_error("denominator", _("The denominator must be above zero."))
        return data


class EvidenceFields(forms.Form):
    """A piece of evidence: a file or an address. The model's columns, prefixed."""

    evidence_title = field(Evidence, "title", label=_("What it is"), required=False)
    evidence_file = CheckedFileField(label=_("File"), accept=PAPERS, required=False)
    evidence_address = field(Evidence, "address", label=_("Or its address"))
    evidence_is_confidential = field(
        Evidence,
        "is_confidential",
        label=_("Confidential: only the editors of both sides and the Region open it"),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = data.get("evidence_file") or data.get("evidence_address")
        if given and not data.get("evidence_title"):
            self.add_error("evidence_title", _("Say what it is."))
        if data.get("evidence_title") and not given and not self.errors:
            self.add_error("evidence_file", _("Choose a file or give an address."))
        return data


def evidence_of(typed: dict[str, Any]) -> dict[str, Any]:
    """As ``add_evidence`` takes it; nothing when none is given."""
    if not (typed.get("evidence_file") or typed.get("evidence_address")):
        return {}
    return {name: typed.get(f"evidence_{name}") for name in EVIDENCE}


class EvidenceForm(EvidenceFields):
    def clean(self) -> dict[str, Any]:
        """What ``add_evidence`` takes."""
        data = super().clean()
        found = evidence_of(data)
        if not self.errors and not found:
            self.add_error("evidence_file", _("Choose a file or give an address."))
        return found or data


class ResultForm(FigureForm, EvidenceFields):
    """A result of one indicator and one period."""

    template_name = "monitoring/result_fields.html"

    no_data_reason = field(
        Result,
        "no_data_reason",
        label=_("No figure, because"),
        empty=_("There is a figure"),
        help_text=_("Zero is a figure: choose a reason only if none is."),
    )
    as_of_on = field(
        Result,
        "as_of_on",
        help_text=_(
            "The day the figure speaks of, if it is not the last of the period."
        ),
    )
    remark = _long(_("Remark"), required=False)
    remark_language = field(
        Result, "remark_language", label=_("Language of the remark"), empty="–"
    )
    reason = _long(_("Reason"), required=False)

    def __init__(
        self,
        *args: Any,
        before: Amount | None = None,
        is_correction: bool = False,
        breakdowns: Iterable[Breakdown] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.before, self.is_correction = before, is_correction
        self.breakdowns = list(breakdowns)
        self._add_parts()
        reason = self.fields["reason"]
        if is_correction:
            reason.required = True
            reason.label = _("Why it is corrected")
        elif before is not None and self.definition.reported_as == "to_date":
            reason.label = _("Why the running total falls")
            reason.help_text = _("Only if it is lower than the figure before.")
        else:
            del self.fields["reason"]

    def _add_parts(self) -> None:
        """Fields for each part of each dimension, at the end."""
        columns = FIGURE[1:] if "numerator" in self.fields else FIGURE[:1]
        for one in self.breakdowns:
            for part, amount in one.parts:
                for column in columns:
                    label = part.label
                    if len(columns) > 1:
                        label = format_lazy("{} – {}", label, self.fields[column].label)
                    name = f"part_{part.pk}_{column}"
                    self.fields[name] = _number(label)
                    self.initial[name] = getattr(amount, column, None)

    def groups(self) -> list[tuple[Any, list[Any]]]:
        """The fields as the page shows them, under what they have in common."""
        figure = [*figure_fields(self.definition), "no_data_reason", "as_of_on"]
        remark = ["remark", "remark_language"]
        evidence = [name for name in self.fields if name.startswith("evidence_")]
        groups = [
            (_("What is reported"), [*figure, "reason"]),
            *(
                (one.dimension.dimension.label, self._names(one))
                for one in self.breakdowns
            ),
            (_("Remark"), remark),
            (_("Evidence"), evidence),
        ]
        return [
            (title, [self[name] for name in names if name in self.fields])
            for title, names in groups
        ]

    def _names(self, one: Breakdown) -> list[str]:
        """Of the fields of one dimension's parts."""
        begin = tuple(f"part_{part.pk}_" for part, _amount in one.parts)
        return [name for name in self.fields if name.startswith(begin)]

    def clean_as_of_on(self) -> Any:
        day = self.cleaned_data["as_of_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        """What the actions take: columns, parts and evidence."""
        data = super().clean()
        if data.get("remark") and not data.get("remark_language"):
            self.add_error("remark_language", _("Say in which language it is."))
        if self.errors:
            return data
        figure = (data.get(name) for name in (*FIGURE, "text_fr", "text_nl"))
        if says_both(figure, data["no_data_reason"]):
            self.add_error("no_data_reason", FIGURE_OR_REASON)
        elif "reason" in self.fields and not data["reason"]:
            now = self.amount()
            if decrease_needs_reason(self.definition.reported_as, self.before, now):
                said = _("A running total does not fall: say why it does.")
                self.add_error("reason", said)
        taken = {name: data.get(name) for name in SAID if name in self.fields}
        if not taken["remark"]:
            taken["remark_language"] = ""
        beside = {"parts": self._parts_typed(data), "evidence": evidence_of(data)}
        return {**self.figure(), **taken, **beside}

    def _parts_typed(self, data: dict[str, Any]) -> dict[Any, Amount | None]:
        found = {}
        for part in (part for one in self.breakdowns for part, _amount in one.parts):
            typed = (data.get(f"part_{part.pk}_{column}") for column in FIGURE)
            try:
                found[part] = Amount.read(*typed)
            except ValueError:
                name = next(n for n in self.fields if n.startswith(f"part_{part.pk}_"))
                said = _("Give one value, or a numerator and a denominator above zero.")
                self.add_error(name, said)
        return found


def result_start(result: Result | None, definition: IndicatorDefinition) -> Any:
    """What the form holds for a result that exists."""
    if result is None:
        return {}
    said = {name: getattr(result, name) for name in SAID}
    return said | figure_start(result, definition)


class CorrectionForm(forms.Form):
    reason = _long(
        _("Why it is corrected"),
        help_text=_(
            "The verified figure stays as it was, with this reason beside the new one."
        ),
    )


class VerificationForm(FigureForm):
    """A verifier's word; a figure given here stands beside the reported one."""

    method = field(
        Verification,
        "method",
        label=_("How it was verified"),
        widget=Radios,
        required=True,
    )
    comment = _long(
        _("Remark"),
        required=False,
        help_text=_("Required with a corrected figure: it says why."),
    )

    def __init__(self, *args: Any, may_correct: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in figure_fields(self.definition):
            if self.is_narrative or not may_correct:
                del self.fields[name]
            else:
                self.fields[name].help_text = _("Empty: the figure is right as it is.")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and self.amount() and not data.get("comment"):
            self.add_error("comment", _("Say why the figure is corrected."))
        return data


class ReturnForm(forms.Form):
    comment = _long(
        _("Why it is returned"),
        help_text=_("Who reports reads this: say what is to be changed."),
    )


class ReopenForm(forms.Form):
    opened_until = DayField(label=_("Open until"))
    reason = _long(_("Reason"))


class PeriodFilter(forms.Form):
    """Which of the last periods that have begun, or the one that is asked for."""

    period = forms.TypedChoiceField(label=_("Period"), coerce=int, required=False)

    def __init__(
        self, *args: Any, periods: list[ReportingPeriod], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        asked = str(self.data.get("period"))
        older = [one for one in periods[OFFERED:] if str(one.pk) == asked]
        offered = [*periods[:OFFERED], *older]
        choices = [(one.pk, f"{one.calendar} – {one}") for one in offered]
        cast(forms.ChoiceField, self.fields["period"]).choices = choices


class MunicipalityFilter(forms.Form):
    municipality = Among(
        label=_("Municipality"),
        among=Organisation.objects.public().municipalities().in_alphabet,
        required=False,
        empty_label=_("All"),
    )
