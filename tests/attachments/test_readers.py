"""Files are judged as what opens them does, and the reason is the true one."""

import io
import struct
import zipfile
import zlib

import pytest
from pyhanko.pdf_utils.crypt import StandardSecurityHandler
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from accord.attachments import rules
from accord.attachments.preparing import prepared
from accord.lib import pdfs
from accord.lib.errors import Refused
from tests.attachments import files

pytestmark = pytest.mark.child  # a PDF is opened in a process of its own

LOCKED = "locked with a password"
OLE = rules.OLDER_OFFICE + bytes(504)


def locked_pdf(user: str) -> bytes:
    """Locked against changes; against opening too, with a ``user`` password."""
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(files.PDF)))
    lock = StandardSecurityHandler.build_from_pw("owner", user)
    writer._assign_security_handler(lock)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


AROUND = {
    "a mark": b"\xef\xbb\xbf" + files.PDF,
    "an empty line": b"\r\n" + files.PDF,
    "a long head": b"\n" * 1000 + files.PDF,
    "padding": files.PDF + bytes(5000),
    "a page of the portal": files.PDF + b"<html>\n<!-- statistics -->\n" * 200,
    "no last line": files.PDF.removesuffix(b"%%EOF\n"),
    "places that are wrong": files.PDF.replace(b"startxref\n", b"startxref\n9"),
}


@pytest.mark.parametrize("around", AROUND)
def test_what_readers_take_around_a_pdf_is_taken_and_kept_as_it_came(around):
    made = prepared(files.sent(AROUND[around]))

    assert made.kind.code == "pdf"
    assert made.read() == AROUND[around]
    assert made.carries == (("unread",) if "places" in around else ())


NO_PDF = {
    "ten bytes": b"%PDF-%%EOF",
    "no page": files.PDF.replace(b"[3 0 R]", b"[     ]"),
    "its first half": files.PDF[: len(files.PDF) // 2],
    "one that says it is longer": files.pdf(b"<< /Linearized 1 /L 99999 >>"),
}


@pytest.mark.parametrize("what", NO_PDF)
def test_what_no_reader_opens_is_damaged(what, in_english):
    with pytest.raises(Refused, match="is damaged"):
        prepared(files.sent(NO_PDF[what]))


def test_a_pdf_with_a_password_is_locked(in_english):
    with pytest.raises(Refused, match=LOCKED):
        prepared(files.sent(locked_pdf("secret")))


def test_a_pdf_that_is_locked_against_changes_alone_opens_for_everyone():
    assert prepared(files.sent(locked_pdf(""))).carries == ()


CARRIES = {
    "script": files.pdf(page=b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
    "program": files.pdf(page=b"/OpenAction << /S /Launch /F (calc.exe) >>"),
    "sends": files.pdf(b"<< /S /SubmitForm /F (x) >>", page=b"/AA << /O 4 0 R >>"),
    "files": files.pdf(b"<< /EF << >> /F (a.exe) >>", page=b"/AF [4 0 R]"),
    "form": files.pdf(page=b"/AcroForm << /XFA [] >>"),
}


@pytest.mark.parametrize("what", CARRIES)
def test_what_a_pdf_carries_is_found(what):
    assert prepared(files.sent(CARRIES[what])).carries == (what,)


def test_each_thing_that_is_found_has_its_sentence():
    assert set(CARRIES) | {"unread"} == set(pdfs.TOLD)


def bomb() -> bytes:
    """Its table of places unpacks to a hundred thousand times what it should be."""
    table = zlib.compress(bytes(40_000_000), 9)
    return (
        b"%%PDF-1.7\n1 0 obj\n<< /Type /XRef /Size 9 /W [1 4 2] /Root 1 0 R "
        b"/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n"
        b"startxref\n9\n%%%%EOF"
    ) % (len(table), table)


def test_a_pdf_that_asks_for_much_memory_gets_little():
    assert prepared(files.sent(bomb())).carries == ("unread",)


def test_looking_at_one_ends_when_its_time_is_over(in_english, monkeypatch):
    monkeypatch.setattr(pdfs, "SECONDS", 0)
    with pytest.raises(Refused, match="too much memory"):
        prepared(files.sent(files.pdf(b"<< /Once /Only >>")))


def locked_office() -> bytes:
    return OLE + "EncryptedPackage".encode("utf-16-le") + bytes(2000)


def locked_ods() -> bytes:
    kind = rules.KINDS["ods"].content_type.encode()
    manifest = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    parts = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": b"?"}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def strongly_locked() -> bytes:
    """A zip whose parts are locked by a way of packing that is not known here."""
    content = bytearray(files.workbook())
    for mark, flags, way in ((b"PK\x03\x04", 6, 8), (b"PK\x01\x02", 8, 10)):
        place = content.find(mark)
        while place >= 0:
            content[place + flags] |= 1
            content[place + way : place + way + 2] = struct.pack("<H", 99)
            place = content.find(mark, place + 4)
    return bytes(content)


LOCKS = {
    "Office": locked_office(),
    "OpenDocument": locked_ods(),
    "zip": strongly_locked(),
    "label": b".pfile" + bytes(300),
}


@pytest.mark.parametrize("what", LOCKS)
def test_a_locked_file_is_said_to_be_locked(what, in_english):
    with pytest.raises(Refused, match=LOCKED):
        rules.examined(io.BytesIO(LOCKS[what]), accept=("xlsx",))


def test_a_file_of_an_older_office_is_said_to_be_one(in_english):
    with pytest.raises(Refused, match="older Office"):
        rules.examined(io.BytesIO(OLE + bytes(2000)))


@pytest.mark.parametrize("end", [b"", b"\xff\xd9"])
def test_a_photograph_with_a_film_behind_it_is_taken_as_a_picture(end):
    moving = files.KINDS["jpg"] + files.mp4() + bytes(200_000) + end

    made = prepared(files.sent(moving, "IMG.jpg"))

    assert made.kind.code == "jpg"
    assert b"ftyp" not in made.read()


@pytest.mark.parametrize("code", ["png", "jpg"])
def test_a_picture_that_is_cut_off_is_damaged(code, in_english):
    cut = files.KINDS[code][: len(files.KINDS[code]) // 2]
    with pytest.raises(Refused, match="is damaged"):
        prepared(files.sent(cut))


def test_a_zip_of_a_version_to_come_is_damaged(in_english):
    content = bytearray(files.workbook())
    content[content.find(b"PK\x01\x02") + 6] = 255
    with pytest.raises(Refused, match="is damaged"):
        rules.examined(io.BytesIO(bytes(content)))


def test_a_list_of_parts_that_is_too_long_is_not_read(in_english, monkeypatch):
    def read(*_args: object) -> None:
        raise AssertionError("its list is read")

    monkeypatch.setattr(rules, "ZipFile", read)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65_535, 65_535, 30_000_000, 0, 0)
    with pytest.raises(Refused, match="unpacks to more than"):
        rules.examined(io.BytesIO(b"PK\x03\x04" + bytes(1000) + end))
