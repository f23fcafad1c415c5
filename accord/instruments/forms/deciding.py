"""What is typed when a text is decided on, signed, published, suspended or ended."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.attachments.fields import CheckedFileField
from accord.lib.dateforms import DayField

LONGEST_REASON = 2000


def past_day_field(label: Any) -> DayField:
    return DayField(label=label, validators=[_must_be_past])


def _must_be_past(day: Any) -> None:
    if day > timezone.localdate():
        raise forms.ValidationError(_("That day is still to come."))


def reason_field(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_REASON,
        **kwargs,
    )


class ConfirmForm(forms.Form):
    """Nothing is asked but to be sure."""


class AgreeForm(forms.Form):
    """Which text was read: the one that is agreed on must be the same."""

    text_hash = forms.CharField(
        widget=forms.HiddenInput, max_length=64, required=False, label=""
    )


class SendBackForm(forms.Form):
    reason = reason_field(
        gettext_lazy("What must change?"),
        help_text=gettext_lazy("It stands as a comment on the text as a whole."),
    )


class ReopenForm(forms.Form):
    reason = reason_field(
        gettext_lazy("Why is the text reopened?"),
        help_text=gettext_lazy("It stands as a comment on the text as a whole."),
    )


class CollegeForm(forms.Form):
    college_on = past_day_field(gettext_lazy("Day of the decision"))
    college_number = forms.CharField(
        label=gettext_lazy("Number of the decision"), max_length=60
    )


class CouncilForm(forms.Form):
    council_on = past_day_field(gettext_lazy("Day of the decision"))
    council_number = forms.CharField(
        label=gettext_lazy("Number of the decision"), max_length=60
    )
    deliberation = CheckedFileField(
        label=gettext_lazy("Deliberation"), accept=["pdf"], required=False
    )


class SignedFileForm(forms.Form):
    file = CheckedFileField(label=gettext_lazy("The signed file"), accept=["pdf"])


class PaperForm(forms.Form):
    file = CheckedFileField(
        label=gettext_lazy("Scan of the signed document"),
        accept=["pdf", "png", "jpg"],
    )
    signed_on = past_day_field(gettext_lazy("Day of the signature"))
    statement = reason_field(
        gettext_lazy("What you state"),
        help_text=gettext_lazy(
            "For example: who signed, where, and where the original is kept."
        ),
    )


class SuspendForm(forms.Form):
    suspended_on = past_day_field(gettext_lazy("Suspended on"))
    reason = reason_field(gettext_lazy("Why is it suspended?"))


class TerminateForm(forms.Form):
    terminated_on = DayField(
        label=gettext_lazy("First day without the agreement"),
        help_text=gettext_lazy("The day before is the last one on which it holds."),
    )
    reason = reason_field(gettext_lazy("Why is it terminated?"))


class AbandonForm(forms.Form):
    reason = reason_field(gettext_lazy("Why is the draft abandoned?"))
