"""What people write, as it is kept: one cleaning, wherever a text comes from.

Who pastes from an office program pastes signs that nobody sees. They are taken away
and work goes on: nobody could find them, and one of them makes a feed unreadable or an
address another than it looks. Columns (``accord.lib.fields``), fields of forms and
cells of lists all ask here.

A **line** is what is compared, searched for and quoted: a name, an address, a number,
a title. Nothing invisible stays in it. A **prose** has lines, and keeps what hyphenates
words or joins the parts of a sign.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

# Ends of a line, as systems of today and yesterday and word processors write them.
_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BREAKS = re.compile(r"[\t\n]+")

# What XML, JSON or PDF cannot hold: control characters, halves of characters, numbers
# that are none. What no text of ours needs: signs that turn the direction of writing,
# so that a text reads otherwise than it is; marks of the beginning of a file.
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        chr(0x10000 * plane + 0xFFFE + n) for plane in range(1, 17) for n in (0, 1)
    )
    + "]"
)
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
_UNWANTED = re.compile(f"[{_TURNING}\ufeff\ufff9-\ufffb]")
# Beside every character of the category “format”: fillers, joiners, selectors.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0000-\U000e0fff]"
)
# Alphabets with letters that look like ours.
_ALIKE = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "FULLWIDTH")


def writable(text: str) -> str:
    """What any format can hold: for what leaves, whatever was kept before."""
    return _UNWRITABLE.sub("", text)


def prose(text: str) -> str:
    """A text with lines, as it is kept."""
    if _is_plain(text):
        return text
    text = writable(_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text))


def line(text: str) -> str:
    """A text on one line, as it is kept."""
    if _is_plain(text):
        return text
    text = _UNSEEN.sub("", _BREAKS.sub(" ", prose(text)))
    text = "".join(one for one in text if unicodedata.category(one) != "Cf")
    return unicodedata.normalize("NFC", text)


def mailbox(text: str) -> str:
    """An e-mail address, as it is kept and compared."""
    return line(text).strip()


def _is_plain(text: str) -> bool:
    """As most are: nothing but letters in sight, in their usual form."""
    return text.isprintable() and text.isascii()


def require_mailbox(address: str) -> None:
    """Raise ``ValidationError`` unless mail can be sent there.

    The usual check lets pass what no mail server takes: an accent before the @, a
    domain that no name server can be asked for.
    """
    validate_email(address)
    user, _at, domain = address.rpartition("@")
    try:
        user.encode("ascii")
        domain.encode("idna")
    except UnicodeError as error:
        raise ValidationError(
            _("No mail can be sent to this address: it holds a sign that is wrong."),
            code="invalid",
        ) from error


def lookalikes(text: str) -> list[str]:
    """Letters of other alphabets among ours: they look alike, and are others."""
    found: dict[str, None] = {}
    for word in text.split():
        names = {one: unicodedata.name(one, "") for one in word if one.isalpha()}
        if any(name.startswith("LATIN") for name in names.values()):
            found |= {one: None for one in names if names[one].startswith(_ALIKE)}
    return list(found)
