"""Anyone checks a document; what is not public stays so to who only guesses."""

import fcntl
import hashlib
import os
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accord.documents import apart
from accord.documents.claims import claimed_number
from accord.documents.signatures import examine
from accord.instruments.actions.deciding import (
    publish_instrument,
    record_college,
    reopen_text,
)
from accord.instruments.actions.signing import confirm_signature, sign_electronically
from accord.instruments.models import Signatory, Signature
from accord.instruments.workflow import State
from accord.lib import pdfs
from tests.attachments import files
from tests.documents import signing
from tests.documents.test_signatures import drawn_over
from tests.instruments import story
from tests.instruments.states import text_in
from tests.instruments.story import bytes_of
from tests.instruments.test_documents import amended

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("untranslated")]

UNKNOWN = "We do not know this document"


def asked(client, **query):
    address = reverse("instruments_public:document_verify", query=query)
    return client.get(address)


def dropped(client, pdf, **said):
    address = reverse("instruments_public:document_verify")
    file = SimpleUploadedFile("document.pdf", pdf)
    return client.post(address, {"file": file, **said})


def said_of(answer):
    """What the page says, but for what was asked."""
    start = answer.text.index("<h1>")
    return answer.text[start : answer.text.index('id="check"')]


def handed_in(text, cast, pdf):
    """Signed with their own means by who is next."""
    signature = sign_electronically(
        text,
        signatory=Signatory.objects.next_of(text),
        file=SimpleUploadedFile("signed.pdf", pdf),
        is_theirs=True,
        by=cast.remy,
    )
    confirm_signature(signature, by=cast.rita)
    text.refresh_from_db()
    return signature


@pytest.mark.parametrize(
    "state",
    [State.AGREED, State.COLLEGE, State.COUNCIL, State.SIGNING, State.SIGNED],
)
def test_a_number_alone_tells_nothing_of_what_is_not_public(state, client, cast):
    number = text_in(state, cast).document.number
    unknown = said_of(asked(client, number="21009-1999-9"))

    assert UNKNOWN in unknown
    for code in ("", "0" * 12, "é", "f" * 64):
        assert said_of(asked(client, number=number, code=code)) == unknown


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.AGREED, "nobody has signed it yet"),
        (State.SIGNING, "Not everyone has signed it yet"),
        (State.SIGNED, "it is the text in force today"),
        (State.SUSPENDED, "is suspended"),
        (State.TERMINATED, "1er mars 2025"),
    ],
)
def test_the_code_tells_what_became_of_it(state, words, client, cast):
    document = text_in(state, cast).document
    page = asked(client, number=f" {document.number.lower()} ", code=document.code)
    assert words in page.text
    assert document.text_hash in page.text
    assert page.context["answer"].found.is_current == (state == State.SIGNED)


def test_a_public_document_is_found_by_its_number_and_a_wrong_code_is_said(
    client, cast
):
    document = story.in_force(cast).text.document
    page = asked(client, number=document.number)
    assert "it is the text in force today" in page.text
    assert not page.context["answer"].is_code_wrong
    assert (
        asked(client, number=document.number, code="0" * 12)
        .context["answer"]
        .is_code_wrong
    )


def test_no_more_is_said_of_people_than_the_document_says(client, cast):
    text = text_in(State.COUNCIL, cast)
    signed = signing.sign(bytes_of(text), "Private Person", organisation="Ixelles")
    handed_in(text, cast, signed)
    story.signed(cast, text, on=date(2025, 1, 10))
    publish_instrument(text, by=cast.rita)

    page = said_of(asked(client, number=text.document.number))
    assert "Municipality (test)" in page
    assert "The signature covers the whole document." in page
    for private in ("Private Person", "Test authority", "Remy", "Original seen."):
        assert private not in page


def test_a_document_that_was_issued_again_is_no_longer_current(client, cast):
    text = text_in(State.AGREED, cast)
    document = text.document
    reopen_text(text, reason="Une erreur.", by=cast.rita)
    page = asked(client, number=document.number, code=document.code)
    assert "It was replaced" in page.text
    assert UNKNOWN in asked(client, number=document.number).text


def test_an_amended_agreement_is_not_the_current_text(client, cast):
    made = story.in_force(cast)
    on = timezone.localdate() - timedelta(days=1)
    story.signed(cast, story.adopted(cast, amended(cast, made), on=on), on=on)
    page = asked(client, number=made.text.document.number)
    assert "A later version was signed" in page.text
    assert not page.context["answer"].found.is_current


# Files


def test_the_issued_file_is_recognised_without_number_or_code(client, cast):
    text = text_in(State.AGREED, cast)
    page = dropped(client, bytes_of(text))
    assert page.context["answer"].file.is_good
    assert text.document.number in page.text


def test_a_signed_file_tells_who_signed_and_who_vouches(client, cast):
    text = text_in(State.COUNCIL, cast)
    signed = signing.sign(bytes_of(text), "Anna Signer", organisation="Ixelles")
    page = dropped(client, signed)
    assert page.context["answer"].file.is_good
    assert "Signed by Anna Signer (Ixelles)" in page.text
    assert "told of no authority" in page.text


def test_a_file_changed_after_it_was_signed_is_not_to_be_relied_on(client, cast):
    made = story.in_force(cast)
    signed = signing.sign(bytes_of(made.text), "Anna Signer")
    assert not dropped(client, drawn_over(signed)).context["answer"].file.is_good


def test_a_changed_public_document_is_known_by_what_it_claims(client, cast):
    made = story.in_force(cast)
    genuine = bytes_of(made.text)
    middle = len(genuine) // 2
    forged = genuine[:middle] + bytes([genuine[middle] ^ 1]) + genuine[middle + 1 :]

    page = dropped(client, forged)
    assert not page.context["answer"].file.is_good
    assert "do not rely on it" in page.text


def test_a_changed_document_that_is_not_public_is_unknown_without_its_code(
    client, cast
):
    text = text_in(State.SIGNED, cast)
    genuine = bytes_of(text)
    forged = genuine.replace(b"\n", b"\r", 1)

    assert said_of(dropped(client, forged)) == said_of(
        asked(client, number="21009-1999-9")
    )
    document = text.document
    page = dropped(client, forged, number=document.number, code=document.code)
    assert not page.context["answer"].file.is_good


def test_another_document_than_the_number_says_is_no_good(client, cast):
    one, other = story.in_force(cast).text, story.in_force(cast).text
    page = dropped(client, bytes_of(one), number=other.document.number)
    assert not page.context["answer"].file.is_good
    assert one.document.number in page.text
    assert "not the document whose number was given" in page.text


@pytest.mark.parametrize(
    "pdf",
    [b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\n" + b"%%EOF\n" * 5000, b"%PDF-\0\xff%%EOF"],
)
def test_a_file_that_no_reader_opens_is_refused_with_the_reason(pdf, client, cast):
    [said] = dropped(client, pdf).context["form"].errors["file"]
    assert "damaged" in said or "endommagé" in said


def greedy(before=b""):
    """Of some hundred bytes: its table of places says that it has ten million."""
    start = len(before) + 9
    return before + (
        b"%%PDF-1.7\n1 0 obj\n<< /Type /XRef /Size 9 /W [0 0 0] /Index [0 %d] "
        b"/Root 1 0 R /Length 0 >>\nstream\n\nendstream\nendobj\n"
        b"startxref\n%d\n%%%%EOF\n" % (10_000_000, start)
    )


@pytest.mark.child
def test_what_a_stranger_sends_is_opened_in_no_process_of_ours(
    client, cast, monkeypatch
):
    """Neither a good file nor one that asks for gigabytes, whatever stands before."""
    text = story.in_force(cast).text

    def opened(*_given):
        pytest.fail("it was opened here")  # no ``Exception``: what is read may fail

    monkeypatch.setattr(pdfs, "SECONDS", 2)
    monkeypatch.setattr(apart, "SECONDS", 2)
    monkeypatch.setattr("accord.documents.claims.PdfFileReader", opened)
    monkeypatch.setattr("accord.documents.signatures.PdfFileReader", opened)
    assert UNKNOWN in dropped(client, greedy()).text
    page = dropped(client, greedy(bytes_of(text)))
    assert "do not rely on it" in page.text
    assert "too damaged to be read" in page.text
    signed = signing.sign(bytes_of(text), "Alix Exemple")
    file = dropped(client, signed).context["answer"].file
    assert file.is_good
    assert file.signatures


@pytest.mark.child
def test_strangers_have_their_files_examined_one_at_a_time(
    client, cast, settings, monkeypatch
):
    text = text_in(State.SIGNING, cast)
    signed = signing.sign(bytes_of(text), "Alix Exemple")
    monkeypatch.setattr(apart, "TURN", 0.1)
    with (settings.ACCORD_DATA / "strangers.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        answer = dropped(client, signed)
        assert (answer.status_code, answer["Retry-After"]) == (503, "60")
        assert "Another file is being checked" in answer.text
        issued = text.document
        assert UNKNOWN not in asked(client, number=issued.number, code=issued.code).text
        handed_in(text, cast, signed)  # who signs waits for no stranger

    assert dropped(client, signed).status_code == 200


@pytest.mark.child
def test_a_file_is_judged_apart_as_it_is_here(cast):
    text = story.in_force(cast).text
    issued = text.document.file.content
    signed = signing.sign(issued, "Alix Exemple")
    for uploaded in (signed, issued, files.PDF):
        there = apart.examine(uploaded, issued=issued, others_follow=True)
        here = examine(uploaded, issued=issued, others_follow=True)
        assert there == here
    assert apart.claimed_number(issued) == claimed_number(issued) != ""


def test_a_strange_file_is_unknown(client, cast):
    text_in(State.AGREED, cast)
    assert UNKNOWN in dropped(client, files.PDF).text


@pytest.mark.parametrize(
    "said",
    [{}, {"number": "", "code": "x"}, {"number": "9" * 61}, {"number": "\0"}],
)
def test_a_form_without_anything_to_check_says_so(said, client, cast):
    address = reverse("instruments_public:document_verify")
    answer = client.post(address, said)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert answer.context["answer"] is None


def test_what_is_no_pdf_is_refused_by_its_content(client, cast):
    answer = dropped(client, story.SCAN)
    assert answer.context["form"].errors["file"]


def test_a_file_that_is_too_large_is_not_read(client, cast, settings):
    settings.MAX_UPLOAD_MB = 0
    answer = dropped(client, b"%PDF-1.7\n" + os.urandom(1_100_000) + b"%%EOF")
    assert "0 MB" in str(answer.context["form"].errors["file"])


def test_nothing_of_a_dropped_file_is_kept(client, cast, tmp_path, monkeypatch):
    text = text_in(State.AGREED, cast)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    large = bytes_of(text) + b"\n% " + b"x" * 3_000_000 + b"\n%%EOF"
    stored = sorted(settings.ACCORD_DATA.rglob("*"))

    dropped(client, large)

    assert sorted(settings.ACCORD_DATA.rglob("*")) == stored
    assert list(tmp_path.iterdir()) == []
    assert not Signature.objects.exists()
    assert hashlib.sha256(large).hexdigest() not in str(stored)


# Who asks too often


def test_who_asks_too_often_waits(client, cast):
    answers = [asked(client, number=f"21009-2026-{n}") for n in range(21)]
    assert [one.status_code for one in answers] == [200] * 20 + [429]
    assert "ui/errors/429.html" in [one.name for one in answers[-1].templates]
    address = reverse("instruments_public:document_verify")
    assert client.get(address).status_code == 200


def test_answers_are_kept_nowhere_and_set_no_cookie(client, cast):
    document = text_in(State.AGREED, cast).document
    answer = asked(client, number=document.number, code=document.code)
    assert answer["Cache-Control"] == "no-store"
    assert "nobody has signed" in answer.text
    record_college(
        text_in(State.AGREED, cast),
        college_on=date(2025, 1, 2),
        college_number="1",
        deliberation=story.deliberation(),
        by=cast.remy,
    )
    empty = client.get(reverse("instruments_public:document_verify"))
    assert empty["Cache-Control"].startswith("public")
    assert not client.cookies
