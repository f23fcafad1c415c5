"""Years that cannot be are refused, years that are far away are asked about, once."""

import pytest
from django import forms
from django.utils import translation

from accord.incoming.cells import day_of
from accord.lib.dateforms import DatedForm, DayField
from accord.lib.errors import Refused
from accord.lib.imprecise import validate_imprecise
from accord.lib.sheets import Row
from tests.house.forms import every_form

NEVER = ("12/12/0001", "12/12/0202", "12/12/9999", "12/00/2022", "31/02/2022")
MAYBE = ("12/12/1971", "12/12/2170")


def day_fields() -> list[tuple[str, str]]:
    return [
        (form, name)
        for form, made in every_form().items()
        for name, field in made.base_fields.items()
        if isinstance(field, DayField)
    ]


def dated_forms() -> list[str]:
    return [name for name, made in every_form().items() if issubclass(made, DatedForm)]


def errors_of(form, name, text, **more):
    """Of one field, in a form of that field alone."""
    field = every_form()[form].base_fields[name]
    made = type("Alone", (forms.Form,), {name: field})
    filled = made({name: text} | more)
    return filled.errors.get(name, []), str(filled)


def test_there_are_fields_to_ask():
    assert len(day_fields()) > 15
    assert len(dated_forms()) > 5


@pytest.mark.parametrize("text", [*NEVER, "00/2022"])
@pytest.mark.parametrize(("form", "name"), day_fields())
def test_no_field_of_a_day_takes_a_day_that_cannot_be(form, name, text):
    assert errors_of(form, name, text)[0]


@pytest.mark.parametrize("text", [*MAYBE, "12/12/2202"])
@pytest.mark.parametrize(("form", "name"), day_fields())
def test_a_year_that_is_far_away_is_asked_about(form, name, text):
    asks = every_form()[form].base_fields[name].asks
    with translation.override("en"):
        errors, page = errors_of(form, name, text)
        if text == "12/12/2202":
            assert errors == ["2202 is no year from 1900 to 2200."]
        elif asks and "still to come" not in errors[0]:  # which is refused whatever
            assert "the year you mean" in errors[0]
            assert f'name="{name}-sure" value="{text}"' in page
        sure = {f"{name}-sure": text}
        again = [one for one in errors_of(form, name, text, **sure)[0] if "mean" in one]
    assert again == []


@pytest.mark.parametrize("text", [*NEVER, "00/2022", "13/2022", "0202", "2202"])
@pytest.mark.parametrize("field", ["day", "until"])
def test_no_imprecise_date_takes_a_year_that_cannot_be(field, text):
    typed = {"precision": "between", "day": "2022", "until": "2023", field: text}
    assert DatedForm(typed).errors[field]


@pytest.mark.parametrize("text", ["1971", "12/1971", "12/12/1971", "2170"])
@pytest.mark.parametrize("field", ["day", "until"])
def test_an_imprecise_date_is_taken_once_it_is_sure(field, text):
    other = {"day": "1950", "until": "2199"}
    typed = {"precision": "between", **other, field: text}
    typed |= {f"{name}-sure": typed[name] for name in other}
    assert DatedForm(typed).is_valid()
    del typed[f"{field}-sure"]
    assert DatedForm(typed).errors.keys() == {field}


def test_the_answer_is_for_the_text_that_was_asked_about():
    typed = {"precision": "at", "day": "12/12/2170", "day-sure": "12/12/2171"}
    assert "day" in DatedForm(typed).errors


@pytest.mark.parametrize("name", dated_forms())
def test_every_form_of_an_imprecise_date_asks(name):
    for field in ("day", "until"):
        made = every_form()[name].base_fields[field]
        assert hasattr(made.widget, "require_usual"), field


@pytest.mark.parametrize("text", [*NEVER, *MAYBE, "12/12/2202", "00/2022", "45992"])
def test_no_list_that_people_bring_takes_it(text):
    with pytest.raises(Refused):
        day_of(text)


@pytest.mark.parametrize("text", ["0202-12-12", "2202", "[..9999]", "0001", "2022-00"])
def test_no_file_of_the_register_and_no_record_takes_it(text):
    row = Row(2, {"when": text}, {})
    row.date("when")
    assert row.faults
    with pytest.raises(forms.ValidationError):
        validate_imprecise(text)


def test_a_file_of_the_register_tells_no_far_future():
    row = Row(2, {"when": "2170"}, {})
    row.date("when")
    assert row.faults
