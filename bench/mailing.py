"""How fast the queue sends, beside the mail server alone: both to a sink of our own."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller

from bench.server import free_port, manage

# Times what the same mails take without a queue, words made and over one connection: a
# claim, two commits and the making of the words for each. A real server takes longer.
MAILS_AT_MOST = 5.0


class Sink:
    """Takes every message, and keeps none."""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        return "250 OK"


@contextmanager
def sink() -> Iterator[str]:
    """Its address, while it listens: in this process, apart from who sends."""
    controller = Controller(Sink(), hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{controller.port}"
    finally:
        controller.stop()


def measure_mails(environment: dict[str, str]) -> dict[str, Any]:
    """Messages a second through the queue and without it, and the ratio of the two."""
    print("Sending messages …", file=sys.stderr)
    with sink() as address:
        mails = {"EMAIL_URL": address, "MAIL_GATHER_SECONDS": "0"}
        printed = manage(environment | mails, "bench_mail")
    return dict(json.loads(printed.splitlines()[-1]))
