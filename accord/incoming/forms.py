from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy

from accord.attachments import rules
from accord.attachments.fields import LIMITS
from accord.attachments.preparing import prepared
from accord.incoming.commas import as_workbook
from accord.incoming.lists import List
from accord.incoming.tables import read
from accord.lib.errors import Refused

LABELS = {"xlsx": rules.KINDS["xlsx"].label, "csv": "CSV"}


class ListForm(forms.Form):
    """A workbook or a CSV file. What it gives is a workbook that holds such a list."""

    file = forms.FileField(widget=forms.FileInput, allow_empty_file=True)

    def __init__(self, *args: Any, of: type[List], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = of
        types = ", ".join(LABELS[code] for code in of.kinds)
        limits = format_lazy(LIMITS, types=types, most=settings.MAX_UPLOAD_MB)
        field: Any = self.fields["file"]
        field.label = of.label
        field.help_text = format_lazy("{} {}", of.help_text, limits)
        field.widget.attrs["accept"] = ",".join(f".{code}" for code in of.kinds)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            rules.require_size(file, settings.MAX_UPLOAD_MB * rules.MB)
            if "csv" in self.of.kinds:
                file = as_workbook(file, self.of)
            rules.examined(file, accept=("xlsx",))
            file = prepared(file)
            read(file, self.of)
        except Refused as refused:
            raise forms.ValidationError(str(refused), code="refused") from refused
        file.seek(0)
        return file
