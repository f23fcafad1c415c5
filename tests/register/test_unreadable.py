"""No cell of a register's file that holds an error is taken for a value."""

import csv

import pytest

from accord.agreements.loading import REGISTER
from accord.lib.sheets import Row, read_sheet

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("word", ["#REF!", "#N/B", "#VALEUR!", "Err:502", "#####"])
@pytest.mark.parametrize("sheet", REGISTER, ids=lambda sheet: sheet.name)
def test_an_error_is_a_fault_of_its_row_in_every_column(sheet, word, tmp_path):
    file = tmp_path / f"{sheet.name}.csv"
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, sheet.columns)
        writer.writeheader()
        for column in sheet.columns:
            writer.writerow({column: word})
    rows = read_sheet(sheet, file)
    for column, row in zip(sheet.columns, rows, strict=True):
        assert f"{column} holds an error, “{word}”" in row.faults


@pytest.mark.parametrize("text", ["45 %", "NaN", "Infinity", "3,2E+10", "1e5", "TRUE"])
def test_what_looks_like_a_number_and_is_none_is_a_fault(text):
    row = Row(2, {"value": text, "rank": text}, {})
    assert row.decimal("value") == 0
    row.number("rank")
    assert len(row.faults) == 2
