"""A file with mistakes: all are named, and nothing of that file is loaded."""

import pytest
from django.utils.translation import override

from accord.agreements.loading import REGISTER
from accord.journal.models import Entry
from tests.register.conftest import counts

pytestmark = pytest.mark.django_db

SHEETS = {sheet.name: sheet for sheet in REGISTER}


def spoil(files, name, row, /, **cells):
    """Write other cells into one row; the line it stands on."""
    rows = files.rows(name)
    rows[row] |= cells
    files.write(name, rows)
    return row + 2  # the first line is the header


def rows_of(name):
    return SHEETS[name].model._default_manager.count()


@pytest.mark.parametrize(
    ("name", "row", "cells", "reason"),
    [
        ("steps", 3, {"nis_code": "99999"}, "nis_code “99999” is not known"),
        ("steps", 3, {"model": "model-1999"}, "is not known"),
        ("choices", 0, {"mission": "dancing"}, "mission “dancing” is not known"),
        ("choices", 0, {"answer": "maybe"}, "answer “maybe” is not one of chosen, not"),
        (
            "steps",
            44,
            {"kind": "dreamt"},
            "kind “dreamt” is not one of announced, coll",
        ),
        ("steps", 7, {"when": "2022-13"}, "when: “2022-13” is not a date"),
        ("steps", 7, {"when": "2023-02-29"}, "when: “2023-02-29” is not a date"),
        ("steps", 7, {"when": "[2023..2022]"}, "when: “[2023..2022]” is not a date"),
        ("absences", 1, {"when": "soon"}, "when: “soon” is not a date"),
        ("agreements", 15, {"source": ""}, "source “” is not known"),
        ("steps", 0, {"source": "hearsay"}, "source “hearsay” is not known"),
        ("neighbours", 0, {"neighbour_nis_code": ""}, "neighbour_nis_code “” is not"),
        ("measurements", 0, {"value": "many"}, "value “many” is not a number"),
        ("missions", 0, {"rank": "first"}, "rank “first” is not a whole number"),
        ("missions", 0, {"conditions_subsidy": "oui"}, "must be yes or no, not “oui”"),
        ("referents", 0, {"name": ""}, "name is empty"),
        ("sources", 2, {"kind": "rumour"}, "kind “rumour” is not one of official, pre"),
        ("plan_actions", 0, {"axis": "9"}, "axis “9” is not known"),
    ],
)
def test_a_bad_row_is_named_with_file_line_and_reason(name, row, cells, reason, copied):
    line = spoil(copied, name, row, **cells)

    faults = copied.refused()

    mine = [fault for fault in faults if fault.startswith(f"{name}.csv, ")]
    assert len(mine) == 1
    assert mine[0].startswith(f"{name}.csv, line {line}: ")
    assert reason in mine[0]
    assert rows_of(name) == 0


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (
            {"nis_code": "2105"},
            "nis_code “2105” is none: municipality_code in register.toml is [0-9]{5}",
        ),
        ({"legal_name_nl": ""}, "legal_name_nl is empty"),
    ],
)
def test_a_municipality_has_a_code_and_a_name_in_law(cells, reason, copied):
    line = spoil(copied, "municipalities", 4, **cells)

    assert f"municipalities.csv, line {line}: {reason}" in copied.refused()


def test_a_register_says_how_the_codes_of_its_municipalities_are_made(copied, settings):
    """Another country has other codes: seven letters and digits, say."""
    settings.REGISTER = copied.folder
    said = copied.folder / "register.toml"
    said.write_text(said.read_text().replace("[0-9]{5}", "[A-Z]{2}-[0-9]{4}"))
    rows = copied.rows("municipalities")
    assert len([one for one in copied.refused() if "is none: mun" in one]) == len(rows)

    for number, row in enumerate(rows):
        row["nis_code"] = f"LU-{number:04}"
    copied.write("municipalities", rows)
    assert not [one for one in copied.refused() if one.startswith("municipalities")]
    assert set(
        SHEETS["municipalities"]
        .model.objects.public()
        .municipalities()
        .values_list("nis_code", flat=True)
    ) == {row["nis_code"] for row in rows}


@pytest.mark.parametrize(
    ("name", "row", "cells"),
    [
        ("axes", 1, {"title_nl": ""}),
        ("missions", 1, {"title_fr": ""}),
        ("sources", 1, {"publisher_nl": " "}),
        ("steps", 1, {"note_nl": ""}),
        ("figures", 0, {"note_fr": ""}),
    ],
)
def test_a_missing_translation_is_refused_on_its_line(name, row, cells, copied):
    line = spoil(copied, name, row, **cells)

    faults = copied.refused()

    assert any(fault.startswith(f"{name}.csv, line {line}: ") for fault in faults)
    assert rows_of(name) == 0


def test_all_bad_rows_of_a_file_are_named_in_one_go(copied):
    lines = [
        spoil(copied, "steps", 2, when="yesterday"),
        spoil(copied, "steps", 9, nis_code="12"),
        spoil(copied, "steps", 20, source="nobody", kind="wished"),
    ]

    faults = copied.refused()

    assert [fault.split(": ")[0] for fault in faults] == [
        f"steps.csv, line {line}" for line in (*lines, lines[-1])
    ]


def test_mistakes_of_reading_and_of_the_model_are_named_together(copied):
    first = spoil(copied, "steps", 1, note_nl="")
    second = spoil(copied, "steps", 9, nis_code="12")

    faults = copied.refused()

    assert [fault.split(": ")[0] for fault in faults] == [
        f"steps.csv, line {first}",
        f"steps.csv, line {second}",
    ]


def test_a_row_written_twice_is_refused_and_the_first_is_told(copied):
    rows = copied.rows("absences")
    copied.write("absences", [*rows, rows[1] | {"note_fr": "Bis", "note_nl": "Bis"}])

    assert copied.refused() == [
        f"absences.csv, line {len(rows) + 2}: says the same as line 3"
    ]
    assert rows_of("absences") == 0


def test_a_missing_or_an_unknown_column_is_refused(copied):
    rows = [
        {name: cell for name, cell in row.items() if name != "source"}
        for row in copied.rows("choices")
    ]
    copied.write("choices", rows)
    copied.write(
        "absences", [row | {"mood": "good"} for row in copied.rows("absences")]
    )

    assert copied.refused() == [
        "choices.csv: columns missing: source",
        "absences.csv: columns not known: mood",
    ]
    assert (rows_of("choices"), rows_of("absences")) == (0, 0)


def test_a_file_in_another_encoding_is_refused(copied):
    file = copied.path("steps")
    file.write_bytes(file.read_text(encoding="utf-8").encode("cp1252"))

    assert copied.refused()[0].startswith("steps.csv: not written in UTF-8")
    assert rows_of("steps") == 0


def test_a_row_cut_short_or_too_long_is_refused(copied):
    file = copied.path("absences")
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[2] = "21018,model-2021"
    lines[4] += ",more"
    file.write_text("\n".join(lines), encoding="utf-8")

    assert copied.refused() == [
        "absences.csv, line 3: not the same number of cells as the first line",
        "absences.csv, line 5: not the same number of cells as the first line",
    ]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\x00\x01", b"PK\x03\x04\x00"])
def test_a_file_that_is_no_table_is_refused(content, copied):
    copied.path("referents").write_bytes(content)

    assert copied.refused()[0].startswith("referents.csv")
    assert rows_of("referents") == 0


def test_a_bad_file_does_not_keep_the_good_ones_away(copied):
    spoil(copied, "referents", 0, name="")

    said = copied.refused()

    assert said == ["referents.csv, line 2: name is empty"]
    assert rows_of("steps") == len(copied.rows("steps"))


def test_a_register_that_is_loaded_stays_as_it_is(copied):
    copied.load()
    before, entries = counts(), Entry.objects.count()
    rows = copied.rows("steps")
    rows[0] |= {"note_fr": "Corrigé", "note_nl": "Verbeterd"}
    rows[1] |= {"when": "2022-99"}
    copied.write("steps", rows)

    assert len(copied.refused()) == 1

    assert counts() == before
    assert Entry.objects.count() == entries
    assert not SHEETS["steps"].model.objects.filter(note_fr="Corrigé").exists()


@pytest.mark.parametrize(
    ("name", "cells", "reason"),
    [
        ("municipalities", {"nis_code": "21001"}, "nis_code “21001” is used twice"),
        (
            "municipalities",
            {"slug_nl": "anderlecht"},
            "kind “municipality”, slug_nl “anderlecht” is used twice",
        ),
        ("missions", {"slug_fr": "foncier-public"}, "“foncier-public” is used twice"),
    ],
)
def test_what_must_be_unique_is_refused_on_its_line(name, cells, reason, copied):
    line = spoil(copied, name, 1, **cells)
    if name == "missions":
        line = 4  # the second of the two

    faults = copied.refused()

    assert faults[0].startswith(f"{name}.csv, line {line}: ")
    assert reason in faults[0]


@pytest.mark.parametrize(
    ("name", "cells", "column"),
    [
        ("sources", {"address": "not an address"}, "address"),
        ("sources", {"language": "english"}, "language"),
        ("axes", {"number": "99999999"}, "number"),
        ("subsidy_terms", {"amount_eur": "NaN"}, "amount_eur"),
        ("postal_codes", {"postal_code": "10700"}, "postal_code"),
        ("agreements", {"note_fr": "x", "note_nl": "y", "model": " "}, "model “” is"),
    ],
)
def test_what_the_database_could_not_hold_is_refused_on_its_line(
    name, cells, column, copied
):
    line = spoil(copied, name, 0, **cells)

    assert any(
        fault.startswith(f"{name}.csv, line {line}: {column}")
        for fault in copied.refused()
    )


def test_reasons_are_told_in_one_language_whatever_the_reader_speaks(copied):
    spoil(copied, "steps", 0, when="hier")
    spoil(copied, "sources", 31, address="nowhere")

    with override("nl"):
        faults = copied.refused()

    assert faults[0] == "sources.csv, line 33: address: Enter a valid URL."
    assert any("“hier” is not a date. Write 2022-12-12" in fault for fault in faults)
