"""Names that nobody has yet, and names that are spelt otherwise."""

import re
import unicodedata
from collections.abc import Container

_APART = re.compile(r"[^a-z0-9]+")


def first_free(wanted: str, taken: Container[str]) -> str:
    """``wanted``, else the first of ``wanted-2``, ``wanted-3``… that is not taken."""
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def unaccented(text: str) -> str:
    """“Février” as “fevrier”."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in letters if not unicodedata.combining(one))


def plain(text: str) -> str:
    """Without accents, capitals, signs or spaces: how two spellings are compared."""
    return _APART.sub("", unaccented(text).replace("œ", "oe").replace("æ", "ae"))
