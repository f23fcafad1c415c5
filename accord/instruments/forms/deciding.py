"""What is typed when a text is decided on, signed, published, suspended or ended."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.attachments.fields import CheckedFileField
from accord.instruments.models import Signature
from accord.lib.dateforms import DayField
from accord.lib.fields import field
from accord.lib.textforms import TextField

LONGER: dict[str, Any] = {  # than one line
    "widget": forms.Textarea(attrs={"rows": 4}),
    "max_length": 2000,
}


def past_day_field(label: Any) -> DayField:
    return DayField(label=label, validators=[_must_be_past])


def _must_be_past(day: Any) -> None:
    if day > timezone.localdate():
        raise forms.ValidationError(_("That day is still to come."))


def reason_field(label: Any, **kwargs: Any) -> TextField:
    return TextField(label=label, **LONGER, **kwargs)


def place_field(**options: Any) -> Any:
    label = _("Place of the signature")
    return field(Signature, "place", label=label, **options)


class SendBackForm(forms.Form):
    reason = reason_field(
        _("What must change?"),
        help_text=_("It stands as a comment on the text as a whole."),
    )


class ReopenForm(forms.Form):
    reason = reason_field(
        _("Why is the text reopened?"),
        help_text=_("It stands as a comment on the text as a whole."),
    )


def deliberation_field() -> CheckedFileField:
    return CheckedFileField(label=_("Deliberation"), accept=["pdf"])


class CollegeForm(forms.Form):
    college_on = past_day_field(_("Day of the decision"))
    college_number = TextField(label=_("Number of the decision"), max_length=60)
    deliberation = deliberation_field()


class StrikeForm(forms.Form):
    reason = reason_field(_("Why is it struck?"))


class CouncilForm(forms.Form):
    council_on = past_day_field(_("Day of the decision"))
    council_number = TextField(label=_("Number of the decision"), max_length=60)
    deliberation = deliberation_field()


class SignedFileForm(forms.Form):
    file = CheckedFileField(label=_("The signed file"), accept=["pdf"])
    is_theirs = forms.BooleanField(
        label=_("I know that this signature is theirs"),
        required=False,
        help_text=_(
            "Asked only when the certificate names somebody else, or no authority that "
            "is trusted here vouches for it. Your answer is kept."
        ),
    )
    place = place_field(
        help_text=_("Empty: what the signature itself says, where it says it.")
    )


class PaperForm(forms.Form):
    file = CheckedFileField(
        label=_("Scan of the signed document"), accept=["pdf", "png", "jpg"]
    )
    signed_on = past_day_field(_("Day of the signature"))
    place = place_field()
    statement = reason_field(
        _("What you state"),
        help_text=_("For example: who signed, where, and where the original is kept."),
    )


class SuspendForm(forms.Form):
    suspended_on = past_day_field(_("Suspended on"))
    reason = reason_field(_("Why is it suspended?"))


class TerminateForm(forms.Form):
    terminated_on = DayField(
        label=_("First day without the agreement"),
        help_text=_("The day before is the last one on which it holds."),
    )
    reason = reason_field(_("Why is it terminated?"))


class AbandonForm(forms.Form):
    reason = reason_field(_("Why is the draft abandoned?"))
