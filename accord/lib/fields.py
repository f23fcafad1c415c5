"""One declaration of a column, for the table and for every form that takes it.

In a model, a text in both languages is one line, and its constraint another:

    name, name_fr, name_nl = texts(_("name"), 160)
    in_both_languages("service_named_in_both_languages", filled("name"))

a key to another record is ``key(Organisation, _("other payer"), null=True)``, one of a
few words ``choice(_("state"), State)`` and a number ``decimal(_("value"), 14, 2)``.

In a form, the field of a column has the label, the length and the choices that the
model says; what it says otherwise is given:

    name_fr, name_nl = pair(Service, "name")
    languages = field(Service, "languages", empty=_("Not known"))

``start_of(service, ServiceForm)`` is what the form holds for a service that exists.

A column of text is a ``Line``, a ``Prose``, a ``Mailbox``, a ``WebAddress`` or a
``Code``: what is written there is cleaned, whoever writes it
(``accord.lib.plaintext``).
"""

from typing import Any, Literal, TypeVar, cast, overload

from django import forms
from django.db import models
from django.db.models.expressions import Col
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.lib.bilingual import LANGUAGES, Bilingual
from accord.lib.choosing import Among
from accord.lib.constraints import always
from accord.lib.dateforms import DatedForm, DayField, typed
from accord.lib.numberforms import WrittenNumberField
from accord.lib.pairedforms import LONG
from accord.lib.plaintext import line, mailbox, prose, require_mailbox
from accord.lib.textforms import CodeField, MailboxField, TextField, WebAddressField

M = TypeVar("M", bound=models.Model)

LANGUAGE = _("language")
IN_WHICH = [("fr", _("French")), ("nl", _("Dutch"))]
IN_LANGUAGE = {"fr": _("(French)"), "nl": _("(Dutch)")}
NOTE = pgettext_lazy("beside a fact", "note")
IN_BOTH = _("Write it in French and in Dutch.")

# What a form takes of a column beside what the column says itself.
AS_TYPED: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.DateField: {"form_class": DayField},
    models.DecimalField: {"form_class": WrittenNumberField},
    models.TextField: {"max_length": LONG},
    models.URLField: {"assume_scheme": "https"},
}


class CleanText:
    """A column whose text is cleaned as it is stored.

    For the table and in expressions it is Django's own: cleaning is no property of
    either, and only columns of one kind may stand together in an expression.
    """

    cleaned = staticmethod(line)
    typed_in: type[forms.Field] = TextField

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)  # type: ignore[misc] # of the column
        return self.cleaned(value) if isinstance(value, str) else value

    def pre_save(self, record: models.Model, add: bool) -> Any:
        """The record too has what is stored."""
        value = super().pre_save(record, add)  # type: ignore[misc] # of the column
        if isinstance(value, str):
            value = self.cleaned(value)
            setattr(record, cast(Any, self).attname, value)
        return value

    def formfield(self, **options: Any) -> Any:
        given = {"form_class": self.typed_in} | options
        return super().formfield(**given)  # type: ignore[misc] # of the column

    def deconstruct(self) -> Any:
        name, _path, *rest = super().deconstruct()  # type: ignore[misc] # of the column
        column = next(one for one in type(self).__mro__ if one in _COLUMNS)
        return (name, f"django.db.models.{column.__name__}", *rest)

    @cached_property
    def plain(self) -> models.Field[Any, Any]:
        _name, path, args, options = self.deconstruct()
        return getattr(models, path.rpartition(".")[-1])(*args, **options)

    def get_col(self, alias: str, output_field: Any = None) -> Col:
        return Col(alias, cast(Any, self), self.plain)


class Line(CleanText, models.CharField[str, str]):
    """A text on one line."""


class ShortProse(CleanText, models.CharField[str, str]):
    """A text with lines, of so many characters."""

    cleaned = staticmethod(prose)


class Prose(CleanText, models.TextField[str, str]):
    """A text with lines."""

    cleaned = staticmethod(prose)


class Mailbox(CleanText, models.EmailField[str, str]):
    cleaned = staticmethod(mailbox)
    default_validators = [require_mailbox]
    typed_in = MailboxField


class WebAddress(CleanText, models.URLField[str, str]):
    typed_in = WebAddressField


class Code(CleanText, models.SlugField[str, str]):
    typed_in = CodeField


_COLUMNS = {
    *(models.CharField, models.TextField),
    *(models.EmailField, models.URLField, models.SlugField),
}


def in_language(label: Any, code: str) -> Any:
    """“Name (French)”."""
    return format_lazy("{} {}", label, IN_LANGUAGE[code])


Texts = tuple[Bilingual, Line, Line]


def texts(label: Any, most: int | None = None, **options: Any) -> Texts:
    """The word that reads a text in the reader's language, and its two columns.

    A text of at most ``most`` characters is on one line, one without end has several.
    ``of`` is the kind of column, ``alone`` as ``Bilingual`` takes it.
    """
    alone = options.pop("alone", False)
    made_of = options.pop("of", Line if most else Prose)
    columns = [
        made_of(in_language(label, code), max_length=most, **options)
        for code in LANGUAGES
    ]
    return cast(Texts, (Bilingual(alone=alone), *columns))


@overload
def key(to: str, label: Any = ..., **options: Any) -> models.ForeignKey[Any, Any]: ...
@overload
def key(
    to: type[M], label: Any = ..., *, null: Literal[True], **options: Any
) -> models.ForeignKey[M | None, M | None]: ...
@overload
def key(to: type[M], label: Any = ..., **options: Any) -> models.ForeignKey[M, M]: ...


def key(to: Any, label: Any = None, **options: Any) -> Any:
    """A foreign key as the house has them: it protects what it names, one way only.

    No template can walk back from what it names, around the gate of its rows.
    """
    return models.ForeignKey(
        to, models.PROTECT, related_name="+", verbose_name=label, **options
    )


def choice(
    label: Any, among: type[models.TextChoices], **options: Any
) -> models.CharField[str, str]:
    """The code of one of ``among``; the column is as long as the longest of them."""
    longest = max(len(code) for code in among.values)
    return models.CharField(label, max_length=longest, choices=among, **options)


def decimal(
    label: Any = None, digits: int = 18, places: int = 4, **options: Any
) -> models.DecimalField[Any, Any]:
    """A number written exactly; the size is that of figures, if not said otherwise."""
    return models.DecimalField(
        label, max_digits=digits, decimal_places=places, **options
    )


def written_in(label: Any = LANGUAGE, **options: Any) -> models.CharField[str, str]:
    """In which of the two languages something was written."""
    return models.CharField(label, max_length=2, choices=IN_WHICH, **options)


def in_both_languages(
    name: str, condition: models.Q, *, said: Any = IN_BOTH
) -> models.CheckConstraint:
    """``condition`` is ``filled(…)``, ``paired(…)`` or both."""
    return always(name, condition, said=said)


def field(
    model: type[models.Model], name: str, *, empty: Any = None, **changes: Any
) -> Any:
    """The form field of a column; ``changes`` are what this form says otherwise.

    ``empty`` is what a choice says that is not made. Which records a key chooses among
    is asked when the form is shown: of ``among``, which gives them, or of
    ``choose_among``.
    """
    column = cast(Any, model._meta.get_field(name))
    given: dict[str, Any] = {}
    if "among" in changes:
        given["form_class"] = Among
    for kind, options in AS_TYPED.items():
        if isinstance(column, kind):
            given |= options
    if column.max_length:
        given.pop("max_length", None)
    if isinstance(column, models.ForeignKey):
        given |= {"queryset": cast(Any, column.related_model)._base_manager.none()}
        given |= {"empty_label": empty}
    elif column.choices and "choices" not in changes:
        given["choices"] = [*([("", empty)] if empty else []), *column.choices]
    return column.formfield(**given | changes)


def pair(
    model: type[models.Model], name: str, *, label: Any = None, **changes: Any
) -> tuple[Any, Any]:
    """The form fields of a text in both languages."""
    french, dutch = (
        field(
            model,
            f"{name}_{code}",
            **(changes | ({"label": in_language(label, code)} if label else {})),
        )
        for code in LANGUAGES
    )
    return french, dutch


def reason(label: Any, **options: Any) -> TextField:
    """Why something is done, on one line."""
    return TextField(label=label, **{"max_length": 300} | options)


def start_of(record: models.Model, form: type[forms.Form]) -> dict[str, Any]:
    """What the form holds for a record that exists: its columns that are typed."""
    start = {
        column.name: column.value_from_object(record)
        for column in record._meta.concrete_fields
        if column.name in form.base_fields
    }
    if issubclass(form, DatedForm):
        start |= typed(cast(Any, record).date)
    return start
