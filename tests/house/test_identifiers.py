"""Codes and telephones stay texts, in every file we give out and every list we take.

A spreadsheet makes a number of “0470…” typed in a cell that is not of texts, and drops
its 0: the columns themselves say that they hold texts.
"""

import importlib
import inspect
import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from accord.incoming.cells import Holds
from accord.lib import tablefiles
from accord.lib.tabular import Table, Type
from accord.network.addresses import writing
from accord.network.addresses.layout import COLUMNS
from accord.network.addresses.planning import Addresses

HOUSE = Path(__file__).parents[2] / "accord"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# What is written in digits and is no number.
IDENTIFIER = re.compile(
    r"(^|_)(code|codes|telephone|contact_telephone|postal|kbo|bce|iban|phone)(_|$)"
)


def tables() -> dict[str, Table]:
    """Every table that any room gives out, by its name."""
    found = {}
    places = ("*/exports.py", "*/exports/*.py", "*/datasets.py", "*/columns.py")
    for path in sorted(path for place in places for path in HOUSE.glob(place)):
        name = ".".join(path.relative_to(HOUSE.parent).with_suffix("").parts)
        module = importlib.import_module(name.removesuffix(".__init__"))
        for _name, one in inspect.getmembers(
            module, lambda one: isinstance(one, Table)
        ):
            found[one.name] = one
    return found


def column_formats(data: bytes) -> dict[int, str]:
    """The format of each column of the first sheet, from 0; “49” is that of texts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    looks = [one.get("numFmtId", "") for one in styles.find(f"{MAIN}cellXfs") or ()]
    found = {}
    for one in sheet.iter(f"{MAIN}col"):
        for place in range(int(one.get("min", 1)), int(one.get("max", 1)) + 1):
            found[place - 1] = looks[int(one.get("style", 0))]
    return found


def test_there_are_tables_to_ask():
    assert len(tables()) > 15


@pytest.mark.parametrize("name", tables())
def test_a_column_of_texts_is_one_of_texts_for_the_spreadsheet_too(name):
    table = tables()[name]
    with tablefiles.xlsx(table, [], {}) as file:
        formats = column_formats(file.read())
    for place, column in enumerate(table.written):
        is_text = column.type not in tablefiles.NOT_TEXT
        assert (formats[place] == "49") == is_text, column.name
        if IDENTIFIER.search(column.name):
            assert column.type in (Type.TEXT, Type.PAIR), column.name


@pytest.mark.django_db
def test_so_is_the_list_that_goes_out_to_come_back(cast):
    with writing.write(cast.remy) as file:
        formats = column_formats(file.read())
    for place, column in enumerate(COLUMNS):
        assert (formats[place] == "49") == (column.holds != Holds.NUMBER), column.key


def test_every_identifier_of_a_list_is_asked_as_one():
    for column in Addresses.columns:
        is_identifier = bool(IDENTIFIER.search(column.key))
        assert is_identifier == (column.holds == Holds.IDENTIFIER), column.key
