"""A form filled in: with what it begins with, else with what fits its field."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.attachments.files import PDF

DAY = "2026-11-02"


def filled(form: Any, **typed: Any) -> dict[str, Any]:
    """``typed``: what this one needs, whatever its fields."""
    made = {}
    for name, field in form.fields.items():
        value = form.initial.get(name, field.initial)
        value = value() if callable(value) else value
        made[name] = _fitting(name, field) if value in (None, "", []) else value
    made |= typed
    return {name: value for name, value in made.items() if value is not None}


def _fitting(name: str, field: Any) -> Any:
    if name == "day":  # of a ``DatedForm``, which lets it be not known
        return DAY
    if isinstance(field, forms.FileField):
        return SimpleUploadedFile("file.pdf", PDF, "application/pdf")
    if isinstance(field, forms.BooleanField):
        return "on" if field.required else None
    chosen = [value for value in _values(getattr(field, "choices", ())) if value]
    if chosen:
        return chosen[0] if field.required else None
    if isinstance(field, forms.EmailField):
        return "new@example.org"
    if isinstance(field, forms.DecimalField | forms.IntegerField):
        return "12"
    if isinstance(field, forms.DateField) or "date" in type(field).__name__.lower():
        return DAY if field.required else None
    if isinstance(field, forms.URLField):
        return "https://example.org/a" if field.required else None
    if name.endswith("code"):
        return "essai-2"
    return "Essai" if field.required or name.endswith(("_fr", "_nl")) else None


def _values(choices: Any) -> list[str]:
    found = []
    for value, words in choices or ():
        if isinstance(words, list | tuple):
            found += _values(words)
        else:
            found.append(str(getattr(value, "value", value)))
    return found
