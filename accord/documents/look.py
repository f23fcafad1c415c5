"""One stranger's signed file, looked at: started by ``apart`` and alone there.

    python look.py HOUSE < ASKED

A line of JSON says what is asked, in which language, and how long each file is; the
files follow. The answer is JSON too. Of the platform it needs words and days alone: it
has no database, and no settings but those that it is told.
"""

import json
import sys
from dataclasses import asdict
from datetime import datetime
from typing import Any


def main(house: str) -> None:
    sys.path.insert(0, house)
    head, _line, files = sys.stdin.buffer.read().partition(b"\n")
    asked = json.loads(head)
    _set_up(asked)
    answer = answered(asked, files)
    sys.stdout.write(json.dumps(answer, default=str))


def _set_up(asked: dict[str, Any]) -> None:
    import django  # noqa: PLC0415 - of the house, whose place was told only now
    from django.conf import settings  # noqa: PLC0415 - the same
    from django.utils import translation  # noqa: PLC0415 - the same

    settings.configure(USE_TZ=True, **asked["settings"])
    django.setup()
    translation.activate(asked["language"])


def answered(asked: dict[str, Any], files: bytes) -> Any:
    from asn1crypto.x509 import Certificate  # noqa: PLC0415 - once it is set up

    from accord.documents import claims, signatures  # noqa: PLC0415 - the same

    given, start = [], 0
    for size in asked["sizes"]:
        given.append(files[start : start + size])
        start += size
    if asked["what"] == "claimed_number":
        return claims.claimed_number(*given)
    how = asked["how"]
    found = signatures.examine(
        given[0],
        issued=given[1],
        trusted=[Certificate.load(bytes.fromhex(one)) for one in how["trusted"]],
        at=datetime.fromisoformat(how["at"]),
        others_follow=how["others_follow"],
    )
    return asdict(found)


if __name__ == "__main__":
    main(*sys.argv[1:])
