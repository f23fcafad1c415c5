"""Several people who press at one instant."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connection


def at_once(*presses: Callable[[], Any]) -> list[Any]:
    """What came of each, in their order.

    A database in memory belongs to one thread: there, one after the other.
    """
    if connection.vendor == "sqlite":
        return [press() for press in presses]
    came: dict[int, Any] = {}
    start = Barrier(len(presses))

    def act(place: int, press: Callable[[], Any]) -> None:
        start.wait(timeout=20)
        try:
            came[place] = press()
        finally:
            connection.close()

    threads = [Thread(target=act, args=pair) for pair in enumerate(presses)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return [came[place] for place in range(len(presses))]
