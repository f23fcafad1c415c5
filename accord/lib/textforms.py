"""Typing a text: cleaned before anything is asked of it, so that its length is its own.

Every text field of every form is one of these; a test asks. Passwords alone are taken
as they are.
"""

from typing import Any

from django import forms

from accord.lib.plaintext import line, lookalikes, prose, require_mailbox


class Cleaned:
    """What was typed, without what nobody sees; with lines where the field has some."""

    widget: Any

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            has_lines = isinstance(self.widget, forms.Textarea)
            value = prose(value) if has_lines else line(value)
        return super().to_python(value)  # type: ignore[misc] # of the field beside it


class TextField(Cleaned, forms.CharField):
    """A text of one line; of several with ``widget=Textarea``."""


class WebAddressField(Cleaned, forms.URLField):
    pass


class CodeField(Cleaned, forms.SlugField):
    pass


class MailboxField(Cleaned, forms.EmailField):
    """An address that mail can be sent to."""

    default_validators = [require_mailbox]


def strange_letters(field: forms.Field, value: Any) -> list[str]:
    """The letters of another alphabet in what was typed on one line."""
    has_lines = isinstance(field.widget, forms.Textarea)
    is_asked = isinstance(field, Cleaned) and isinstance(value, str) and not has_lines
    return lookalikes(value) if is_asked else []
