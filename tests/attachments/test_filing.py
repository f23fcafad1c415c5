"""Files on records: read by who reads the record, noted where they speak of persons."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from accord import history
from accord.agreements.models import Agreement
from accord.attachments import actions
from accord.attachments.models import Filed
from accord.directory.models import Organisation
from accord.journal.models import Entry, Reading
from accord.lib.errors import Refused
from accord.referents.models import Post
from tests import make
from tests.attachments import files
from tests.attachments.clamd import EICAR, listening
from tests.referents.scene import posts

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(cast):
    return make.agreement(municipality=cast.ixelles)


@pytest.fixture
def put(agreement, cast):
    """``put(title, by=…)``: a file on the agreement of Ixelles."""

    def put_(title="Charte", record=agreement, by=cast.ines, **more):
        file = files.sent(name="charte.pdf")
        return actions.add_file(record, file=file, title=title, by=by, **more)

    return put_


def address(name, *arguments):
    return reverse(f"attachments:filed_{name}", args=arguments)


def body(answer):
    return b"".join(answer.streaming_content)


def test_a_file_is_put_on_a_record_through_its_page(agreement, sign_in, cast):
    client = sign_in(cast.ines)
    page = client.get(agreement.get_absolute_url())
    assert address("add", "agreement", agreement.pk) in page.text

    typed = {"title": "Charte", "file": files.sent(name="charte.pdf")}
    answer = client.post(address("add", "agreement", agreement.pk), typed)

    filed = Filed.objects.get()
    assert answer.url == agreement.get_absolute_url()
    assert (filed.owner, filed.title, filed.by) == (agreement, "Charte", cast.ines)
    assert address("open", filed.pk) in client.get(answer.url).text
    opened = client.get(address("open", filed.pk))
    assert body(opened) == files.PDF
    assert opened["Content-Disposition"] == 'inline; filename="charte.pdf"'


def test_a_virus_is_refused_at_the_form(agreement, sign_in, cast, settings, in_english):
    kind = files.types(f"{files.OPENXML}.wordprocessingml.document")
    infected = files.packed(types=kind, eicar__com=EICAR)
    typed = {"title": "Charte", "file": files.sent(infected, "charte.docx")}

    with listening() as (_daemon, settings.CLAMAV):
        page = sign_in(cast.ines).post(address("add", "agreement", agreement.pk), typed)

    assert "EICAR" in page.context["form"].errors["file"][0]
    assert not Filed.objects.exists()


@pytest.mark.parametrize(
    ("who", "opens", "adds"),
    [
        *(("ines", 200, 200), ("marc", 200, 403), ("remy", 200, 200)),
        *(("lea", 200, 403), ("nora", 404, 404), ("sam", 404, 404)),
        *(("ada", 404, 404), ("zoe", 404, 404)),
    ],
)
def test_who_reads_the_record_reads_its_files(
    who, opens, adds, put, agreement, sign_in, cast
):
    filed, client = put(), sign_in(getattr(cast, who))

    answer = client.get(address("open", filed.pk))
    assert answer.status_code == opens
    if opens == 200:
        body(answer)
    added = client.get(address("add", "agreement", agreement.pk))
    assert added.status_code == adds
    listed = client.get(address("list", "agreement", agreement.pk))
    assert listed.status_code == opens


def test_the_audience_is_asked_each_time(put, agreement, sign_in, cast):
    filed, client = put(), sign_in(cast.marc)
    body(client.get(address("open", filed.pk)))

    Agreement.objects.filter(pk=agreement.pk).update(state="draft")

    assert client.get(address("open", filed.pk)).status_code == 404


@pytest.mark.parametrize("who", ["lea", "ines", "sam", "zoe", "ada"])
def test_everyone_knows_a_body_and_its_files_are_its_own(who, put, sign_in, cast):
    filed = put(record=cast.schaerbeek, by=cast.nora)
    may = who == "lea"

    page = sign_in(getattr(cast, who)).get(cast.schaerbeek.get_workspace_url())
    assert page.status_code == 200
    assert (address("open", filed.pk) in page.text) is may


def test_a_kind_of_record_without_files_has_no_such_page(sign_in, cast):
    for kind in ("user", "entry", "nothing"):
        answer = sign_in(cast.remy).get(address("list", kind, cast.ines.pk))
        assert answer.status_code == 404


def test_what_is_withdrawn_is_opened_by_nobody_and_stays_known(put, sign_in, cast):
    filed, client = put(), sign_in(cast.ines)
    answer = client.post(address("withdraw", filed.pk))

    filed.refresh_from_db()
    assert answer.url == filed.owner.get_absolute_url()
    assert (filed.withdrawn_by, filed.withdrawn_at is None) == (cast.ines, False)
    assert client.get(address("open", filed.pk)).status_code == 404
    for again in (client.get, client.post):  # a colleague was quicker
        refused = again(address("withdraw", filed.pk))
        assert refused.status_code == 409
        assert "Ce fichier est déjà retiré" in refused.text
    assert "Charte</a>" not in client.get(answer.url).text
    listed = client.get(address("list", "agreement", filed.owner_id)).text
    assert "<del>Charte</del>" in listed
    with pytest.raises(Refused):
        actions.withdraw_file(filed, by=cast.ines)


def test_one_side_does_not_withdraw_what_the_other_put_there(put, cast):
    with pytest.raises(PermissionDenied):
        actions.withdraw_file(put(by=cast.remy), by=cast.ines)
    actions.withdraw_file(put(by=cast.ines), by=cast.remy)  # the Region keeps order


def test_the_history_of_the_record_tells_of_it(put, agreement, cast, in_english):
    filed = put()
    actions.withdraw_file(filed, by=cast.remy)

    entries = Entry.objects.within(Agreement, agreement.pk).for_history()
    told = [(line.who, str(line.told)) for line in history.lines(entries)]
    assert told == [("Remy", "withdrew the file"), ("Ines", "put a file there")]


def test_opening_what_speaks_of_persons_is_noted_each_time(put, sign_in, cast):
    plain, sensitive = put("Plan"), put("Contrat de travail", is_sensitive=True)
    client = sign_in(cast.marc)
    for filed in (plain, sensitive, sensitive):
        body(client.get(address("open", filed.pk)))

    noted = Reading.objects.values_list("actor", "path")
    assert list(noted) == [(cast.marc.pk, address("open", sensitive.pk))] * 2


def test_who_gives_support_is_noted_as_who_they_are(put, sign_in, cast):
    sensitive = put("Contrat de travail", is_sensitive=True)
    client = sign_in(cast.ada)
    client.post(reverse("directory:support_start", args=[cast.marc.pk]))

    body(client.get(address("open", sensitive.pk)))

    noted = Reading.objects.filter(path=address("open", sensitive.pk))
    assert list(noted.values_list("actor", "seen_as")) == [(cast.ada.pk, cast.marc.pk)]


def test_the_database_refuses_what_cannot_be(put, cast):
    filed = put()
    for wrong in ({"title": ""}, {"withdrawn_by": cast.ines}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Filed.objects.filter(pk=filed.pk).update(**wrong)


@pytest.mark.parametrize("how_many", [1, 200])
@pytest.mark.parametrize("who", ["remy", "lea", "ines", "marc"])
def test_the_pages_cost_the_same_whatever_they_hold(
    who, how_many, put, agreement, sign_in, cast, django_assert_max_num_queries
):
    first = put()
    Filed.objects.bulk_create(
        Filed(
            attachment=first.attachment,
            owner_type=first.owner_type,
            owner_id=first.owner_id,
            title=f"Procès-verbal de la réunion du comité n° {number}",
            by=cast.ines,
        )
        for number in range(how_many)
    )
    client = sign_in(getattr(cast, who))
    with django_assert_max_num_queries(8):
        page = client.get(address("list", "agreement", agreement.pk))
    assert len(page.content) <= 40_000
    for name in ("open", "list"):
        arguments = [first.pk] if name == "open" else ["agreement", agreement.pk]
        with django_assert_max_num_queries(8):
            answer = client.get(address(name, *arguments))
            assert body(answer) if answer.streaming else answer.content
    with django_assert_max_num_queries(12):
        client.get(agreement.get_absolute_url())


def test_a_page_shows_the_latest_and_leads_to_all(put, agreement, sign_in, cast):
    for number in range(11):
        put(f"Note {number}")

    page = sign_in(cast.ines).get(agreement.get_absolute_url()).text

    assert "Note 10" in page
    assert "Note 1<" in page
    assert "Note 0<" not in page
    assert address("list", "agreement", agreement.pk) in page


def test_organisations_are_among_those_that_hold_files(put, sign_in, cast):
    filed = put(record=cast.ixelles, by=cast.ines)

    assert filed.owner == Organisation.objects.get(pk=cast.ixelles.pk)
    page = sign_in(cast.ines).get(cast.ixelles.get_workspace_url())
    assert address("withdraw", filed.pk) in page.text


def test_whatever_is_put_on_a_post_is_noted_when_it_is_opened(put, sign_in, cast):
    post = posts(cast)["referents:post_detail"]
    record = Post.objects.get(pk=post[0])
    client = sign_in(cast.ines)
    page = client.get(address("add", "post", record.pk))
    assert "is_sensitive" not in page.context["form"].fields

    filed = put("Contrat de travail", record=record)
    body(client.get(address("open", filed.pk)))

    assert address("open", filed.pk) in client.get(record.get_absolute_url()).text
    assert Reading.objects.get().path == address("open", filed.pk)


def test_what_a_file_carries_and_that_no_antivirus_looks_is_told_beside_it(
    sign_in, cast, settings, untranslated
):
    content = files.pdf(page=b"/OpenAction << /S /Launch /F (calc.exe) >>")
    actions.add_file(
        cast.ixelles, file=files.sent(content), title="Charte", by=cast.ines
    )
    page = reverse("attachments:filed_list", args=["organisation", cast.ixelles.pk])

    told = sign_in(cast.ines).get(page).text
    assert "It asks to start another program." in told
    assert "No antivirus looks at the files given here." in told

    settings.CLAMAV = "localhost:3310"
    assert "No antivirus" not in sign_in(cast.ines).get(page).text
