"""A date as a form shows it, or as people write it, is the date that is read."""

import re
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.utils import translation

from accord.lib.dateforms import DatedForm, DayField, read_day, typed
from accord.lib.imprecise import ImpreciseDate
from accord.lib.spoken import spoken_day

HOUSE = Path(__file__).parents[2] / "accord"


@pytest.mark.parametrize(
    ("said", "precision", "day", "until"),
    [
        ("2022-12-15", "at", "15/12/2022", ""),
        ("2022-02-01", "at", "01/02/2022", ""),
        ("2022-12", "at", "12/2022", ""),
        ("2022", "at", "2022", ""),
        ("[..2022-12-15]", "by", "15/12/2022", ""),
        ("[..2022-12]", "by", "12/2022", ""),
        ("[..2022]", "by", "2022", ""),
        ("[2022-12-15..]", "since", "15/12/2022", ""),
        ("[2022-12..]", "since", "12/2022", ""),
        ("[2022..]", "since", "2022", ""),
        ("[2022-12..2023-09-08]", "between", "12/2022", "08/09/2023"),
        ("[2022-12-15..2023]", "between", "15/12/2022", "2023"),
        ("[2022..2023-09]", "between", "2022", "09/2023"),
        ("", "unknown", "", ""),
    ],
)
def test_a_date_is_shown_as_people_write_it_and_read_back(said, precision, day, until):
    shown = typed(ImpreciseDate.parse(said))
    assert shown == {"precision": precision, "day": day, "until": until}

    form = DatedForm(shown)
    assert form.is_valid()
    assert str(form.cleaned_data["date"]) == said


class OneDayForm(forms.Form):
    on = DayField(label="On", required=False)


@pytest.mark.parametrize(
    "typed",
    [
        "1/1/2027",
        "01/01/2027",
        "01.01.2027",
        "1-1-2027",
        "2027-01-01",
        "1 janvier 2027",
        "1er janvier 2027",
        "1 Januari 2027",
        "  1  januari  2027 ",
    ],
)
@pytest.mark.parametrize("language", ["fr", "nl"])
def test_a_day_is_read_as_people_write_it_whatever_the_language(typed, language):
    with translation.override(language):
        form = OneDayForm({"on": typed})
        assert form.is_valid()
        assert form.cleaned_data["on"] == date(2027, 1, 1)
        assert 'value="01/01/2027"' in str(form["on"])


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_a_day_that_a_page_speaks_is_a_day_that_it_reads(language):
    for month in range(1, 13):
        day = date(2027, month, 1)
        assert read_day(spoken_day(day, language)) == day
        assert read_day(spoken_day(day, language).upper()) == day
    assert read_day("3 fevrier 2027") == date(2027, 2, 3)


@pytest.mark.parametrize(
    "typed",
    [
        *("hier", "12/2022", "2022", "31/02/2022", "12/00/2022", "2022-00-12"),
        *("00/12/2022", "1 mai", "1 brumaire 2022", "20221231"),
    ],
)
@pytest.mark.parametrize(
    ("language", "said"), [("fr", "12 décembre 2022"), ("nl", "12 december 2022")]
)
def test_what_is_not_one_day_is_kept_and_told_how_to_write_it(typed, language, said):
    with translation.override(language):
        form = OneDayForm({"on": typed})
        assert said in form.errors["on"][0]
        assert f'value="{typed}"' in str(form["on"])


def test_a_day_left_empty_is_none_and_one_that_is_known_is_shown():
    form = OneDayForm({"on": " "})
    assert form.is_valid()
    assert form.cleaned_data["on"] is None
    assert 'value="12/12/2022"' in str(OneDayForm(initial={"on": date(2022, 12, 12)}))


def test_an_imprecise_date_takes_a_month_in_words():
    form = DatedForm({"precision": "at", "day": "Décembre 2022"})
    assert form.is_valid()
    assert str(form.cleaned_data["date"]) == "2022-12"


def other_day_fields(source: str) -> list[str]:
    """Fields for a day that take one way of writing only."""
    return re.findall(r"forms\.DateField\(|DateInput|type=\"date\"", source)


def test_a_day_is_asked_for_in_one_way_everywhere():
    sources = {*HOUSE.rglob("*.py"), *HOUSE.rglob("*.html")}
    sources -= {HOUSE / "lib" / "dateforms.py"}
    assert not [path for path in sources if other_day_fields(path.read_text())]
    assert other_day_fields('<input name="on" type="date">')
    assert other_day_fields("on = forms.DateField(label=_('On'))")
