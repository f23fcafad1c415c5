"""Signing with one's own means, through the page: what is taken, what is refused."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from accord.instruments.actions.signing import confirm_signature
from accord.instruments.models import Signature
from accord.instruments.workflow import State
from tests.attachments import files
from tests.documents import signing
from tests.documents.test_judging import BARRING
from tests.documents.test_signatures import drawn_over
from tests.instruments import story
from tests.instruments.states import text_in
from tests.instruments.story import bytes_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("untranslated")]

TOWN, REGION = "Test Burgomaster", "Test Secretary"


def url(name, text):
    return reverse(f"instruments:{name}", args=[text.pk])


def hand_in(client, text, pdf, **said):
    """By someone who knows that the signature is theirs: no authority says so here."""
    file = SimpleUploadedFile("signed.pdf", pdf)
    sent = {"file": file, "is_theirs": "on"} | said
    return client.post(url("signature_hand_in", text), sent)


def taken(cast, client, text, pdf):
    """And confirmed by a second person."""
    assert hand_in(client, text, pdf).status_code == 302
    confirm_signature(Signature.objects.of(text).waiting().get(), by=cast.rita)


def downloaded(client, text, **query):
    address = reverse("instruments:document_download", args=[text.pk], query=query)
    return b"".join(client.get(address).streaming_content)


def test_both_sides_sign_the_file_they_download_and_it_binds(cast, sign_in):
    text = text_in(State.COUNCIL, cast)
    issued = bytes_of(text)

    client = sign_in(cast.ines)
    once = signing.sign(downloaded(client, text), TOWN, organisation="Ixelles")
    taken(cast, client, text, once)
    assert downloaded(client, text) == once
    client = sign_in(cast.remy)
    twice = signing.sign(downloaded(client, text), REGION)
    taken(cast, client, text, twice)

    text.refresh_from_db()
    assert text.state == State.SIGNED
    assert downloaded(client, text) == twice
    assert downloaded(client, text, **{"as": "issued"}) == issued
    assert [one.signer for one in Signature.objects.of(text)] == [TOWN, REGION]


def test_the_page_says_what_the_check_said_in_the_readers_language(cast, sign_in):
    text = text_in(State.COUNCIL, cast)
    signed = signing.sign(bytes_of(text), TOWN, organisation="Ixelles")
    with override("nl"):
        hand_in(sign_in(cast.ines), text, signed)

    page = sign_in(cast.marc).get(text.get_absolute_url()).text
    for words in (
        f"Signed by {TOWN} (Ixelles)",
        "What was signed has not changed since.",
        "The signature covers the whole document.",
        "This site has been told of no authority that it may trust.",
    ):
        assert words in page, words
    kept = Signature.objects.get()
    assert kept.report["doubt"] == "no_authority"
    assert kept.is_trusted is False


def test_a_certificate_that_has_expired_is_taken_and_said(
    cast, sign_in, settings, tmp_path
):
    root = signing.authority("Known authority")
    (tmp_path / "root.der").write_bytes(root.dump())
    settings.TRUST_ROOTS = str(tmp_path)
    old = {
        "valid_from": datetime(2020, 1, 1, tzinfo=UTC),
        "valid_to": datetime(2021, 1, 2, 12, tzinfo=UTC),
    }
    text = text_in(State.COUNCIL, cast)
    signed = signing.sign(bytes_of(text), TOWN, by="Known authority", **old)

    assert hand_in(sign_in(cast.ines), text, signed).status_code == 302
    page = sign_in(cast.lea).get(text.get_absolute_url()).text
    assert "The certificate was valid until 2 janvier 2021 only." in page


def test_a_trusted_authority_is_said(cast, sign_in, settings, tmp_path):
    (tmp_path / "root.der").write_bytes(signing.authority("Known authority").dump())
    settings.TRUST_ROOTS = str(tmp_path)
    text = text_in(State.COUNCIL, cast)
    signed = signing.sign(bytes_of(text), TOWN, by="Known authority")
    hand_in(sign_in(cast.ines), text, signed)
    page = sign_in(cast.lea).get(text.get_absolute_url()).text
    assert "An authority that this site trusts vouches for the signer." in page


def unsigned(text, cast):
    return bytes_of(text)


def another_document(text, cast):
    return signing.sign(bytes_of(text_in(State.AGREED, cast)), TOWN)


def changed_before_it_was_signed(text, cast):
    return signing.sign(drawn_over(bytes_of(text)), TOWN)


def changed_after_it_was_signed(text, cast):
    signed = signing.sign(bytes_of(text), TOWN)
    middle = len(bytes_of(text)) // 2
    return signed[:middle] + bytes([signed[middle] ^ 1]) + signed[middle + 1 :]


def added_to_after_it_was_signed(text, cast):
    return drawn_over(signing.sign(bytes_of(text), TOWN))


def two_at_once(text, cast):
    return signing.sign(signing.sign(bytes_of(text), TOWN), REGION)


def no_document(text, cast):
    return files.PDF


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (unsigned, "This file bears no signature."),
        (another_document, "another document than the one to be signed"),
        (changed_before_it_was_signed, "Something other than signatures was added"),
        (changed_after_it_was_signed, "changed"),
        (added_to_after_it_was_signed, "does not cover the whole document"),
        (two_at_once, "One more signature is expected on this file, it has 2"),
        (no_document, "another document than"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_file_that_proves_nothing_is_refused_with_the_reason(
    made, words, cast, sign_in
):
    text = text_in(State.COUNCIL, cast)
    answer = hand_in(sign_in(cast.ines), text, made(text, cast))

    assert answer.status_code == 409
    assert words in answer.text, answer.context["form"].errors
    text.refresh_from_db()
    assert text.state == State.COUNCIL
    assert not Signature.objects.of(text).exists()


def test_the_second_signature_is_set_on_the_first(cast, sign_in):
    text = text_in(State.COUNCIL, cast)
    issued = bytes_of(text)
    taken(cast, sign_in(cast.ines), text, signing.sign(issued, TOWN))
    answer = hand_in(sign_in(cast.remy), text, signing.sign(issued, REGION))
    assert answer.status_code == 409
    assert "The earlier signatures are not on this file" in answer.text


def test_what_is_no_pdf_is_refused_at_its_field(cast, sign_in):
    text = text_in(State.COUNCIL, cast)
    answer = hand_in(sign_in(cast.ines), text, story.SCAN)
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]


@pytest.mark.parametrize("how", BARRING)
def test_only_the_last_may_sign_so_that_nobody_signs_after(how, cast, sign_in):
    text = text_in(State.COUNCIL, cast)
    barred = signing.sign(bytes_of(text), TOWN, **BARRING[how])
    answer = hand_in(sign_in(cast.ines), text, barred)
    assert answer.status_code == 409
    assert "Sign the file as it was downloaded once more" in answer.text

    once = signing.sign(bytes_of(text), TOWN)
    taken(cast, sign_in(cast.ines), text, once)
    closes = BARRING[how] if "certify" not in BARRING[how] else {}  # only the first
    twice = signing.sign(once, REGION, **closes)
    assert hand_in(sign_in(cast.remy), text, twice).status_code == 302


DOWNLOADS = [
    ("document_download", lambda text: text.pk),
    ("college_download", lambda text: text.pk),
    ("deliberation_download", lambda text: text.pk),
    ("signature_download", lambda text: Signature.objects.of(text).first().pk),
]


@pytest.mark.parametrize(("name", "key"), DOWNLOADS, ids=lambda value: str(value)[:22])
@pytest.mark.parametrize(
    ("who", "status"),
    [("nora", 404), ("sam", 404), ("zoe", 404), ("marc", 200), ("lea", 200)],
)
def test_files_are_handed_to_who_reads_the_text(name, key, who, status, cast, sign_in):
    text = text_in(State.COLLEGE, cast)
    said = {"council_on": "2025-01-09", "council_number": "2025/3"}
    file = SimpleUploadedFile("raad.pdf", story.deliberation().read())
    sign_in(cast.ines).post(url("council_record", text), said | {"deliberation": file})
    hand_in(sign_in(cast.ines), text, signing.sign(bytes_of(text), TOWN))

    answer = sign_in(getattr(cast, who)).get(
        reverse(f"instruments:{name}", args=[key(text)])
    )
    assert answer.status_code == status
    if status == 200:
        assert b"".join(answer.streaming_content).startswith(b"%PDF-")
        assert answer["Cache-Control"] == "private, no-store"
        assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize("name", ["document_download", "deliberation_download"])
def test_a_file_that_is_not_there_is_not_found(name, cast, sign_in):
    text = text_in(State.DRAFTING, cast)
    assert sign_in(cast.ines).get(url(name, text)).status_code == 404
