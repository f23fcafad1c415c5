"""“As it stood”: the day a reader asks for with ``?on=2022-12-31``.

A page shows the field with ``{{ as_of.form.on.as_field_group }}``.
"""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accord.lib.dateforms import DayField


class OnForm(forms.Form):
    """The one field, in a form whose address keeps it. Left empty, it is today."""

    use_required_attribute = False

    on = DayField(label=gettext_lazy("As it stood on"))


@dataclass(frozen=True)
class AsOf:
    """The day shown, and the form that asked for it."""

    form: OnForm
    day: date
    today: date

    @property
    def is_asked(self) -> bool:
        return self.form.is_bound

    @property
    def error(self) -> str:
        """A sentence, when what was typed is not a day."""
        return " ".join(map(str, self.form["on"].errors))

    @property
    def query(self) -> str:
        """What a link adds to its address, to stay on this day."""
        return f"?on={self.day}" if self.is_asked and not self.error else ""

    @property
    def is_future(self) -> bool:
        return self.day > self.today


def asked_day(request: HttpRequest) -> AsOf:
    """The day asked for; today when there is none, or none that can be read."""
    today = timezone.localdate()
    is_asked = request.GET.get("on", "").strip()
    form = OnForm(request.GET if is_asked else None, auto_id="%s")
    return AsOf(form, form.cleaned_data["on"] if form.is_valid() else today, today)
