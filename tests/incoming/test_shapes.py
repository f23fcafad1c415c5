"""Lists in the shapes in which offices keep them: read whole, or told what was not."""

import io

import pytest
import xlsxwriter
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accord.directory.models import Service, UsualName
from accord.incoming.commas import as_workbook
from accord.incoming.planning import planned
from accord.lib.errors import Refused
from accord.network.actions.addresses import load_address_list
from accord.network.addresses.planning import Addresses
from accord.network.models import Contact
from tests import make
from tests.incoming.sheets import changed
from tests.network.rows import contact, service
from tests.network.scene import uploaded

pytestmark = pytest.mark.django_db

HEADS = ("Organisation", "Service (français)", "Service (néerlandais)", "Contact")
HEADS += ("Courriel du contact", "Téléphone du contact")
ROW = ("Ixelles", "Service à l’étage", "Dienst Vergunningen", "Zoë D’Hondt")
ROW += ("zoe@example.org", "0470 12 34 56")


def workbook(*rows, merged=(), fill=None):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Liste")
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if cell is not None:
                    sheet.write_string(number, place, cell)
        for top, left, bottom, right in merged:
            sheet.merge_range(top, left, bottom, right, rows[top][left])
        if fill:
            fill(book, sheet)
    return made.getvalue()


def plan_of(*rows, **how):
    return planned(Addresses(), io.BytesIO(workbook(*rows, **how)))


def from_csv(content):
    file = as_workbook(ContentFile(content, name="a.csv"), Addresses)
    return planned(Addresses(), file)


# Encodings and signs between the cells


@pytest.mark.parametrize("sign", [";", ",", "\t"])
@pytest.mark.parametrize(
    "encoding",
    [
        *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"),
        *("cp1252", "mac_roman"),
    ],
)
def test_a_csv_file_is_read_in_its_encoding_and_with_its_sign(encoding, sign, cast):
    text = "\r\n".join(sign.join(cells) for cells in (HEADS, ROW))
    plan = from_csv(text.encode(encoding))
    assert (plan.faults, plan.unread) == ([], [])
    said = [one.says for one in plan.wanted.values()]
    assert said[0]["name_fr"] == ROW[1]
    assert said[1] == {
        "name": "Zoë D’Hondt",
        "email": "zoe@example.org",
        "telephone": "0470 12 34 56",
    }


def test_the_code_page_of_the_command_line_is_told_by_the_headings(cast):
    text = "\n".join(";".join(cells) for cells in (HEADS, ROW)).replace("’", "'")
    plan = from_csv(text.encode("cp850"))
    assert next(iter(plan.wanted.values())).says["name_fr"] == "Service à l'étage"


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda text: text.encode().decode("cp1252").encode(),
        lambda text: text.encode("ascii", "replace"),
        lambda text: text.replace("é", "\ufffd").encode(),
    ],
)
def test_letters_that_were_lost_are_refused_with_the_cure(spoilt, cast, sign_in):
    text = "\n".join(";".join(cells) for cells in (HEADS, ROW))
    file = SimpleUploadedFile("a.csv", spoilt(text))
    upload = reverse("network:address_list_upload")
    page = sign_in(cast.remy).post(upload, {"file": file})
    [said] = page.context["form"].errors["file"]
    assert "XLSX" in said
    assert "UTF-8" in said


# What is beside the table


def test_what_was_not_read_and_what_is_hidden_is_told(cast, untranslated):
    def fill(book, sheet):
        sheet.write_comment(1, 0, "à vérifier")
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(3, 3, None, None, {"hidden": True})
        book.add_worksheet("Archives").write_string(0, 0, "Ancien")
        sheet.write_string(1, 6, "pour Léa")

    second = ("Ixelles", "Primes", "Premies", "Ada", "", "")
    total = ("Total", "2")
    heads = (*HEADS[:-1], "Bureau")
    plan = plan_of(heads, ROW, second, total, fill=fill)
    assert plan.unread == [
        "Column F, “Bureau”",
        "Column G, which has no heading",
        "Rows that are totals: 4",
        "Sheet “Archives”",
        "Notes beside cells",
    ]
    assert plan.hidden == ["Column D, “Contact”", "Rows 3"]


def test_titles_above_the_table_are_told_and_cost_nothing(cast, untranslated):
    plan = plan_of(("Adresses utiles",), (), HEADS, ROW, merged=[(0, 0, 0, 3)])
    assert plan.unread == ["Row 1, above the headings: “Adresses utiles”"]
    assert [one.row for one in plan.changes] == [4, 4]


def test_our_own_list_hides_nothing_and_holds_nothing_else(cast, sign_in):
    contact(cast.service, service=service(cast.service))
    page = sign_in(cast.remy).get(reverse("network:address_list_download"))
    plan = planned(Addresses(), io.BytesIO(b"".join(page.streaming_content)))
    assert (plan.unread, plan.hidden) == ([], [])


# Merged cells, other programs


def test_an_organisation_over_several_rows_is_that_of_each(cast):
    rows = (ROW, (None, "Primes", "Premies", "Ada", "", ""))
    plan = plan_of(HEADS, *rows, merged=[(1, 0, 2, 0)])
    assert plan.faults == []
    bodies = {one.under[0] for one in plan.wanted.values()}
    assert bodies == {cast.ixelles.pk}
    assert len(plan.wanted) == 4


def test_cells_merged_side_by_side_are_asked_about(cast):
    plan = plan_of(HEADS, ROW, merged=[(1, 1, 1, 2)])
    assert [fault.row for fault in plan.faults] == [2]


def test_a_workbook_of_another_dialect_is_refused_with_the_cure(cast, sign_in):
    def prefixed(part):
        text = part.decode().replace("</", "</x:")
        for tag in ("worksheet", "sheetData", "row", "c", "v", "is", "t"):
            text = text.replace(f"<{tag} ", f"<x:{tag} ").replace(
                f"<{tag}>", f"<x:{tag}>"
            )
        return text.replace("xmlns=", "xmlns:x=", 1).encode()

    data = changed(workbook(HEADS, ROW), sheet=prefixed)
    upload = reverse("network:address_list_upload")
    file = SimpleUploadedFile("a.xlsx", data)
    page = sign_in(cast.remy).post(upload, {"file": file})
    [said] = page.context["form"].errors["file"]
    assert "XLSX" in said


# Names


def test_two_people_of_one_name_in_one_service_are_two(cast):
    other = (*ROW[:4], "zoe2@example.org", "")
    content = "\n".join(";".join(cells) for cells in (HEADS, ROW, other))
    file = uploaded(cast.remy, content)
    with file.open() as data:
        seen = planned(Addresses(), data).fingerprint
    load_address_list(file, plan=seen, by=cast.remy)
    known = Contact.objects.values_list("name", "email", "service__name_fr")
    assert sorted(known) == [
        ("Zoë D’Hondt", "zoe2@example.org", ROW[1]),
        ("Zoë D’Hondt", "zoe@example.org", ROW[1]),
    ]
    again = from_csv(content.encode())
    assert (again.faults, again.changes) == ([], [])
    assert again.unchanged == 3


def test_a_name_that_two_people_have_is_asked_about(cast):
    one = service(cast.ixelles, ROW[1], name_nl=ROW[2])
    for number in range(2):
        email = f"zoe{number}@example.org"
        contact(cast.ixelles, ROW[3], service=one, email=email)
    plan = plan_of(HEADS, (*ROW[:4], "", "0470 12 34 56"))
    assert [fault.row for fault in plan.faults] == [2]


def test_two_people_who_share_a_mailbox_stay_two(cast):
    one = service(cast.ixelles, ROW[1], name_nl=ROW[2])
    for name in ("Ada", "Zoë"):
        contact(cast.ixelles, name, service=one, email="info@example.org")
    rows = [(*ROW[:3], name, "info@example.org", "") for name in ("Zoë", "Ada")]
    plan = plan_of(HEADS, *rows)
    assert (plan.faults, plan.changes) == ([], [])


def test_who_has_a_new_address_is_the_same_and_that_is_shown(cast):
    one = service(cast.ixelles, ROW[1], name_nl=ROW[2])
    kept = contact(cast.ixelles, ROW[3], service=one, email="old@example.org")
    plan = plan_of(HEADS, ROW)
    [change] = plan.changes
    assert change.record == kept
    assert change.changes["email"] == "zoe@example.org"


USUAL = [
    ("St-Gilles", "Saint-Gilles"),
    ("Sint Gillis", "Saint-Gilles"),
    ("Commune de Saint-Gilles", "Saint-Gilles"),
    ("Woluwe-St-Lambert", "Woluwe-Saint-Lambert"),
    ("ST LAMBRECHTS WOLUWE", "Woluwe-Saint-Lambert"),
    ("Molenbeek", "Molenbeek-Saint-Jean"),
    ("Commune d’Ixelles", "Ixelles"),
    ("Administration communale d'Ixelles", "Ixelles"),
    ("Gemeente Elsene", "Ixelles"),
    ("Gemeentebestuur van Elsene", "Ixelles"),
    ("Ixelles / Elsene", "Ixelles"),
    ("Ixelles - Elsene", "Ixelles"),
    ("Ixelles (Elsene)", "Ixelles"),
    ("CPAS Ixelles", "CPAS d’Ixelles"),
]


@pytest.fixture
def towns(cast):
    made = None
    for fr, nl in (
        ("Saint-Gilles", "Sint-Gillis"),
        ("Woluwe-Saint-Lambert", "Sint-Lambrechts-Woluwe"),
        ("Molenbeek-Saint-Jean", "Sint-Jans-Molenbeek"),
    ):
        made = make.organisation(name_fr=fr, name_nl=nl)
    UsualName.objects.create(organisation=made, name="Molenbeek")


@pytest.mark.parametrize(("said", "meant"), USUAL)
def test_a_usual_name_is_understood_and_makes_no_double(said, meant, cast, towns):
    plan = plan_of(HEADS, (said, *ROW[1:]))
    assert plan.faults == []
    new = next(one for one in plan.changes if one.model is Service)
    bodies = Addresses().called
    assert bodies[new.under[0]] == meant


@pytest.mark.parametrize(
    "said", ["Ixelles / Schaerbeek", "Ixelles / Ailleurs", "Uccle"]
)
def test_a_name_of_two_or_of_none_is_never_guessed(said, cast, towns):
    plan = plan_of(HEADS, (said, *ROW[1:]))
    assert [fault.row for fault in plan.faults] == [2]


def test_a_usual_name_of_two_bodies_is_asked_about(cast, untranslated):
    for body in (cast.ixelles, cast.schaerbeek):
        UsualName.objects.create(organisation=body, name="Là-bas")
    plan = plan_of(HEADS, ("là bas", *ROW[1:]))
    assert "Ixelles, Schaerbeek" in plan.faults[0].reason


def test_a_file_that_is_none_is_refused():
    with pytest.raises(Refused):
        as_workbook(ContentFile(b"\xff\xfea", name="a.csv"), Addresses)
