"""A stranger's PDF, looked at in a process that ends with it.

Anyone may send one, and two hundred bytes can ask for hours and gigabytes: in the file
as it is, or in what it was before. So nothing of it is opened in a server.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accord.documents import look
from accord.documents.checked import Checked
from accord.documents.signatures import Examination, roots
from accord.lib import children
from accord.lib.errors import Busy

MEGABYTES, SECONDS = 1024, 10  # that looking at one may take
TURN = 3.0  # seconds to wait for another's: some four times what one takes
HOUSE = Path(__file__).parents[2]


@contextmanager
def strangers_turn() -> Iterator[None]:
    """One file of those that anyone sends, at a time: there is memory for one.

    Who signs waits for no stranger.
    """
    try:
        with children.turn("strangers", TURN):
            yield
    except children.NoTurn as error:
        raise Busy(
            _("Another file is being checked. Try again in a minute.")
        ) from error


def claimed_number(uploaded: bytes) -> str:
    """What ``claims.claimed_number`` says; nothing of a file that asks too much."""
    return str(_asked("claimed_number", uploaded) or "")


def examine(
    uploaded: bytes, *, issued: bytes, others_follow: bool = False
) -> Examination:
    """What ``signatures.examine`` says, now, with the authorities of the settings."""
    said = _asked(
        "examine",
        uploaded,
        issued,
        trusted=[one.dump().hex() for one in roots()],
        at=timezone.now().isoformat(),
        others_follow=others_follow,
    )
    if said is None:
        return Examination(False, (), (_("This file is too damaged to be read."),))
    found = tuple(Checked.read(one) for one in said["signatures"])
    return Examination(said["is_ours"], found, tuple(said["refusals"]))


def _asked(what: str, *files: bytes, **how: Any) -> Any:
    """Its answer, in the reader's language; nothing when it asked too much."""
    names = ("TIME_ZONE", "LANGUAGES", "LOCALE_PATHS")
    asked = {
        "what": what,
        "sizes": [len(one) for one in files],
        "how": how,
        "language": get_language(),
        "settings": {name: getattr(settings, name) for name in names},
    }
    head = json.dumps(asked, default=str).encode()
    ended = _in_a_child(b"\n".join([head, b"".join(files)]))
    if ended.asked_too_much:
        return None
    if ended.code:
        raise RuntimeError(ended.said.decode(errors="replace"))
    return json.loads(ended.written)


def _in_a_child(given: bytes) -> children.Ended:
    return children.run(
        look.__file__,
        HOUSE,
        megabytes=MEGABYTES,
        seconds=SECONDS,
        patience=2,
        given=given,
    )
