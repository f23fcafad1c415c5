"""Which records a form offers to choose from: known only when it is shown."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from accord.lib.asked import LONGEST


class Radios(forms.RadioSelect):
    """One of a few; ``explained`` gives the sentence beside each choice."""

    template_name = "ui/forms/choices.html"

    def __init__(self, explained: Mapping[Any, Any] | None = None, **kwargs: Any):
        super().__init__(**kwargs)
        self.explained = explained or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> Any:
        option = super().create_option(name, value, *args, **kwargs)
        return option | {"explained": self.explained.get(value, "")}


class Ticks(forms.CheckboxSelectMultiple):
    """Any of a few."""

    template_name = "ui/forms/choices.html"


class Among(forms.ModelChoiceField):
    """One of the records that ``among`` gives, asked when the form is shown."""

    def __init__(
        self,
        queryset: Any = None,
        *,
        among: Callable[[], QuerySet[Any, Any]],
        **kwargs: Any,
    ) -> None:
        super().__init__(queryset, **kwargs)
        self.among = among

    def __deepcopy__(self, memo: Any) -> Any:
        """Each form has fields of its own, made as it is."""
        made = super().__deepcopy__(memo)
        made.queryset = self.among()
        return made


class Several(forms.ModelMultipleChoiceField):
    """Any of the records that are offered; a number that none can have is refused."""

    def clean(self, value: Any) -> Any:
        for key in value if isinstance(value, list | tuple) else ():
            if len(str(key)) > LONGEST:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": str(key)[:LONGEST]},
                )
        return super().clean(value)


def choose_among(form: forms.Form, **rows: QuerySet[Any, Any]) -> None:
    """``choose_among(self, mission=missions)``: the field of that name offers these."""
    for name, queryset in rows.items():
        cast(forms.ModelChoiceField, form.fields[name]).queryset = queryset
