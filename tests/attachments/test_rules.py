"""What a file is, is read in its content; what is refused, is refused in words."""

import io

import pytest

from accord.attachments import rules
from accord.attachments.rules import MB, examined, named
from accord.lib.errors import Refused
from tests.attachments import files

PDF = rules.KINDS["pdf"]


@pytest.mark.parametrize("code", rules.KINDS)
def test_every_kind_is_known_by_its_content(code):
    file = io.BytesIO(files.KINDS[code])

    assert examined(file).code == code
    assert file.tell() == 0  # whoever reads on has all of it


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "est vide|is empty"),
        (b"<html><script>alert(1)</script>%PDF-1.7 %%EOF", "none of the accepted"),
        (b"MZ\x90\x00 a program", "none of the accepted"),
        (b"date;value\r\n2022;1\r\n", "none of the accepted"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "none of the accepted"),
        (files.packed(index__html=b"<p>"), "none of the accepted"),
        (files.with_macros(), "none of the accepted"),
        (files.PDF[:-30], "is damaged"),
        (b"%PDF-%%EOF", "is damaged"),
        (files.KINDS["xlsx"][:-40], "is damaged"),
        (files.KINDS["docx"][:30], "is damaged"),
        (files.mp4(b"heic"), "none of the accepted"),  # a photograph
        (files.mp4(b"qt  "), "none of the accepted"),  # browsers play none
        (files.mp4()[:-1], "is damaged"),
        (files.box(b"ftyp", b"isom", bytes(4)), "is damaged"),  # and no film in it
        (files.webm(b"matroska"), "none of the accepted"),
        (files.webm(length=33), "is damaged"),
        (files.VTT.replace(b"-->", b"to"), "none of the accepted"),
        (b"WEBVTTL\n-->", "none of the accepted"),
        (files.VTT + b"\xff", "none of the accepted"),
        (files.VTT + bytes(3), "none of the accepted"),
    ],
)
def test_what_it_is_not_is_refused(content, said, in_english):
    with pytest.raises(Refused, match=said):
        examined(io.BytesIO(content))


def test_only_the_types_asked_for_come_in(in_english):
    with pytest.raises(Refused, match=r"none of the accepted types: PDF, PNG\."):
        examined(io.BytesIO(files.KINDS["xlsx"]), accept=("pdf", "png"))


def test_a_file_as_large_as_the_limit_comes_in_and_one_byte_more_does_not(in_english):
    most = 2 * MB
    file = io.BytesIO(files.PDF.ljust(most))
    assert examined(file, most=most) == PDF

    file = io.BytesIO(files.PDF.ljust(most + 1))
    with pytest.raises(Refused, match="larger than 2 MB"):
        examined(file, most=most)


def test_a_bomb_is_refused_for_what_it_says(monkeypatch, in_english):
    monkeypatch.setattr(rules, "MOST_UNPACKED", MB)
    kind = files.types(f"{files.OPENXML}.spreadsheetml.sheet")
    honest = files.packed(types=kind, sheet__xml=bytes(2 * MB))

    with pytest.raises(Refused, match="unpacks to more than"):
        examined(io.BytesIO(honest))


def test_a_bomb_is_refused_for_what_it_is(monkeypatch, in_english):
    monkeypatch.setattr(rules, "MOST_UNPACKED", MB)

    with pytest.raises(Refused, match="unpacks to more than"):
        examined(io.BytesIO(files.lying(2 * MB + 3)))


def test_a_swarm_of_parts_is_refused(monkeypatch, in_english):
    monkeypatch.setattr(rules, "MOST_PARTS", 3)

    with pytest.raises(Refused, match="unpacks to more than"):
        examined(io.BytesIO(files.KINDS["xlsx"]))


def test_a_part_behind_a_password_is_told_from_a_damaged_one(in_english):
    locked = bytearray(files.docx())
    locked[6] |= 1  # the flag, in the head of the part
    directory = locked.index(b"PK\x01\x02")
    locked[directory + 8] |= 1

    with pytest.raises(Refused, match="locked with a password"):
        examined(io.BytesIO(bytes(locked)))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Contrat signé.pdf", "Contrat signé.pdf"),
        ("CONTRAT.PDF", "CONTRAT.PDF"),
        ("contrat.exe", "contrat.exe.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Temp\\contrat.pdf", "contrat.pdf"),
        ("con\r\ntrat\x00.pdf", "contrat.pdf"),
        ("contrat\u202efdp.exe", "contratfdp.exe.pdf"),
        ("Contrat signe\u0301.pdf", "Contrat signé.pdf"),
        ("", "pdf.pdf"),
        (" . ", "pdf.pdf"),
        ("a" * 300 + ".pdf", "a" * 156 + ".pdf"),
    ],
)
def test_a_name_is_a_name_and_nothing_else(given, kept):
    assert named(given, PDF) == kept
    assert len(kept) <= rules.LONGEST_NAME
