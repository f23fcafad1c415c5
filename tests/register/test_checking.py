"""A folder is checked before anything of it is loaded, and no register is asked."""

import csv
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accord.agreements.checking import check, whole
from accord.agreements.loading import REGISTER
from tests.register.conftest import counts

pytestmark = pytest.mark.django_db


def test_the_real_register_has_no_fault(brussels, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert check(brussels.folder) == []


def known():
    """What rows may refer to in the database, by the file that says it."""
    return {
        name: set(rows) for sheet in REGISTER for name, rows in sheet.known().items()
    }


def test_a_check_names_rows_as_the_loaded_register_does(brussels):
    """What a file lets others refer to is told in one way by both."""
    before = known()
    brussels.load()
    told = {}
    for sheet in REGISTER:
        for name, columns in sheet.told_by.items():
            for row in brussels.rows(sheet.name):
                key = tuple(row[column] for column in columns)
                told.setdefault(name, set()).add(key if len(key) > 1 else key[0])
    now = known()
    assert told.keys() == now.keys()
    for name, rows in told.items():
        assert rows | before[name] == now[name], name


def test_every_fault_is_told_at_once_with_its_file_and_its_line(copied):
    rows = copied.rows("municipalities")
    rows[1]["source"] = "hearsay"
    copied.write("municipalities", rows)
    steps = copied.rows("steps")
    steps[4]["when"] = "2023-02-30"
    copied.write("steps", steps)

    found = check(copied.folder)

    assert [one.split(": ")[0] for one in found] == [
        "municipalities.csv, line 3",
        "steps.csv, line 6",
    ]
    assert "“hearsay” is not known: no row of sources.csv" in found[0]


@pytest.mark.parametrize("mark", [";", "\t", "|"])
@pytest.mark.parametrize("sheet", REGISTER, ids=lambda sheet: sheet.name)
def test_another_separator_is_named(copied, sheet, mark):
    rows = copied.rows(sheet.name) or [dict.fromkeys(sheet.columns, "")]
    with copied.path(sheet.name).open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), delimiter=mark)
        writer.writeheader()
        writer.writerows(rows)

    [fault] = [one for one in check(copied.folder) if "nobody could keep" not in one]

    assert fault == (
        f"{sheet.name}.csv: its cells are parted by {mark!r}. Save it with a comma "
        "between cells and a point in decimal numbers."
    )


@pytest.mark.parametrize(
    ("name", "called", "meant"),
    [
        ("municipalities", "communes", "is municipalities.csv meant?"),
        ("municipalities", "gemeenten", "is municipalities.csv meant?"),
        ("steps", "Steps", "is steps.csv meant?"),
        ("choices", "keuzes", "is choices.csv meant?"),
    ],
)
def test_a_misnamed_file_is_told_by_what_it_holds(copied, name, called, meant):
    copied.path(name).rename(copied.path(called))

    found = whole(copied.folder)

    assert found[0] == f"{called}.csv is no file of a register: {meant}"
    assert {one.split(" ")[0] for one in check(copied.folder)} == {
        f"{called}.csv",
        *[f"{name}.csv" for name in [name] if name == "municipalities"],
    }


def test_a_file_near_in_name_alone_and_one_near_to_none(copied):
    copied.path("absence").write_text("x\n")
    copied.path("weather").write_text("x\n")
    assert whole(copied.folder) == [
        "absence.csv is no file of a register: is absences.csv meant?",
        "weather.csv is no file of a register: they are called "
        + ", ".join(sorted(f"{sheet.name}.csv" for sheet in REGISTER))
        + ".",
    ]


def test_a_file_of_a_spreadsheet_is_not_read_and_that_is_said(copied):
    (copied.folder / "steps.xlsx").write_bytes(b"PK")
    assert whole(copied.folder) == [
        "steps.xlsx is not read: save it as CSV, a comma between cells."
    ]


@pytest.mark.parametrize("name", ["sources", "organisations", "municipalities"])
def test_a_file_without_which_there_is_no_site_is_missed(copied, name):
    copied.path(name).unlink()
    [fault] = check(copied.folder)
    assert fault.startswith(f"{name}.csv is missing. Its first line is: ")


def test_somebody_must_be_able_to_keep_it(copied):
    rows = [row for row in copied.rows("organisations") if row["kind"] != "region"]
    copied.write("organisations", rows)
    assert any(
        one.startswith("organisations.csv: nobody could keep this register.")
        for one in whole(copied.folder)
    )


def test_each_municipality_has_a_place_of_its_own_on_the_map(copied):
    rows = copied.rows("municipalities")
    for name in ("map_column", "map_row"):
        rows[4][name] = rows[2][name]
        rows[7][name] = ""
    copied.write("municipalities", rows)

    same, off = whole(copied.folder)

    assert same.startswith("municipalities.csv, line 6: ")
    assert same.endswith("are the place of line 4. Give it a free one.")
    assert off.startswith("municipalities.csv, line 9: map_column or map_row is empty")


def test_none_on_the_map_is_no_fault(copied):
    rows = copied.rows("municipalities")
    copied.write(
        "municipalities", [row | {"map_column": "", "map_row": ""} for row in rows]
    )
    assert check(copied.folder) == []


def test_what_is_wrong_with_the_folder_keeps_all_of_it_out(copied):
    copied.path("steps").rename(copied.path("stappen"))
    before = counts()
    assert copied.refused() == [
        "stappen.csv is no file of a register: is steps.csv meant?"
    ]
    assert counts() == before


def test_the_command_says_every_fault_or_that_there_is_none(copied):
    out, err = StringIO(), StringIO()
    call_command("check_register", copied.folder, stdout=out)
    assert out.getvalue() == "The register is sound.\n"

    copied.path("sources").unlink()
    with pytest.raises(CommandError, match="1 things are wrong"):
        call_command("check_register", copied.folder, stderr=err)
    assert err.getvalue().strip().startswith("sources.csv is missing.")

    with pytest.raises(CommandError, match="is not a folder"):
        call_command("check_register", copied.folder / "elsewhere")
