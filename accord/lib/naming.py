"""Names that nobody has yet, and names that are spelt otherwise."""

import re
import unicodedata
from collections.abc import Container

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

SPELLED = _("Write it with letters or figures.")
# What no decomposition tells.
PAIRS = {"Œ": "oe", "œ": "oe", "Æ": "ae", "æ": "ae", "ß": "ss", "ẞ": "ss"}
PAIRS |= {"Ø": "o", "ø": "o", "Ł": "l", "ł": "l", "Đ": "d", "đ": "d"}
# Ranges that PostgreSQL's regular expressions write as Python's do.
MARKS = r"[\u0300-\u036f]"
SIGNS = r"[^a-z0-9\u0370-\u1fff\u3040-\ufaff]+"

_brackets = re.compile(r"\([^)]*\)")
_marks, _signs, _pairs = re.compile(MARKS), re.compile(SIGNS), str.maketrans(PAIRS)


def first_free(wanted: str, taken: Container[str]) -> str:
    """``wanted``, else the first of ``wanted-2``, ``wanted-3``… that is not taken."""
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def spelled(text: str) -> None:
    """Refuse a name of signs alone: no address can be made of it."""
    if not slugify(text):
        raise ValidationError(SPELLED)


def unaccented(text: str) -> str:
    """“Février” as “fevrier”."""
    return _marks.sub("", unicodedata.normalize("NFKD", text)).translate(_pairs).lower()


def letters(text: str) -> str:
    """“L’État d’Œuvre” as “l etat d oeuvre”: how texts are sorted and searched."""
    return _signs.sub(" ", unaccented(text)).strip()


def plain(text: str) -> str:
    """Without accents, capitals, signs or spaces: how two spellings are compared."""
    return letters(text).replace(" ", "")


def names(found: str, wanted: str) -> bool:
    """Whether all words of a person's name are in another: “Ada Exemple (demo)” is in
    “EXEMPLE Ada Marie (Signature)”. What stands in brackets is no part of a name.
    """
    words = set(letters(_brackets.sub("", wanted)).split())
    return bool(words) and words <= set(letters(found).split())
