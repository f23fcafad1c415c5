"""A list of addresses: every bad row is named, all is loaded or nothing, once."""

import io
from collections import Counter

import pytest
import xlsxwriter
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accord.directory.models import Service
from accord.incoming.commas import as_workbook
from accord.incoming.lists import Row
from accord.incoming.planning import planned, weighed
from accord.journal.models import Entry
from accord.lib.errors import Refused
from accord.network.actions.addresses import load_address_list
from accord.network.addresses.planning import Addresses
from accord.network.models import Contact
from tests import make
from tests.network.rows import contact, service
from tests.network.scene import uploaded

pytestmark = pytest.mark.django_db

HEADS = (
    "Organisation / Organisatie;Service (français);Dienst (Nederlands);"
    "Compétences (français);competences_nl;Langue (fr, nl, fr+nl);"
    "Délai (jours ouvrables);Gedeelde mailbox;Contact;E-mail du contact"
)
GOOD = (
    "CPAS d'Ixelles;Logement;Huisvesting;Primes;Premies;fr+nl;10;l@example.org;"
    "Dominique (test);d@example.org",
    "OCMW van Elsene;Logement;Huisvesting;;;;;;Maxence (test);",
    "region;;;;;;;;Sacha (test);s@example.org",
)


def plan_of(*rows, heads=HEADS):
    text = "\r\n".join((heads, *rows))
    file = as_workbook(ContentFile(text.encode(), name="liste.csv"), Addresses)
    return planned(Addresses(), file)


def loaded(cast, *rows):
    file = uploaded(cast.remy, "\r\n".join((HEADS, *rows)))
    with file.open() as content:
        seen = planned(Addresses(), content).fingerprint
    load_address_list(file, plan=seen, by=cast.remy)
    return file


def why(row, *others):
    plan = plan_of(row, *others)
    return [(fault.row, fault.reason) for fault in plan.faults]


def test_services_and_contacts_come_in_with_all_that_is_said_of_them(cast):
    loaded(cast, *GOOD)

    [one] = Service.objects.all()
    assert (one.organisation, one.name_nl, one.languages, one.promised_days) == (
        cast.service,
        "Huisvesting",
        "both",
        10,
    )
    assert set(Contact.objects.values_list("name", "service", "organisation")) == {
        ("Dominique (test)", one.pk, cast.service.pk),
        ("Maxence (test)", one.pk, cast.service.pk),
        ("Sacha (test)", None, cast.region.pk),
    }


def test_the_same_list_twice_changes_nothing(cast):
    file = loaded(cast, *GOOD)
    entries = Entry.objects.count()
    plan = plan_of(*GOOD)

    assert (plan.changes, plan.faults, plan.unchanged) == ([], [], 4)
    load_address_list(file, plan=plan.fingerprint, by=cast.remy)
    told = Entry.objects.order_by("-pk")[: Entry.objects.count() - entries]
    assert [entry.verb for entry in told] == ["network.load_address_list"]
    assert Service.objects.count() == 1
    assert Contact.objects.count() == 3


def test_each_change_is_journalled_and_an_empty_cell_changes_nothing(cast):
    loaded(cast, *GOOD)
    loaded(cast, "cpas;LOGEMENT;Huisvesting;;;;5;;;")

    [one] = Service.objects.all()
    assert (one.name_fr, one.promised_days, one.mailbox) == (
        "LOGEMENT",
        5,
        "l@example.org",
    )
    changes = Entry.objects.about(one).first().changes
    assert changes == {"name_fr": ["Logement", "LOGEMENT"], "promised_days": [10, 5]}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (";Logement;Huisvesting;;;;;;;", "names no organisation"),
        ("Ailleurs;Logement;Huisvesting;;;;;;;", "no organisation that is known"),
        ("cpas;Logement;;;;;;;;", "in French and in Dutch"),
        ("cpas;Logement;Huisvesting;Primes;;;;;;", "in French and in Dutch"),
        ("cpas;;;;;;10;;;", "of which service"),
        ("cpas;;;;;;;;;d@example.org", "name of the contact"),
        ("cpas;;;;;;;;;", "no service and no contact"),
        ("cpas;Logement;Huisvesting;;;latin;;;;", "no language we know"),
        ("cpas;Logement;Huisvesting;;;;bientôt;;;", "no number of days"),
        ("cpas;Logement;Huisvesting;;;;²;;;", "no number of days"),
        ("cpas;Logement;Huisvesting;;;;0;;;", "no number of days"),
        ("cpas;Logement;Huisvesting;;;;0009999999999999;;;", "no number of days"),
        (f"cpas;Logement;Huisvesting;;;;{'0' * 5000};;;", "no number of days"),
        ("cpas;Logement;Huisvesting;;;;;pas une adresse;;", "no e-mail address"),
        (f"cpas;{'a' * 161};Huisvesting;;;;;;;", "longer than 160"),
        (f"cpas;;;;;;;;{'a' * 121};", "longer than 120"),
    ],
)
def test_a_bad_row_says_why(row, said, cast, untranslated):
    [(number, reason)] = why(GOOD[2], row)[-1:]

    assert number == 3
    assert said in reason


@pytest.mark.parametrize("key", ["organisation", "service_fr", "name", "email"])
def test_a_sign_that_nobody_sees_is_taken_out_of_a_cell(key, cast, untranslated):
    row = {"organisation": "cpas", "service_fr": "A", "service_nl": "B", "name": "C"}
    unseen = f"\0{row.get(key, 'c@example.org')}\u200b\x02"
    plan = weighed(Addresses(), [Row(2, row | {key: unseen})])

    assert plan.faults == []
    said = {}
    for wanted in plan.wanted.values():
        said |= wanted.says
    assert (said["name_fr"], said["name"]) == ("A", "C")
    assert said.get("email", "c@example.org") == "c@example.org"


def test_two_names_that_look_the_same_stay_two(cast):
    one, other = service(cast.service), service(cast.service, "Logement.")
    loaded(cast, f"cpas;{one.name_fr};{one.name_nl};;;;5;;;")

    known = dict(Service.objects.values_list("name_fr", "promised_days"))
    assert known == {"Logement": 5, other.name_fr: None}


def test_rows_that_say_the_same_or_otherwise_are_named_with_the_other_row(
    cast, untranslated
):
    again = why(GOOD[0], GOOD[0])
    otherwise = why(GOOD[0], GOOD[0].replace(";10;", ";20;"))

    assert again == [(3, "It says the same as row 2.")]
    assert otherwise == [(3, "It says otherwise than row 2: 20.")]


def test_what_closed_or_left_does_not_come_back_by_a_list(cast, untranslated):
    heir = service(cast.service, "Habitat")
    service(cast.service, is_active=False, successor=heir, name_nl="Huisvesting")
    contact(cast.service, "Sacha (test)", left_on="2026-01-01")

    [(_row, closed)] = why("cpas;Logement;Huisvesting;;;;;;;")
    [(_row, left)] = why("cpas;;;;;;;;Sacha (test);")
    assert closed == "This service has closed; its work is done by “Habitat”."
    assert left == "This contact has left."


def test_an_abbreviation_of_two_bodies_is_not_guessed(cast, untranslated):
    for number in range(2):
        make.organisation("agency", abbreviation_fr="AIS", name_fr=f"Agence {number}")

    [(_row, reason)] = why("AIS;A;B;;;;;;;")
    assert "several organisations" in reason


def test_a_mailbox_known_elsewhere_is_said_and_proposed_never_merged(cast):
    known = service(cast.region, "Primes", mailbox="l@example.org")
    plan = plan_of(*GOOD)
    loaded(cast, *GOOD)

    [note] = plan.notes
    assert "2" in note
    assert known.name in note
    assert plan.may_be_loaded
    assert Service.objects.standing().count() == 2


def test_one_bad_row_and_nothing_is_loaded(cast):
    with pytest.raises(Refused):
        loaded(cast, *GOOD, "Ailleurs;A;B;;;;;;;")

    assert not Service.objects.exists()
    assert not Contact.objects.exists()


def test_what_changed_since_it_was_looked_at_is_looked_at_again(cast):
    file = uploaded(cast.remy, "\r\n".join((HEADS, *GOOD)))

    with pytest.raises(Refused):
        load_address_list(file, plan="of another day", by=cast.remy)
    assert not Service.objects.exists()


def test_the_pages_show_everything_first_and_load_it_when_told(cast, sign_in):
    client = sign_in(cast.remy)
    content = "\n".join((HEADS, *GOOD, "Ailleurs;A;B;;;;;;;")).encode("cp1252")
    upload = reverse("network:address_list_upload")
    answer = client.post(upload, {"file": SimpleUploadedFile("a.csv", content)})
    bad = client.get(answer.url)
    assert [fault.row for fault in bad.context["faults"]] == [5]
    assert client.post(answer.url, {"plan": "x"}).status_code == 409

    good = "\n".join((HEADS, *GOOD)).encode()
    answer = client.post(upload, {"file": SimpleUploadedFile("a.csv", good)})
    page = client.get(answer.url)
    assert len(page.context["changes"]) == 4
    assert not Service.objects.exists()
    seen = page.context["plan"].fingerprint
    form = {"plan": seen} | client.token()
    first, again = client.post(answer.url, form), client.post(answer.url, form)
    assert (first.status_code, again.status_code) == (302, 302)
    assert first.url == again.url  # sent twice, it is one act
    assert Service.objects.count() == 1
    assert sign_in(cast.rita).get(answer.url).status_code == 404  # not her file


def test_a_list_that_is_too_long_is_refused_before_a_workbook_is_made_of_it():
    rows = "region;Primes;Premies\n" * Addresses.most_rows
    file = ContentFile(f"{HEADS}\n{rows}".encode(), name="liste.csv")
    with pytest.raises(Refused):
        as_workbook(file, Addresses)


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"PK\x03\x04", b"a;b\n1;2", b"\0\0", b"\xff\xfe"]
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(content, cast, sign_in):
    file = SimpleUploadedFile("a.xlsx", content)
    upload = reverse("network:address_list_upload")
    page = sign_in(cast.remy).post(upload, {"file": file})

    assert page.status_code == 200
    assert page.context["form"].errors["file"]


def test_a_workbook_is_read_as_it_is_written(cast):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.add_worksheet("autre").write_string(0, 0, "Rien")
        sheet = book.add_worksheet("liste")
        for place, text in enumerate(("organisation", "service_fr", "service_nl")):
            sheet.write_string(2, place, text)
            sheet.write_string(3, place, ("cpas", "Logement", "Huisvesting")[place])
        sheet.write_string(2, 3, "promised_days")
        sheet.write_number(3, 3, 15)
    plan = planned(Addresses(), made)

    [one] = plan.wanted.values()
    assert one.says["promised_days"] == 15
    assert one.row == 4


def test_what_was_not_read_is_named(cast, untranslated):
    heads = "organisation;Remarques;service_fr;service_nl;;name;Contact"
    rows = ("region;vu;Primes;Premies;;;", ";à voir;;;;;", "region;;;;x;Sacha;Sam")
    plan = plan_of("Liste de 2026;;;;;;", f"{heads}", *rows, heads="")

    assert plan.unread == [
        "Row 2, above the headings: “Liste de 2026”",
        "Column B, “Remarques”",
        "Column E, which has no heading",
        "Column G, “Contact”",
        "Rows that say nothing in the columns that are read: 5",
    ]
    assert [one.row for one in plan.changes] == [4, 6]


def test_a_list_without_anything_else_was_read_whole(cast):
    assert plan_of(*GOOD).unread == []


def test_the_list_as_it_is_kept_can_be_loaded_again_without_a_change(cast, sign_in):
    loaded(cast, *GOOD)
    service(cast.region, "=1+1", competences_fr="-a", competences_nl="+b")
    page = sign_in(cast.remy).get(reverse("network:address_list_download"))
    plan = planned(Addresses(), io.BytesIO(b"".join(page.streaming_content)))

    assert (plan.faults, plan.changes) == ([], [])
    models = Counter(one.model for one in plan.wanted.values())
    assert models == {Service: 2, Contact: 3}


def test_a_list_costs_the_same_however_long_it_is(cast, django_assert_max_num_queries):
    rows = [f"cpas;S {n};D {n};;;;;s{n}@example.org;P {n};" for n in range(500)]
    with django_assert_max_num_queries(4):
        plan = plan_of(*rows)
    assert len(plan.changes) == 1000
    with django_assert_max_num_queries(60):
        loaded(cast, *rows)
    assert Service.objects.count() == 500
