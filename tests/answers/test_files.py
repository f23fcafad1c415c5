"""The files of an answer hold what its page shows, all of it, in both languages."""

from io import BytesIO

import pikepdf
import pytest

from accord.answers.questions import ANSWERS
from accord.lib import tablefiles
from tests import make
from tests.documents.reading import pages

pytestmark = pytest.mark.django_db
DAY = "2023-09-08"
SLUGS = [one.slug_fr for one in ANSWERS]


@pytest.mark.parametrize("slug", SLUGS)
def test_the_spreadsheet_says_what_the_page_says(slug, reads, register):
    reader = reads(register.lea)
    rows, sheet = reader.rows(slug, DAY), reader.sheet(slug)

    assert len(rows) == len(sheet)
    for row, line in zip(rows, sheet, strict=True):
        for name, text in row.items():
            in_file = line.get(f"{name}_fr", line.get(name))
            if text in ("non connu", "–"):
                assert in_file in ("", "–")
            else:
                assert text in str(in_file), name


@pytest.mark.parametrize("slug", SLUGS)
def test_the_document_says_what_the_page_says_in_both_languages(slug, reads, register):
    reader = reads(register.lea)
    drawn = "".join(pages(reader.pdf(slug)))
    for line in reader.sheet(slug):
        for name in ("municipality_fr", "municipality_nl", "nis_code"):
            assert "".join(line[name].split()) in drawn
    answer = next(one for one in ANSWERS if one.slug_fr == slug)
    for text in (answer.question_fr[:20], answer.question_nl[:20], "8septembre2023"):
        assert "".join(text.split()) in drawn


@pytest.mark.parametrize("slug", SLUGS)
def test_the_document_lasts_and_can_be_read_aloud(slug, reads, register):
    reader = reads(register.lea)
    pdf = reader.pdf(slug)
    answer = next(one for one in ANSWERS if one.slug_fr == slug)
    with pikepdf.open(BytesIO(pdf)) as document:
        told = document.open_metadata()
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("3", "A")
        assert told["pdfuaid:part"] == "1"
        assert answer.title_fr in told["dc:title"]
        assert answer.title_nl in told["dc:title"]
        assert document.Root.MarkInfo.Marked
    assert reader.pdf(slug) == pdf


def test_the_columns_and_the_method_are_explained_in_both_languages(reads, register):
    book = reads(register.lea).book("signatures")
    head, *columns = book.get_sheet_by_name(tablefiles.COLUMNS).to_python()
    assert head == ["name", "type", "description_fr", "description_nl"]
    assert all(fr and nl and fr != nl for _name, _type, fr, nl in columns)
    about = dict(
        row[:2] for row in book.get_sheet_by_name(tablefiles.ABOUT).to_python()
    )
    assert about["on"] == DAY
    for name in ("question", "definition"):
        assert about[f"{name}_fr"] != about[f"{name}_nl"]
    assert "1209" in about["asked_1209_fr"]
    assert about["summary_1_fr"].endswith("\u00a0: 2 sur 3.")


def test_the_files_hold_all_that_the_pages_show_a_part_of(reads, register):
    for _ in range(40):
        one = make.agreement(model=register.model)
        make.step(agreement=one)
    reader = reads(register.lea)
    for slug in SLUGS:
        sheet, page = reader.sheet(slug), reader.page(slug, DAY)
        assert len(sheet) >= 42
        assert len(page.context["rows"]) < len(sheet)
        found = []
        for number in range(1, page.context["page"].paginator.num_pages + 1):
            found += reader.rows(slug, DAY, page=number)
        assert [row["nis_code"] for row in found] == [row["nis_code"] for row in sheet]


def test_a_demonstration_says_so_in_every_file(reads, register, settings):
    settings.DEMO = True
    reader = reads(register.lea)
    assert all(row["demonstration"] for row in reader.sheet("missions"))
    assert "Démonstration" in "".join(pages(reader.pdf("missions")))
