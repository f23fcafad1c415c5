"""Reading the text of a PDF page by page, as a machine does."""

import re
from io import BytesIO

import pikepdf

CODE = re.compile(rb"<([0-9a-fA-F]+)>")


def pages(pdf: bytes) -> list[str]:
    """The letters of each page in the order they are drawn, without spaces."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [_text(page) for page in document.pages]


def _text(page: pikepdf.Page) -> str:
    letters: list[str] = []
    seen = {
        name: _letters_of(font)
        for name, font in page.resources.get("/Font", {}).items()
    }
    current: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            current = seen[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            shown = operands[0] if str(operator) == "TJ" else operands
            for part in shown:
                if isinstance(part, pikepdf.String):
                    codes = bytes(part)
                    letters += [
                        current.get(int.from_bytes(codes[i : i + 2], "big"), "")
                        for i in range(0, len(codes), 2)
                    ]
    return "".join("".join(letters).split())


def _letters_of(font: pikepdf.Object) -> dict[int, str]:
    """What each code of a font stands for, by its /ToUnicode table."""
    found: dict[int, str] = {}
    table = font["/ToUnicode"].read_bytes()
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        codes = [code.decode() for code in CODE.findall(block)]
        for code, text in zip(codes[::2], codes[1::2], strict=True):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return found
