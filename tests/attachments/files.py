"""Small files of every kind, made on the spot; none is a real document."""

import io
import struct
import zlib
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

OPENXML = "application/vnd.openxmlformats-officedocument"


def pdf(*objects: bytes, page: bytes = b"", trailer: bytes = b"") -> bytes:
    """One empty page, and ``objects`` from number 4 on; places as they are."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    catalog = b"<< /Type /Catalog /Pages 2 0 R " + page + b" >>"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>"
    for number, one in enumerate((catalog, pages, leaf, *objects), 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start, size = len(out), len(places) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (size, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


PDF = pdf()


def drawn(form: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (2, 2)).save(out, form)
    return out.getvalue()


def workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write_string(0, 0, "42")
    return out.getvalue()


def packed(**parts: bytes) -> bytes:
    """A zip of ``parts``: ``content__xml`` is content.xml, ``types`` says its kind."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            name = "[Content_Types].xml" if name == "types" else name.replace("__", ".")
            archive.writestr(name, data)
    return out.getvalue()


def types(kind: str) -> bytes:
    return f'<Types><Override ContentType="{kind}.main+xml"/></Types>'.encode()


def docx() -> bytes:
    return packed(types=types(f"{OPENXML}.wordprocessingml.document"))


def ods() -> bytes:
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return packed(mimetype=kind, content__xml=b"<office/>")


def with_macros() -> bytes:
    kind = types(f"{OPENXML}.spreadsheetml.sheet")
    return packed(types=kind, vbaProject__bin=b"macro")


def lying(unpacked: int) -> bytes:
    """A workbook with a part that says it unpacks to 5 bytes, and to ``unpacked``."""
    part, kind = bytes(unpacked), types(f"{OPENXML}.spreadsheetml.sheet")
    whole = bytearray(packed(types=kind, sheet__xml=part))
    true = struct.pack("<L", len(part))
    crc = struct.pack("<L", zlib.crc32(part))
    assert whole.count(true) == whole.count(crc) == 2  # its head, and the directory
    return bytes(
        whole.replace(true, struct.pack("<L", 5)).replace(
            crc, struct.pack("<L", zlib.crc32(part[:5]))
        )
    )


def box(kind: bytes, *inside: bytes) -> bytes:
    """A part of an MP4: its length, its kind, what it holds."""
    content = b"".join(inside)
    return struct.pack("!L", 8 + len(content)) + kind + content


PLACE = b"\xa9xyz\x00\x10\x15\xc7+50.8263+004.3766/"  # as a telephone notes it


def mp4(brand: bytes = b"isom", *notes: bytes) -> bytes:
    """The boxes of a film without a picture in it."""
    index = box(b"moov", box(b"mvhd", bytes(100)), *notes)
    return box(b"ftyp", brand, bytes(4), brand) + index + box(b"mdat", bytes(64))


def webm(kind: bytes = b"webm", length: int = 32) -> bytes:
    """The head of one, then a part that says how long it is."""
    said = b"\x42\x82" + bytes([0x80 + len(kind)]) + kind
    head = b"\x1a\x45\xdf\xa3" + bytes([0x80 + len(said)]) + said
    return head + b"\x18\x53\x80\x67" + bytes([0x80 + length]) + bytes(32)


VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nBonjour, je suis la référente.\n".encode()


def sent(content: bytes = PDF, name: str = "contrat.pdf") -> SimpleUploadedFile:
    """As a browser sends it; what it says the type is, is never believed."""
    return SimpleUploadedFile(name, content, content_type="text/html")


KINDS = {
    "pdf": PDF,
    "png": drawn("PNG"),
    "jpg": drawn("JPEG"),
    "xlsx": workbook(),
    "ods": ods(),
    "docx": docx(),
    "mp4": mp4(),
    "webm": webm(),
    "vtt": VTT,
}
