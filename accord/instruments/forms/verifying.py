"""What anyone gives to have a document checked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.attachments.fields import CheckedFileField
from accord.lib.textforms import TextField


class NumberForm(forms.Form):
    number = TextField(
        label=_("Number of the document"),
        max_length=60,
        required=False,
        help_text=_("At the head of each page, for example 21009-2026-0."),
    )
    code = TextField(
        label=_("Code"),
        max_length=64,
        required=False,
        help_text=_(
            "The first twelve signs of the fingerprint at the foot of each page. It is "
            "asked for documents that are not public."
        ),
    )


class FileForm(NumberForm):
    file = CheckedFileField(
        label=_("The file"),
        accept=["pdf"],
        is_kept=False,
        required=False,
        help_text=_("It is examined and not kept."),
    )

    field_order = ("file", "number", "code")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("file") and not data.get("number"):
            raise forms.ValidationError(_("Give a number or a file."))
        return data
