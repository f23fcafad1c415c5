"""What a stranger's PDF says of itself, which proves nothing."""

import hashlib
import logging
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader

END = b"%%EOF"
MOST_STATES = 100  # a file signed by ten people has eleven
logger = logging.getLogger(__name__)


def states(uploaded: bytes) -> list[str]:
    """The fingerprints (SHA-256) of the file as it was before each addition to it.

    A PDF grows at its end: every state it had is a beginning of it.
    """
    found, so_far, start = [], hashlib.sha256(), 0
    for _state in range(MOST_STATES):
        end = uploaded.find(END, start)
        if end < 0:
            break
        so_far.update(uploaded[start : end + len(END)])
        found.append(so_far.hexdigest())
        start = end + len(END)
    return found


def claimed_number(uploaded: bytes) -> str:
    """The number at the end of its title, where our documents have it; or nothing."""
    try:
        reader = PdfFileReader(BytesIO(uploaded))
        title = str(reader.trailer_view["/Info"]["/Title"])
    except Exception as error:
        # A stranger's bytes: the parsers stumble over them in countless ways.
        logger.info("An uploaded PDF has no title that can be read: %r", error)
        return ""
    return title.rpartition(", ")[2][:60]
