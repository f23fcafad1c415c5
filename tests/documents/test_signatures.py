"""What is said of a signed file, and what is refused."""

import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pikepdf
import pytest
from asn1crypto import pem
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation
from django.utils.translation import override
from pyhanko.pdf_utils.generic import NumberObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from accord.documents.apps import authorities_are_readable
from accord.documents.signatures import Checked, examine, roots
from tests.documents.conftest import typeset
from tests.documents.signing import authority, certificate, sign

OURS = [authority()]
CHANGED = "This file was changed before it was signed, or after."


@pytest.fixture(scope="module")
def signed(issued) -> bytes:
    return sign(issued, "Ines Essai", organisation="Commune d’essai")


@pytest.fixture(autouse=True)
def _in_english():
    """The sentences as they are written."""
    with translation.override("en"):
        yield


def only(signatures: tuple[Checked, ...]) -> Checked:
    (one,) = signatures
    return one


def drawn_over(pdf: bytes) -> bytes:
    """The same document with a page turned upside down, as an update at its end."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page, _resources = writer.find_page_for_modification(0)
    page.get_object()[pdf_name("/Rotate")] = NumberObject(180)
    writer.update_container(page.get_object())
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_one_signature_is_accepted_and_told_in_words(signed, issued):
    examination = examine(signed, issued=issued, trusted=OURS)
    assert examination.is_ours
    assert examination.refusals == ()
    checked = only(examination.signatures)
    assert (checked.name, checked.organisation) == ("Ines Essai", "Commune d’essai")
    assert checked.issuer == "Test authority"
    assert checked.intact
    assert checked.valid
    assert checked.covers_all
    assert checked.trusted
    assert checked.signed_at is not None
    assert abs(datetime.now(UTC) - checked.signed_at) < timedelta(minutes=10)
    said = " ".join(checked.said())
    assert "Signed by Ines Essai (Commune d’essai), with certificate " in said
    assert "according to the signer’s computer" in said
    assert "What was signed has not changed since." in said
    assert "covers the whole document" in said
    assert "vouches for the signer" in said


def test_two_signatures_in_order_each_cover_what_they_should(signed, issued):
    both = sign(signed, "Remy Essai", box=(60, 60, 220, 110), stamped=True)
    examination = examine(both, issued=issued, trusted=OURS)
    assert examination.refusals == ()
    first, second = examination.signatures
    assert (first.name, second.name) == ("Ines Essai", "Remy Essai")
    assert first.covers_all
    assert second.covers_all
    assert first.stamped_at is None
    assert second.stamped_at is not None
    assert second.is_stamp_trusted
    assert "stamped it on" in " ".join(second.said())


@pytest.mark.parametrize("how", [{"lasting": True}, {"certify": True}])
def test_what_a_program_adds_to_its_signature_is_no_change(issued, how):
    """The proofs for later years come after the signature; a certification before."""
    first = sign(issued, "Ines Essai", **how)
    for pdf in (first, sign(first, "Remy Essai", **how | {"certify": False})):
        examination = examine(pdf, issued=issued, trusted=OURS)
        assert examination.refusals == ()
        assert all(checked.covers_all for checked in examination.signatures)


def test_what_was_signed_once_can_be_issued_to_the_next_signer(signed):
    examination = examine(sign(signed, "Remy Essai"), issued=signed, trusted=OURS)
    assert examination.is_ours
    assert examination.refusals == ()
    assert len(examination.signatures) == 2


def test_the_issued_file_itself_bears_no_signature(issued):
    examination = examine(issued, issued=issued, trusted=OURS)
    assert examination.is_ours
    assert examination.refusals == ("This file bears no signature.",)


def test_one_byte_of_the_text_changed_is_seen(signed, issued):
    place = issued.index(b"stream") + 40
    tampered = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
    examination = examine(tampered, issued=issued, trusted=OURS)
    assert not examination.is_ours
    assert examination.refusals[0].startswith(CHANGED)
    assert examination.refusals[1] == "The file was changed after Ines Essai signed it."
    assert "the signature does not hold" in " ".join(
        only(examination.signatures).said()
    )


def test_a_name_changed_inside_the_signature_is_seen(signed, issued):
    place = signed.index(b"/M", len(issued)) + 10
    tampered = signed[:place] + b"9" + signed[place + 1 :]
    assert tampered != signed
    examination = examine(tampered, issued=issued, trusted=OURS)
    assert examination.is_ours
    assert examination.refusals == ("The file was changed after Ines Essai signed it.",)


def test_another_document_is_told_from_a_changed_one(issued):
    other = sign(typeset(number="TEST-2"), "Ines Essai")
    examination = examine(other, issued=issued, trusted=OURS)
    assert not examination.is_ours
    assert examination.refusals == (
        "This is another document than the one to be signed.",
    )
    changed = sign(typeset(targets=[]), "Ines Essai")
    examination = examine(changed, issued=issued, trusted=OURS)
    assert not examination.is_ours
    assert only(list(map(str, examination.refusals))).startswith(CHANGED)


def test_a_page_changed_after_a_signature_is_seen(signed, issued):
    examination = examine(drawn_over(signed), issued=issued, trusted=OURS)
    assert examination.is_ours
    assert examination.refusals == (
        "The signature of Ines Essai does not cover the whole document.",
    )
    assert only(examination.signatures).intact


def test_a_page_changed_before_the_signature_is_seen(issued):
    examination = examine(
        sign(drawn_over(issued), "Ines Essai"), issued=issued, trusted=OURS
    )
    assert only(examination.signatures).covers_all
    assert only(list(examination.refusals)).startswith(
        "Something other than signatures was added to the document before it was signed"
    )


def test_a_page_changed_between_two_signatures_is_seen(signed, issued):
    both = sign(drawn_over(signed), "Remy Essai")
    examination = examine(both, issued=issued, trusted=OURS)
    first, second = examination.signatures
    assert not first.covers_all
    assert second.covers_all
    assert examination.refusals == (
        "The signature of Ines Essai does not cover the whole document.",
    )


@pytest.mark.parametrize(
    "rest", [b"\n", b"% and a promise\n", b"startxref\n9\n%%EOF\n"]
)
def test_bytes_that_nobody_signed_are_not_covered(signed, issued, rest):
    examination = examine(signed + rest, issued=issued, trusted=OURS)
    assert examination.refusals


def test_another_document_put_behind_the_issued_one_is_seen(issued):
    """The bytes of the issued file are there, and no reader ever looks at them."""
    parts = [
        b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
        b"2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n",
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<<>>>>\n"
        b"endobj\n",
    ]
    forged = issued + b"\n"
    table = b"xref\n0 4\n0000000000 65535 f\r\n"
    for part in parts:
        table += b"%010d 00000 n\r\n" % len(forged)
        forged += part
    start = len(forged)
    forged += table + b"trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start
    with pikepdf.open(BytesIO(forged)) as document:
        assert document.pages[0].mediabox[2] == 99

    examination = examine(sign(forged, "Ines Essai"), issued=issued, trusted=OURS)
    assert not examination.is_ours
    assert examination.refusals == (
        "This is another document than the one to be signed.",
    )


def test_who_made_their_own_certificate_is_said_not_to_be_trusted(issued):
    examination = examine(sign(issued, "Self", by=""), issued=issued, trusted=OURS)
    assert examination.refusals == ()
    checked = only(examination.signatures)
    assert not checked.trusted
    assert checked.why_not_trusted == (
        "None of the authorities that this site trusts vouches for the signer."
    )
    assert checked.why_not_trusted in checked.said()


def test_who_is_named_as_an_authority_is_trusted_even_so(issued):
    examination = examine(
        sign(issued, "Self", by=""), issued=issued, trusted=[certificate("Self")]
    )
    assert only(examination.signatures).trusted


def test_a_site_without_authorities_trusts_nobody_and_says_so(signed, issued, settings):
    settings.TRUST_ROOTS = ""
    checked = only(examine(signed, issued=issued).signatures)
    assert not checked.trusted
    assert checked.why_not_trusted == (
        "This site has been told of no authority that it may trust."
    )


def test_a_stamp_of_an_unknown_authority_is_said_to_be_one(issued):
    stamped = sign(issued, "Ines Essai", by="Elsewhere", stamped=True)
    checked = only(examine(stamped, issued=issued, trusted=OURS).signatures)
    assert checked.stamped_at is not None
    assert not checked.is_stamp_trusted
    assert "does not trust the authority that gave it" in " ".join(checked.said())


NOW = datetime.now(UTC)
DAY = timedelta(days=1)


def test_an_expired_certificate_is_judged_for_the_day_the_file_came(issued):
    old = sign(issued, "Old", valid_from=NOW - 9 * DAY, valid_to=NOW - 5 * DAY)
    checked = only(examine(old, issued=issued, trusted=OURS).signatures)
    assert not checked.trusted
    assert checked.why_not_trusted.startswith("The certificate was valid until ")

    then = examine(old, issued=issued, trusted=OURS, at=NOW - 7 * DAY)
    assert only(then.signatures).trusted


def test_a_certificate_of_tomorrow_is_not_trusted_today(issued):
    early = sign(issued, "Early", valid_from=NOW + 5 * DAY, valid_to=NOW + 9 * DAY)
    checked = only(examine(early, issued=issued, trusted=OURS).signatures)
    assert not checked.trusted
    assert checked.why_not_trusted.startswith("The certificate is not valid before ")


def test_a_certificate_for_another_use_is_not_trusted(issued):
    machine = sign(issued, "Machine", purpose="web")
    checked = only(examine(machine, issued=issued, trusted=OURS).signatures)
    assert not checked.trusted
    assert checked.why_not_trusted == (
        "The certificate is not meant for signing documents."
    )


def test_letters_that_cannot_be_shown_are_taken_out_of_a_name(issued):
    sly = sign(issued, "Ines\x00\u202eEssai", field="Field")
    assert only(examine(sly, issued=issued).signatures).name == "InesEssai"


@pytest.mark.parametrize("content", [b"", b"%PDF", b"PK\x03\x04" * 99, b"\x00" * 2000])
def test_what_is_no_pdf_is_refused(content, issued):
    examination = examine(content, issued=issued, trusted=OURS)
    assert examination.refusals == ("This file is not a PDF.",)


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n", b"\n" * 900])
def test_what_stands_before_the_document_is_said(before, issued):
    with override("en"):
        [said] = examine(before + issued, issued=issued).refusals
    assert said.startswith("Something stands before the document in this file")


def test_an_encrypted_file_is_refused(issued):
    out = BytesIO()
    with pikepdf.open(BytesIO(issued)) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    examination = examine(out.getvalue(), issued=issued, trusted=OURS)
    assert examination.refusals == (
        "This file is encrypted. Send it without a password.",
    )


def test_a_file_cut_anywhere_is_refused(signed, issued):
    for share in range(1, 20):
        cut = signed[: len(signed) * share // 20]
        examination = examine(cut, issued=issued, trusted=OURS)
        assert examination.refusals, share


def test_a_byte_changed_anywhere_is_refused(signed, issued):
    """Anywhere but in the signature's own room, which is mostly empty."""
    start = signed.rindex(b"/Contents <")
    room = range(start, signed.index(b">", start))
    chance = random.Random(20261102)
    for _turn in range(60):
        place = chance.randrange(len(signed))
        bit = 1 << chance.randrange(8)
        broken = bytearray(signed)
        broken[place] ^= bit
        examination = examine(bytes(broken), issued=issued, trusted=OURS)
        assert examination.refusals or place in room, (place, bit)


def test_whatever_is_in_the_signature_there_is_an_answer(signed, issued):
    start = signed.rindex(b"/Contents <") + len(b"/Contents <")
    chance = random.Random(20261103)
    for _turn in range(40):
        broken = bytearray(signed)
        for _step in range(chance.randrange(1, 4)):
            broken[start + chance.randrange(3000)] = chance.choice(b"0123456789abcdef")
        examination = examine(bytes(broken), issued=issued, trusted=OURS)
        assert examination.refusals or only(examination.signatures).intact


def test_the_folder_of_authorities_is_read_in_both_forms(tmp_path, settings):
    settings.TRUST_ROOTS = str(tmp_path)
    one, other = authority("One"), authority("Other")
    (tmp_path / "one.pem").write_bytes(pem.armor("CERTIFICATE", one.dump()))
    (tmp_path / "other.cer").write_bytes(other.dump())
    (tmp_path / "README.txt").write_text("Where they come from.")
    assert [found.subject.native["common_name"] for found in roots()] == [
        "One",
        "Other",
    ]


@pytest.mark.parametrize(
    "content", [b"", b"not a certificate", b"\x30\x03\x02\x01\x01"]
)
def test_a_file_that_is_no_certificate_stops_the_start(tmp_path, settings, content):
    settings.TRUST_ROOTS = str(tmp_path)
    (tmp_path / "broken.pem").write_bytes(content)
    with pytest.raises(ImproperlyConfigured, match=r"broken\.pem is not a certificate"):
        roots()
    settings.TRUST_ROOTS = str(tmp_path / "nowhere")
    with pytest.raises(ImproperlyConfigured, match="is not a folder"):
        roots()


def test_the_start_says_what_is_wrong_with_the_authorities(tmp_path, settings):
    settings.TRUST_ROOTS = str(tmp_path)
    assert authorities_are_readable() == []
    (tmp_path / "broken.pem").write_bytes(b"nothing")
    (found,) = authorities_are_readable()
    assert "broken.pem is not a certificate" in found.msg


def test_the_library_that_rests_has_no_part_in_it(signed, issued, tmp_path):
    """It handles keys, and was released last in 2022: nothing here loads it."""
    for name, content in (("signed", signed), ("issued", issued)):
        (tmp_path / name).write_bytes(content)
    program = (
        "import sys, django; from pathlib import Path; django.setup();"
        "from accord.documents.signatures import examine;"
        "signed, issued = (Path(one).read_bytes() for one in sys.argv[1:]);"
        "assert examine(signed, issued=issued);"
        "print('oscrypto' in sys.modules)"
    )
    asked = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "signed", tmp_path / "issued"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert asked.stdout == "False\n"
