"""Every text that comes in is cleaned, whichever way it takes.

Asked of every column, every field of a form and every column of a list there is: one
that is added is asked too.
"""

import pytest
from django import forms
from django.apps import apps
from django.db import models

from accord.accounts.forms import SignInForm
from accord.agreements.loading import REGISTER
from accord.incoming.lists import List
from accord.lib.errors import Refused
from accord.lib.fields import CleanText
from accord.lib.sheets import Row
from accord.lib.textforms import Cleaned, TextField
from accord.monitoring.workbook.reading import Results
from accord.network.addresses.planning import Addresses
from tests.house.forms import every_form
from tests.worst import WORST, faults_of_line, faults_of_prose

ROOMS = [one for one in apps.get_app_configs() if one.name.startswith("accord.")]


# Not typed by anyone: how exactly a date is known, and what is made of a password.
OURS = {"when", "password"}


def text_columns():
    """Those that hold a text of somebody's, not a code of ours."""
    return [
        column
        for room in ROOMS
        for model in room.get_models()
        for column in model._meta.local_concrete_fields
        if isinstance(column, models.CharField | models.TextField)
        and not column.choices
        and column.name not in OURS
    ]


def faults(text, has_lines):
    return faults_of_prose(text) if has_lines else faults_of_line(text)


def has_lines(column):
    return "\n" in column.cleaned("a\nb")


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.label)
def test_every_column_of_text_cleans_what_it_stores(room):
    columns = [one for one in text_columns() if one.model._meta.app_config == room]
    assert [str(one) for one in columns if not isinstance(one, CleanText)] == []
    for column in columns:
        record = column.model()
        setattr(record, column.attname, WORST)

        stored = column.pre_save(record, add=True)

        assert faults(stored, has_lines(column)) == [], column
        assert getattr(record, column.attname) == stored == column.get_prep_value(WORST)


def text_fields(fields):
    """Those in which a text is typed; a password is taken as it is."""
    return {
        name: field
        for name, field in fields.items()
        if isinstance(field, forms.CharField)
        and not isinstance(field, forms.JSONField)
        and not isinstance(field.widget, forms.PasswordInput)
    }


def test_every_field_of_text_cleans_what_was_typed():
    asked = 0
    for form in every_form().values():
        for name, field in text_fields(form.base_fields).items():
            asked += 1
            assert isinstance(field, Cleaned), (form, name)
            is_long = isinstance(field.widget, forms.Textarea)
            assert faults(field.to_python(WORST), is_long) == [], (form, name)
    assert asked > 80


def test_the_field_of_signing_in_does_too():
    assert isinstance(SignInForm().fields["login"], Cleaned)


def test_a_field_of_nothing_but_what_nobody_sees_is_empty():
    class Asked(forms.Form):
        name = TextField()

    assert "name" in Asked({"name": "\u200b\x02\ufeff"}).errors


def read(reader):
    """What a reader of cells makes of the worst text; nothing where it is refused."""
    try:
        return reader(WORST)
    except Refused:
        return ""


def test_every_column_of_a_list_is_clean_or_refused():
    lists = List.__subclasses__()
    assert {Addresses, Results} <= set(lists)
    for column in (one for of in lists for one in of.columns):
        said = read(column.read)
        assert not isinstance(said, str) or faults_of_line(said) == [], column
    for name, reader in Results(1, 1, {}).readers.items():
        assert faults(str(read(reader)), has_lines=True) == [], name


def test_every_cell_of_the_register_is_clean():
    asked = 0
    for sheet in REGISTER:
        for column in sheet.model._meta.local_concrete_fields:
            if isinstance(column, CleanText):
                asked += 1
                said = Row(2, {column.name: WORST}, {}).value(column)
                assert faults(said, has_lines(column)) == [], (sheet.name, column)
    assert asked > 30
