"""Telephone numbers: texts made of digits, whose first 0 a spreadsheet drops."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_SHORT = 6  # digits: 112, 1819, an extension; longer ones begin with 0 or +
_DIGIT = re.compile(r"\d", re.ASCII)


def validate_telephone(text: str) -> None:
    """A long number that begins with neither 0 nor + has lost its beginning."""
    digits = _DIGIT.findall(text)
    first = text.lstrip(" (")[:1]
    if len(digits) > _SHORT and first in "123456789":
        raise ValidationError(
            _(
                "A telephone number begins with 0 or +: has “%(text)s” lost its first "
                "0? Write it in full."
            ),
            params={"text": text[:40]},
        )
