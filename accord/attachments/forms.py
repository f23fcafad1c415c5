from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from accord.attachments.fields import CheckedFileField
from accord.attachments.rules import PAPERS
from accord.lib.textforms import TextField


class FileForm(forms.Form):
    title = TextField(
        label=gettext_lazy("What it is"),
        max_length=160,
        help_text=gettext_lazy("Such as: Minutes of the meeting of 12 March."),
    )
    file = CheckedFileField(label=gettext_lazy("File"), accept=PAPERS)
    is_sensitive = forms.BooleanField(
        label=gettext_lazy("It speaks of persons: who opens it is noted"),
        required=False,
    )

    def __init__(self, *args: Any, is_sensitive: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_sensitive:  # as everything on such a record
            del self.fields["is_sensitive"]
