"""What an attacker tries on results and their workbooks, and does not get."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accord.monitoring import workbook
from accord.monitoring.models import Result
from accord.monitoring.reports import opened
from accord.monitoring.workbook.layout import Col
from tests.monitoring.rows import asked
from tests.monitoring.sheets import rewritten

pytestmark = pytest.mark.django_db
FIRST = 3  # the first row, as a spreadsheet numbers it
FAR = '<row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'


@pytest.fixture
def made(cast):
    return asked(cast, "narrative", "count")


def report(made):
    return [made.agreement.pk, made.period.pk]


def downloaded(cast, made):
    return workbook.write(opened(cast.ines, *report(made))).read()


def repacked(data, **changes):
    """The workbook with parts changed: by name, what becomes of their bytes."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            short = name.rsplit("/", 1)[-1].split(".")[0]
            part = old.read(name)
            new.writestr(name, changes[short](part) if short in changes else part)
    return file.getvalue()


def upload(client, made, data, name="w.xlsx"):
    address = reverse("monitoring:workbook_upload", args=report(made))
    return client.post(address, {"file": SimpleUploadedFile(name, data)})


def with_rows(rows):
    def change(part):
        return part.replace(b"</sheetData>", rows.encode() + b"</sheetData>")

    return change


@pytest.mark.parametrize(
    "rows",
    [
        FAR.format(1048576, "XFD"),
        FAR.format(90, "XFD"),
        FAR.format(1048576, "A"),
        "<row r='90000'><c r='XFD90000'><v>1</v></c></row>",
        '<row r="90000"><c s="1" foo=\'r="A1"\' r="XFD90000"><v>1</v></c></row>',
        "<row>" + "<c><v>1</v></c>" * 20_000 + "</row>",
        '<x:row r="90000"><x:c r="XFD90000"><x:v>1</x:v></x:c></x:row>',
        '<!-- <row r="90000"> -->',
        "<si><t>a</t></si>",
    ],
    ids=[
        "both",
        "wide",
        "deep",
        "quotes",
        "masked",
        "unplaced",
        "prefix",
        "dark",
        "si",
    ],
)
def test_a_workbook_that_would_fill_the_memory_is_refused(rows, sign_in, cast, made):
    data = repacked(downloaded(cast, made), sheet1=with_rows(rows))

    assert upload(sign_in(cast.ines), made, data).status_code == 409


def test_one_long_text_shown_in_every_cell_is_refused(sign_in, cast, made):
    long = b"<si><t>" + b"a" * 1_000_000 + b"</t></si></sst>"
    cells = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(100, 500)
    )

    def texts(part):
        head = part[: part.index(b"<si>")]
        return head + long

    data = repacked(
        downloaded(cast, made), sheet1=with_rows(cells), sharedStrings=texts
    )

    assert upload(sign_in(cast.ines), made, data).status_code == 409


def test_a_workbook_in_another_encoding_is_refused(sign_in, cast, made):
    def encoded(part):
        text = part.decode().replace("UTF-8", "UTF-16")
        return text.encode("utf-16")

    data = repacked(downloaded(cast, made), sheet1=encoded)

    assert upload(sign_in(cast.ines), made, data).status_code == 409


def test_a_sign_no_database_keeps_is_refused_row_by_row(sign_in, cast, made):
    filled = rewritten(downloaded(cast, made), {FIRST: {Col.TEXT_FR: "a-b"}})
    data = repacked(
        filled, sharedStrings=lambda part: part.replace(b"a-b", b"a_x0000_b")
    )

    client = sign_in(cast.ines)
    answer = upload(client, made, data)
    assert client.post(answer.url).status_code == 409
    assert not Result.objects.exists()
