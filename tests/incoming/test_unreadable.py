"""What cannot be read is never taken for empty, zero or absent, in no column of a list.

Every list that people bring is asked with a workbook that it writes itself, one cell of
which holds what nobody can read; then every column of a CSV file.
"""

import io
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.utils.translation import override
from xlsxwriter.utility import xl_rowcol_to_cell

from accord.incoming.cells import Holds
from accord.incoming.commas import as_workbook
from accord.incoming.lists import List
from accord.incoming.planning import planned
from accord.incoming.tables import read
from accord.lib.errors import Refused
from accord.monitoring.reading.reports import opened
from accord.monitoring.workbook import writing as results
from accord.monitoring.workbook.known import asked_of
from accord.monitoring.workbook.reading import Results
from accord.network.addresses import writing as addresses
from accord.network.addresses.planning import Addresses
from tests.attachments.files import sent
from tests.incoming.sheets import MAIN, UNREADABLE, changed, holding, put
from tests.monitoring.rows import asked
from tests.network.rows import contact, service

pytestmark = pytest.mark.django_db


def of_addresses(cast):
    one = service(cast.service, telephone="02 555 12 34", promised_days=10)
    contact(cast.service, service=one, email="d@example.org")
    with addresses.write(cast.remy) as file:
        return file.read(), Addresses, 1


def of_results(cast):
    made = asked(cast, "count")
    report = opened(cast.ines, made.agreement.pk, made.period.pk)

    def begin():
        known = asked_of(cast.ines, report)
        return Results(made.agreement.pk, made.period.pk, known)

    return results.write(report).read(), begin, results.FIRST_ROW


LISTS = {Addresses: of_addresses, Results: of_results}
# What some columns read rightly.
READ = {(Holds.DAY, "a day"), (Holds.WORD, "true")}


def test_every_list_that_people_bring_is_asked():
    def lists(of):
        return {of, *(one for each in of.__subclasses__() for one in lists(each))}

    ours = {one for one in lists(List) if one.__module__.startswith("accord.")}
    assert ours - {List} == set(LISTS)


@pytest.mark.parametrize("kind", UNREADABLE)
@pytest.mark.parametrize("of", LISTS, ids=lambda of: of.__name__)
def test_what_cannot_be_read_is_told_at_its_row_and_nothing_is_loaded(of, kind, cast):
    data, begin, row = LISTS[of](cast)
    assert planned(begin(), io.BytesIO(data)).faults == []
    for place, column in enumerate(of.columns):
        if (column.holds, kind) in READ:
            continue
        with override("en"):
            plan = planned(begin(), io.BytesIO(holding(data, row, place, kind)))
        found = [(fault.row, fault.reason) for fault in plan.faults]
        assert [number for number, _reason in found] == [row + 1], column.key
        assert column.heading in found[0][1], (column.key, found)
        assert not plan.may_be_loaded


@pytest.mark.parametrize("of", LISTS, ids=lambda of: of.__name__)
def test_the_last_cell_of_a_sheet_is_asked_too(of, cast):
    """An empty-looking cell below and beside all others is no part of the table."""
    data, begin, _row = LISTS[of](cast)
    place = len(of.columns) - 1
    data = holding(data, 40, place, "a formula without value")
    plan = planned(begin(), io.BytesIO(data))
    assert [fault.row for fault in plan.faults] == [41]


WORDS = ["#REF!", "#VERW!", "#N/A", "#N/B", "#DIV/0!", "#DEEL/0!", "#VALEUR!"]
WORDS += ["#WAARDE!", "#NOM?", "#NAAM?", "#NOMBRE!", "#GETAL!", "Err:502", "#####"]


@pytest.mark.parametrize("word", WORDS)
def test_an_error_in_a_csv_file_is_an_error_in_every_column(word, cast):
    row = {"organisation": "cpas", "service_fr": "A", "service_nl": "B", "name": "C"}
    for column in Addresses.columns:
        heads = ";".join(one.key for one in Addresses.columns)
        said = row | {column.key: word}
        cells = ";".join(said.get(one.key, "") for one in Addresses.columns)
        text = f"{heads}\r\n{cells}\r\n"
        file = as_workbook(ContentFile(text.encode(), name="a.csv"), Addresses)
        plan = planned(Addresses(), file)
        assert [fault.row for fault in plan.faults] == [2], column.key
        assert word in plan.faults[0].reason


@pytest.mark.parametrize("column", ["telephone", "contact_telephone"])
@pytest.mark.parametrize("said", ["25551234", "470123456", "32 2 555 12 34", "3,2E+10"])
def test_a_telephone_that_lost_its_first_digit_is_asked_about(column, said, cast):
    heads = f"organisation;service_fr;service_nl;name;{column}"
    text = f"{heads}\ncpas;A;B;C;{said}"
    file = as_workbook(ContentFile(text.encode(), name="a.csv"), Addresses)
    plan = planned(Addresses(), file)
    assert bool(plan.faults) or "E+" in said


def test_a_total_under_the_table_is_told_as_what_it_is(cast, untranslated):
    from tests.monitoring.sheets import Col, rewritten, rows_of

    data, begin, row = of_results(cast)
    before = len(rows_of(data))
    total = [""] * len(Results.columns)
    total[Col.NAME_FR], total[Col.VALUE] = "Total", 120
    data = rewritten(data, {row + 1: {Col.VALUE: 3}}, below=[total])
    plan = planned(begin(), io.BytesIO(data))
    assert plan.faults == []
    assert len(plan.changes) == 1
    assert f"Rows that are totals: {before + 1}" in plan.unread

    total[Col.NAME_FR] = "Remarques de l’échevine"
    data = rewritten(data, {}, below=[total])
    plan = planned(begin(), io.BytesIO(data))
    assert "no row of the workbook" in plan.faults[0].reason


def test_a_figure_over_two_rows_is_of_neither(cast, untranslated):
    made = asked(cast, "count", "count")
    report = opened(cast.ines, made.agreement.pk, made.period.pk)
    place = results.PLACE["value"]
    cell = xl_rowcol_to_cell(results.FIRST_ROW, place)
    below = xl_rowcol_to_cell(results.FIRST_ROW + 1, place)
    figure = ElementTree.fromstring(f'<c xmlns="{MAIN}" r="{cell}"><v>12</v></c>')

    def merged(part):
        part = put(part, results.FIRST_ROW, place, figure)
        ranges = f'<mergeCells count="1"><mergeCell ref="{cell}:{below}"/></mergeCells>'
        return part.replace(b"</sheetData>", b"</sheetData>" + ranges.encode())

    data = changed(results.write(report).read(), sheet=merged)
    known = asked_of(cast.ines, report)
    plan = planned(Results(made.agreement.pk, made.period.pk, known), io.BytesIO(data))
    assert [fault.row for fault in plan.faults] == [3, 4]
    assert "merged" in plan.faults[0].reason


def test_a_workbook_without_its_parts_is_refused(cast):
    with pytest.raises(Refused):
        planned(Addresses(), io.BytesIO(b"PK\x03\x04"))


def test_a_workbook_in_an_encoding_that_is_none_is_refused_with_a_sentence():
    comma = b"Organisation;Contact\r\nixelles;A\r\n"
    out = io.BytesIO()
    with (
        ZipFile(as_workbook(sent(comma, "a.csv"), Addresses)) as old,
        ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/workbook.xml":
                part = part.replace(b"UTF-8", b"UTV-8")
            new.writestr(name, part)

    with override("en"), pytest.raises(Refused, match="cannot be read"):
        read(out, Addresses)
