"""From bytes to text, where nobody says in which encoding they were written.

A text file from a Belgian office is UTF-8, Excel's “Unicode text” (UTF-16), or one
of three older code pages. The wrong one gives no error: it gives other letters.
"""

import codecs
import re
from collections.abc import Callable

# Of Windows, of its command line, of the Mac.
OLDER = ("cp1252", "cp850", "mac_roman")

# A letter that was lost; UTF-8 that was read as cp1252 (“Ã©”); a sign of quotation in
# the middle of a word, which is an accent of another code page.
_GARBLED = re.compile(
    "\ufffd|[ÃÂÅ][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2018-\u203a\u20ac\u2122]"
    "|(?<=[A-Za-z])[\u0081-\u009f‚ƒ„†‡ˆ‰ŠŽ](?=[a-z])"
)
_QUESTIONED = re.compile(r"\w\?\w")  # “T?l?phone”


def decoded(content: bytes, *, best: Callable[[str], int]) -> str | None:
    """The text; ``None`` where it is none.

    Among older code pages, the first of those that ``best`` counts most for.
    """
    if found := _wide(content):
        try:
            return content.decode(found)
        except UnicodeDecodeError:
            return None
    if b"\0" in content:
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        texts = [content.decode(code, "replace") for code in OLDER]
        return max(texts, key=best)


def _wide(content: bytes) -> str:
    """UTF-16, told by its mark, or by the zeros of its Latin letters."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = content[:4096]
    half = len(start) // 2
    if start[1::2].count(0) > half // 2 > 0 and not start[::2].count(0):
        return "utf-16-le"
    if start[::2].count(0) > half // 2 > 0 and not start[1::2].count(0):
        return "utf-16-be"
    return ""


def is_garbled(text: str, *, strictly: bool = False) -> bool:
    """Whether its letters are those of another encoding than the one it was read in.

    ``strictly``: a question mark within a word stands for a letter that was lost.
    """
    return bool(_GARBLED.search(text) or (strictly and _QUESTIONED.search(text)))
