import csv
import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from accord.lib import tablefiles
from accord.lib.imprecise import ImpreciseDate
from accord.lib.tabular import Column, Table, Type, date_columns

TABLE = Table(
    name="things",
    title_fr="Choses",
    title_nl="Dingen",
    description_fr="Une ligne par chose.",
    description_nl="Eén rij per ding.",
    columns=(
        Column("text", "Un texte.", "Een tekst.", "text"),
        Column("count", "Un nombre.", "Een aantal.", "count", Type.INTEGER),
        Column("area", "Une surface.", "Een oppervlakte.", "area", Type.DECIMAL),
        Column("on", "Un jour.", "Een dag.", "on", Type.DATE),
        Column("is_so", "Vrai ou faux.", "Waar of niet.", "is_so", Type.BOOLEAN),
        Column("parent", "Au-dessus.", "Erboven.", "parent.name"),
    ),
)
ABOUT = {"title": {"fr": "Choses", "nl": "Dingen"}, "demonstration": False}


def thing(**fields: Any) -> SimpleNamespace:
    empty = dict.fromkeys(("text", "count", "area", "on", "is_so", "parent"))
    return SimpleNamespace(**(empty | fields))


FULL = thing(
    text="Un; deux",
    count=Decimal("1000.000"),
    area=Decimal("-16.180"),
    on=date(2022, 12, 31),
    is_so=False,
    parent=SimpleNamespace(name="Région"),
)


def written(*records: Any, table: Table = TABLE) -> str:
    return b"".join(tablefiles.csv(table, records)).decode()


def test_the_file_is_what_excel_in_belgium_opens():
    assert written(FULL) == (
        "\ufefftext;count;area;on;is_so;parent\r\n"
        '"Un; deux";1000;-16,18;2022-12-31;false;Région\r\n'
    )


def test_what_is_not_known_is_empty_never_zero():
    assert written(thing()).splitlines()[1] == ";;;;;"
    (row,) = json.loads(b"".join(tablefiles.json(TABLE, [thing()], ABOUT)))["rows"]
    assert set(row.values()) == {None}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1+1",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "\nx",
        " =1+1",
        "＝1",
        '=HYPERLINK("x")',
    ],
)
def test_a_text_cannot_become_a_formula(text):
    (row,) = list(csv.reader(io.StringIO(written(thing(text=text))), delimiter=";"))[1:]
    assert row[0] == f"'{text}"


@pytest.mark.parametrize("text", ["1+1", "[..2022-12]", "Saint-Gilles", "a=b"])
def test_other_texts_are_left_as_they_are(text):
    assert written(thing(text=text)).splitlines()[1].split(";")[0] == text


def test_numbers_and_days_are_never_touched():
    table = Table("n", "n", "n", "n", "n", TABLE.columns[1:4])
    below = thing(count=-5, area=Decimal("-0.50"), on=date(1830, 10, 4))
    assert written(below, table=table).splitlines()[1] == "-5;-0,5;1830-10-04"


def test_the_json_is_one_object_with_typed_values():
    found = json.loads(b"".join(tablefiles.json(TABLE, [FULL, FULL], ABOUT)))
    assert found["title"] == {"fr": "Choses", "nl": "Dingen"}
    assert found["rows"] == 2 * [
        {
            "text": "Un; deux",
            "count": 1000,
            "area": -16.18,
            "on": "2022-12-31",
            "is_so": False,
            "parent": "Région",
        }
    ]


def test_the_json_of_nothing_is_still_one_object():
    assert json.loads(b"".join(tablefiles.json(TABLE, [], ABOUT)))["rows"] == []


def test_the_workbook_opens_and_explains_itself():
    with tablefiles.xlsx(TABLE, [FULL, thing(text="=1+1")], ABOUT) as file:
        book = CalamineWorkbook.from_filelike(file)
        data = book.get_sheet_by_name(tablefiles.DATA).to_python()
        columns = book.get_sheet_by_name(tablefiles.COLUMNS).to_python()
        about = book.get_sheet_by_name(tablefiles.ABOUT).to_python()
    assert data[0] == TABLE.names
    assert data[1] == ["Un; deux", 1000, -16.18, date(2022, 12, 31), False, "Région"]
    assert data[2][0] == "=1+1"  # a text: the next test looks inside
    assert columns[0] == ["name", "type", "description_fr", "description_nl"]
    assert columns[1] == ["text", "text", "Un texte.", "Een tekst."]
    assert ["title_nl", "Dingen"] in about


def test_the_workbook_holds_no_formula_and_no_link():
    address = "https://example.org/" + "x" * 10
    with tablefiles.xlsx(
        TABLE, [thing(text="=1+1"), thing(text=address)], ABOUT
    ) as file:
        inside = _zipped(file, "xl/worksheets/sheet1.xml")
    assert "<f>" not in inside
    assert "hyperlink" not in inside


def _zipped(file: Any, name: str) -> str:
    from zipfile import ZipFile

    with ZipFile(file) as archive:
        return archive.read(name).decode()


def test_the_workbook_takes_days_before_spreadsheets_and_long_texts():
    old = thing(on=date(1, 1, 1), text="x" * 40_000)
    with tablefiles.xlsx(TABLE, [old], ABOUT) as file:
        rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    assert rows[1][3] == "0001-01-01"
    assert rows[1][0] == "x" * 32_767


def test_a_workbook_too_long_for_one_sheet_goes_on_in_another(monkeypatch):
    monkeypatch.setattr(tablefiles, "XLSX_ROWS", 2)
    with tablefiles.xlsx(TABLE, [thing(count=n) for n in range(5)], ABOUT) as file:
        book = CalamineWorkbook.from_filelike(file)
        found = [
            [row[1] for row in book.get_sheet_by_name(name).to_python()[1:]]
            for name in [tablefiles.DATA + n for n in ("", " 2", " 3")]
        ]
    assert found == [[0, 1], [2, 3], [4]]


def test_a_marked_table_says_in_each_row_that_it_is_a_demonstration():
    lines = written(FULL, table=TABLE.marked()).splitlines()
    assert lines[0].startswith("\ufeffdemonstration;text")
    assert lines[1].startswith("true;")


def test_rows_are_asked_for_only_as_the_file_is_read():
    asked = []

    def endless():
        while True:
            asked.append(1)
            yield FULL

    for blocks in (
        tablefiles.csv(TABLE, endless()),
        tablefiles.json(TABLE, endless(), ABOUT),
    ):
        asked.clear()
        next(blocks)
        assert 10 < len(asked) < 2000


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        (
            "2022-12-12",
            "2022-12-12|2022-12-12|2022-12-12|day|12 décembre 2022|12 december 2022",
        ),
        (
            "[..2022-12]",
            "[..2022-12]|None|2022-12-31|by|au plus tard en décembre 2022|"
            "uiterlijk in december 2022",
        ),
        ("", "None|None|None|unknown|date non connue|datum niet bekend"),
    ],
)
def test_an_imprecise_date_is_written_as_what_it_is(text, cells):
    known = ImpreciseDate.parse(text)
    row = SimpleNamespace(when=text, earliest_on=known.earliest, latest_on=known.latest)
    table = Table("d", "d", "d", "d", "d", date_columns(fr="Date.", nl="Datum."))
    (found,) = table.rows([row])
    assert "|".join(str(cell) for cell in found) == cells
    assert table.names == [
        "date",
        "date_earliest",
        "date_latest",
        "date_precision",
        "date_text_fr",
        "date_text_nl",
    ]


def test_a_date_that_hangs_on_nothing_is_empty():
    columns = date_columns(name="seen", path="parent", fr="Vu.", nl="Gezien.")
    table = Table("d", "d", "d", "d", "d", columns)
    assert list(table.rows([thing()])) == [[None] * 6]


# Words in both languages

WORDS = Column("word", "Un mot.", "Een woord.", type=Type.PAIR)
SHOWN = Column(
    "state",
    "Où il en est.",
    "Hoever het staat.",
    lambda record: record.said,
    Type.PAIR,
    head_fr="État",
    head_nl="Stand",
    url=lambda record: "/etat/",
    look=lambda record: "open",
    has_address=True,
    is_unknown=True,
)


def test_words_in_both_languages_are_two_columns_of_a_file():
    table = replace(TABLE, columns=(WORDS, SHOWN))
    assert table.names == [
        "word_fr",
        "word_nl",
        "state_fr",
        "state_nl",
        "state_address",
    ]
    record = thing(word_fr="un", word_nl="een", said={"fr": "ouvert", "nl": "open"})
    assert next(table.rows([record]))[:4] == ["un", "een", "ouvert", "open"]
    assert WORDS.written()[1].description_nl == "Een woord, in het Nederlands."
    assert SHOWN.written()[0].description_fr == (
        "État. Où il en est, en français. Vide\u00a0: non connu."
    )


def test_a_cell_of_a_page_says_where_it_leads_and_what_is_not_known():
    cell = SHOWN.cell(thing(said={"fr": "ouvert", "nl": "open"}))
    assert (cell.text, cell.url, cell.look) == ("ouvert", "/etat/", "open")
    assert SHOWN.cell(thing(said=None)).text == "non connu"
    assert replace(SHOWN, is_unknown=False).cell(thing(said=None)).text == "–"
    together = replace(SHOWN, type=Type.TOGETHER, has_address=False)
    (column,) = together.written()
    assert column.reader()(thing(said={"fr": "oui", "nl": "ja"})) == "oui · ja"


def test_a_shorter_table_takes_columns_from_a_longer_one():
    assert [one.name for one in TABLE.only("area", "text")] == ["area", "text"]
