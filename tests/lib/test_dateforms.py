"""An imprecise date as a form shows it is the date that the form reads again."""

import pytest

from accord.lib.dateforms import DatedForm, typed
from accord.lib.imprecise import ImpreciseDate


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
