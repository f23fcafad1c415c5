"""What an attacker tries on results and their workbooks, and does not get."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accord.directory.models import Membership
from accord.monitoring.actions.reporting import (
    add_evidence,
    start_result,
    submit_result,
)
from accord.monitoring.actions.verifying import verify_result
from accord.monitoring.models import Evidence, Result
from accord.monitoring.reading.reports import opened
from accord.monitoring.workbook import writing
from tests import make
from tests.instruments.rows import PDF
from tests.monitoring import story
from tests.monitoring.rows import asked
from tests.monitoring.scene import uploaded
from tests.monitoring.sheets import Col, confirmed, rewritten

pytestmark = pytest.mark.django_db
FIRST = 3  # the first row, as a spreadsheet numbers it
FAR = '<row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'


@pytest.fixture
def made(cast):
    return asked(cast, "narrative", "count")


def report(made):
    return [made.agreement.pk, made.period.pk]


def downloaded(cast, made):
    return writing.write(opened(cast.ines, *report(made))).read()


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

    assert upload(sign_in(cast.ines), made, data).context["form"].errors["file"]


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

    assert upload(sign_in(cast.ines), made, data).context["form"].errors["file"]


def test_a_workbook_in_another_encoding_is_refused(sign_in, cast, made):
    def encoded(part):
        text = part.decode().replace("UTF-8", "UTF-16")
        return text.encode("utf-16")

    data = repacked(downloaded(cast, made), sheet1=encoded)

    assert upload(sign_in(cast.ines), made, data).context["form"].errors["file"]


def test_a_sign_no_database_keeps_is_left_out(sign_in, cast, made):
    filled = rewritten(downloaded(cast, made), {FIRST: {Col.TEXT_FR: "a-b"}})
    data = repacked(
        filled, sharedStrings=lambda part: part.replace(b"a-b", b"a_x0000_b")
    )

    client = sign_in(cast.ines)
    answer = upload(client, made, data)
    assert confirmed(client, answer.url).status_code == 302
    assert Result.objects.get().text_fr == "ab"


# Records of others


@pytest.fixture
def one(cast):
    return story.in_force(cast)


def secret(cast, one):
    """A draft of Ines, with a confidential list beside it."""
    draft = story.reported(cast, one, 3)
    return add_evidence(
        draft,
        title="Liste",
        file=ContentFile(PDF, name="noms.pdf"),
        is_confidential=True,
        by=cast.ines,
    )


def test_what_is_confidential_is_opened_by_editors_and_the_region_alone(
    client, sign_in, cast, one
):
    proof = secret(cast, one)
    address = reverse("monitoring:evidence_download", args=[proof.pk])

    assert client.get(address).status_code == 302
    expected = {"nora": 404, "zoe": 404, "sam": 404, "marc": 403, "ines": 200}
    for who, status in expected.items():
        answer = sign_in(getattr(cast, who)).get(address)
        assert answer.status_code == status, who
        if answer.streaming:
            assert b"".join(answer) == PDF  # to its end, which closes it
    page = reverse("monitoring:result_detail", args=[proof.result_id])
    assert address not in sign_in(cast.marc).get(page).text


def test_the_results_of_others_are_not_found_by_their_numbers(sign_in, cast, one):
    proof = secret(cast, one)
    pk, period = proof.result_id, one.periods[0].pk
    client = sign_in(cast.nora)
    theirs = asked(cast, "count", town=cast.schaerbeek)

    for name, args in (
        ("result_detail", [pk]),
        ("result_submit", [pk]),
        ("result_correct", [pk]),
        ("evidence_add", [pk]),
        ("result_verify", [pk]),
        ("result_report", [one.series.pk, period]),
        ("result_report", [theirs.series[0].pk, period]),
        ("report_detail", [theirs.agreement.pk, period]),
        ("workbook_upload", [one.text.agreement_id, period]),
        ("workbook_upload", [theirs.agreement.pk, period]),
    ):
        address = reverse(f"monitoring:{name}", args=args)
        for answer in (client.get(address), client.post(address, {"value": 1})):
            assert answer.status_code in (404, 405), name
    proof.result.refresh_from_db()
    assert (proof.result.state, proof.result.value) == ("draft", 3)


def test_a_workbook_is_loaded_by_who_uploaded_it_into_its_own_report(
    sign_in, cast, made
):
    kept = uploaded(cast, made)
    other = make.person("editor", cast.ixelles)
    theirs = asked(cast, "count", town=cast.schaerbeek, period=made.period)

    own = reverse("monitoring:workbook_load", args=[*report(made), kept.pk])
    assert sign_in(other).get(own).status_code == 404
    assert sign_in(cast.nora).get(own).status_code == 404
    moved = reverse("monitoring:workbook_load", args=[*report(theirs), kept.pk])
    assert sign_in(cast.nora).post(moved).status_code == 404
    proof = add_evidence(
        start_result(made.series[1], period=made.period, by=cast.ines),
        title="Liste",
        file=ContentFile(PDF, name="l.pdf"),
        by=cast.ines,
    )
    args = [*report(made), proof.file_id]
    address = reverse("monitoring:workbook_load", args=args)
    assert sign_in(cast.ines).post(address).status_code == 404


def test_a_confirmation_sent_twice_changes_nothing(sign_in, cast, made):
    data = rewritten(downloaded(cast, made), {FIRST + 1: {Col.VALUE: 7}})
    client = sign_in(cast.ines)
    answer = upload(client, made, data)

    seen = {"plan": client.get(answer.url).context["plan"].fingerprint}
    assert client.post(answer.url, seen).status_code == 302
    submit_result(Result.objects.get(), by=cast.ines)
    verify_result(Result.objects.get(), by=cast.remy)
    before = Result.objects.values().get()

    assert client.post(answer.url, seen).status_code == 409
    changed = rewritten(data, {FIRST + 1: {Col.VALUE: 8}})
    again = upload(client, made, changed)
    assert confirmed(client, again.url).status_code == 409
    assert Result.objects.values().get() == before


def test_who_acts_for_both_sides_does_not_verify_their_own(sign_in, cast, one):
    result = story.reported(cast, one, 3)
    submit_result(result, by=cast.ines)
    Membership.objects.create(user=cast.remy, organisation=cast.ixelles, role="editor")

    address = reverse("monitoring:result_verify", args=[result.pk])
    answer = sign_in(cast.remy).post(address, {"method": "document"})

    assert answer.status_code == 403
    assert Result.objects.get().state == "submitted"


def test_a_result_goes_no_step_twice(sign_in, cast, one):
    result = story.verified(cast, one, 3)

    def post(who, name, **said):
        address = reverse(f"monitoring:{name}", args=[result.pk])
        return sign_in(who).post(address, said).status_code

    assert post(cast.remy, "result_verify", method="document") == 409
    assert post(cast.remy, "result_return", comment="Non.") == 409
    assert post(cast.ines, "result_submit") == 409
    assert post(cast.ines, "evidence_add", evidence_title="a") == 409
    assert post(cast.ines, "result_correct", reason="a") == 302
    assert post(cast.ines, "result_correct", reason="a") == 409


@pytest.mark.parametrize("number", ["NaN", "1e999", "-Infinity", "1,00001", "9" * 30])
def test_a_figure_that_is_no_number_is_said_at_its_field(number, sign_in, cast, one):
    args = [one.series.pk, one.periods[0].pk]
    address = reverse("monitoring:result_report", args=args)

    answer = sign_in(cast.ines).post(address, {"value": number})

    assert answer.context["form"].errors["value"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("a.pdf", b"<html><script>alert(1)</script>"),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * 40),
        ("a.pdf", b""),
    ],
)
def test_evidence_is_what_it_says(name, content, sign_in, cast, one):
    result = story.reported(cast, one, 3)
    address = reverse("monitoring:evidence_add", args=[result.pk])
    said = {"evidence_title": "a", "evidence_file": SimpleUploadedFile(name, content)}

    answer = sign_in(cast.ines).post(address, said)

    assert answer.context["form"].errors["evidence_file"]
    assert not Evidence.objects.exists()


def test_a_number_that_no_record_can_have_is_not_found(sign_in, cast, one):
    huge = 10**30
    period, agreement = one.periods[0].pk, one.text.agreement_id

    for name, args in (
        ("monitoring:follow_up", [huge]),
        ("monitoring:report_detail", [huge, period]),
        ("monitoring:report_detail", [agreement, huge]),
        ("monitoring:result_report", [one.series.pk, huge]),
        ("monitoring:result_report", [huge, period]),
        ("monitoring:workbook_load", [agreement, period, huge]),
        ("monitoring:evidence_download", [huge]),
        ("instruments:instrument_as_it_stood", [huge]),
        ("instruments:as_it_stood_document", [huge]),
        ("instruments:signature_download", [huge]),
    ):
        who = cast.ines if name.endswith("workbook_load") else cast.rita
        client = sign_in(who)
        assert client.get(reverse(name, args=args)).status_code == 404, name
