"""Small files of every kind, made on the spot; none is a real document."""

import io
import struct
import zlib
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

OPENXML = "application/vnd.openxmlformats-officedocument"
PDF = (
    b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
)


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
}
