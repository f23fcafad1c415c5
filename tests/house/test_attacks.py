"""What an attacker tries, and does not get."""

import io
import time
from contextlib import contextmanager

import pytest
from django.core.cache import caches
from django.urls import reverse

from accord.accounts.models import User
from accord.agreements import actions as agreements
from accord.agreements.models import Absence, Step
from accord.directory.actions import people as directory
from accord.lib import pdfs, sheetmarks
from accord.lib.errors import Refused
from accord.lib.imprecise import ImpreciseDate
from accord.lib.middleware import CAUGHT
from tests import make
from tests.attachments.files import PDF, workbook
from tests.incoming.sheets import changed

pytestmark = pytest.mark.django_db


def recorded(agreement, by, kind="college"):
    return agreements.record_step(
        agreement,
        kind=kind,
        date=ImpreciseDate.parse("2021-05"),
        source=make.source(),
        by=by,
    )


def test_a_draft_stays_with_the_region_once_it_is_struck(cast):
    own = make.agreement(municipality=cast.ixelles)
    never, once = recorded(own, cast.remy), recorded(own, cast.remy, "council")
    agreements.publish_fact(once, by=cast.remy)
    for step in (never, once):
        agreements.strike_fact(step, reason="Autre commune", by=cast.remy)

    assert list(Step.objects.visible_to(cast.ines)) == [once]
    assert set(Step.objects.visible_to(cast.lea)) == {never, once}


def test_an_absence_struck_before_it_was_public_stays_with_the_region(cast):
    absence = agreements.record_absence(
        cast.ixelles,
        model=make.model_agreement(),
        date=ImpreciseDate.parse("2023"),
        source=make.source(),
        by=cast.remy,
    )
    agreements.strike_fact(absence, reason="Autre commune", by=cast.remy)

    assert not Absence.objects.visible_to(cast.ines).exists()


def test_what_a_draft_said_before_it_was_public_stays_with_the_region(sign_in, cast):
    own = make.agreement(municipality=cast.ixelles)
    step = recorded(own, cast.remy)
    said = {"kind": "college", "date": step.date, "source": step.source}
    for note in ("À vérifier", ""):
        agreements.edit_step(step, note_fr=note, note_nl=note, by=cast.remy, **said)
    agreements.publish_fact(step, by=cast.remy)

    page = sign_in(cast.ines).get(own.get_absolute_url())
    assert len(page.context["file"]["history"]) == 1
    assert "vérifier" not in page.text
    assert "vérifier" in sign_in(cast.lea).get(own.get_absolute_url()).text


def test_an_approver_does_not_close_the_account_of_an_administrator(cast):
    closed = {"name": "Ada", "language": "fr", "is_active": False}

    with pytest.raises(Refused):
        directory.edit_person(cast.ada, by=cast.rita, **closed)
    directory.edit_person(
        cast.ada, by=cast.rita, **closed | {"name": "A", "is_active": True}
    )
    cast.ada.refresh_from_db()
    assert (cast.ada.name, cast.ada.is_active) == ("A", True)


@pytest.mark.parametrize("seen", ["9" * 5000, "9" * 30, "²", "-1", "1e3"])
def test_a_version_that_no_form_gave_is_no_error(seen, sign_in, cast):
    address = reverse("sources:source_edit", args=[make.source().pk])

    assert sign_in(cast.remy).post(address, {"seen": seen}).status_code == 409


@pytest.mark.parametrize("text", ["a " * 3000, "\0", "\0 \0", "%"])
def test_any_text_may_be_looked_for(text, sign_in, cast):
    for who, name in (
        (cast.remy, "sources:source_list"),
        (cast.remy, "agreements:agreement_list"),
        (cast.remy, "directory:organisation_list"),
        (cast.ada, "directory:person_list"),
        (cast.ada, "publicsite:agreement_list"),
    ):
        answer = sign_in(who).get(reverse(name), {"text": text})
        assert answer.status_code == 200, name


def test_a_form_in_another_encoding_is_refused_not_an_error(client, sign_in, cast):
    address = reverse("directory:profile")
    sign_in(cast.zoe).get(address)  # with the form comes the cookie of its token
    client.handler.enforce_csrf_checks = True
    client.raise_request_exception = False

    answer = client.post(
        address,
        b"name=a",
        content_type="application/x-www-form-urlencoded; charset=utf-16",
    )

    assert answer.status_code == 400


def test_a_part_of_a_page_is_never_kept_as_the_whole(client, cast):
    address = reverse("publicsite:agreement_list")
    part = client.get(address, headers={"HX-Request": "true"})
    back = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    whole = client.get(address, headers=back)

    assert b"<html" not in part.content
    assert b"<html" in whole.content
    assert "HX-History-Restore-Request" in whole["Vary"]


def test_what_a_person_sees_of_their_own_is_kept_on_no_disk(sign_in, cast):
    client = sign_in(cast.zoe)

    for name in ("dashboards:overview", "directory:profile", "usersessions_list"):
        assert "no-store" in client.get(reverse(name))["Cache-Control"], name
    assert client.get(reverse("publicsite:home"))["Cache-Control"].startswith("private")
    assert not caches["pages"]._cache


@pytest.mark.parametrize("name", ["openid_connect_login", "openid_connect_callback"])
def test_who_gives_support_does_not_go_through_the_provider(name, sign_in, cast):
    client = sign_in(cast.ada)
    client.post(reverse("directory:support_start", args=[cast.ines.pk]))

    address = reverse(name, args=["official"])
    assert client.get(address, {"process": "connect"}).status_code == 403


def test_a_machine_never_signs_in(client):
    client.force_login(User.objects.system("register"))

    assert client.get(reverse("dashboards:overview")).status_code == 302


# Nothing that a stranger sends is looked at longer than in proportion to its length.

MANY = 40_000  # in proportion, some milliseconds; else ten seconds and more


@contextmanager
def quickly():
    start = time.process_time()
    yield
    assert time.process_time() - start < 2


def test_an_address_of_dots_keeps_nobody_waiting():
    with quickly():
        assert CAUGHT.sub("", f"/fr/{'.' * MANY}x") == f"/fr/{'.' * MANY}x"
        assert CAUGHT.sub("", f"/fr/a{'.' * MANY}/") == "/fr/a"


def test_a_paper_of_figures_keeps_nobody_waiting():
    with quickly(), pytest.raises(pdfs.Damaged):
        pdfs.core(b"%PDF-1.7\n" + b"1" * MANY + b"\nstartxref\n0\n%%EOF")
    assert pdfs.core(PDF.replace(b"1 0 obj", b"0000000001 0 obj"))


@pytest.mark.parametrize("said", [b"<row ", b"<sheetData "])
def test_a_sheet_that_begins_and_never_ends_keeps_nobody_waiting(said):
    def add(part):
        before, rows = part.split(b"<sheetData>")
        after = rows.split(b"</sheetData>")[1]
        return before + b"<?a " + said * MANY + b"?><sheetData/>" + after

    with quickly():
        marks = sheetmarks.marks_of(
            io.BytesIO(changed(workbook(), sheet=add)), "Sheet1"
        )
    assert not marks.hidden_rows


def test_hidden_columns_are_no_more_than_a_sheet_has():
    hidden = b'<cols><col min="%d" max="%d" width="1" hidden="1"/></cols>'

    def add(part):
        far = hidden % (9_000_000, 9_999_999)
        return part.replace(b"<sheetData>", far + b"<sheetData>")

    file = io.BytesIO(changed(workbook(), sheet=add))
    assert sheetmarks.marks_of(file, "Sheet1").hidden_columns == set()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_declares_nothing_in_any_encoding(encoding):
    entities = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'

    def declare(_part):
        return f'<?xml version="1.0" encoding="{encoding}"?>{entities}'.encode(encoding)

    file = io.BytesIO(changed(workbook(), styles=declare))
    with pytest.raises(ValueError, match=r"xl/styles\.xml"):
        sheetmarks.marks_of(file, "Sheet1")
