from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.lib.bilingual import active_language
from accord.lib.fields import field
from accord.threads.models import Remark


class RemarkForm(forms.Form):
    """What one says, and in which language."""

    text = field(Remark, "text", label=pgettext_lazy("what is said", "Comment"))
    language = field(Remark, "language", label=_("Language of the comment"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("language", active_language())
