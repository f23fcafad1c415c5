"""Which statements each test sends: by these, the second engine's tests are chosen.

Engines differ in how they take a statement. A test that sends only what others send as
well tells little more of the second one, and what it does in Python was asked of the
first. So the first turn notes what each test sends, and the second is asked the
cheapest tests that between them send every kind of statement. It is noted anew in each
run: a new statement is asked of both in the run in which it comes.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from heapq import heapify, heappop, heappush
from pathlib import Path
from typing import Any, NamedTuple

from django.db import DatabaseError, connection

MANY = 100  # values: SQLite takes a long list in parts
CHEAP = 0.05  # CPU seconds: below, what a test costs says nothing
SAVEPOINT = re.compile(r'"s\d+_x\d+"')
QUOTED = re.compile(r"'[^']*'")
VALUES = re.compile(r"%s(?:, %s)+")
ROWS = re.compile(r"\(%\w+\)(?:, \(%\w+\))+")
NUMBERS = re.compile(r"\d+")


class Sent(NamedTuple):
    cost: float
    kinds: list[str]


@contextmanager
def noted() -> Iterator[set[str]]:
    """What this thread sends meanwhile: each kind of statement once."""
    kinds: set[str] = set()

    def note(execute: Any, statement: Any, values: Any, many: bool, context: Any):
        kinds.add(_kind(str(statement), _is_long(values)))
        try:
            return execute(statement, values, many, context)
        except DatabaseError as fault:  # how one is refused is a matter of its own
            kinds.add(_kind(f"{type(fault).__name__} {statement}", _is_long(values)))
            raise

    with connection.execute_wrapper(note):
        yield kinds


@cache
def _kind(statement: str, is_long: bool = False) -> str:
    """The statement without its values; a long list of them makes another one."""
    bare = QUOTED.sub("%s", SAVEPOINT.sub("point", statement))
    bare = ROWS.sub(_list, VALUES.sub(_list, bare))
    return sha256(f"{is_long} {NUMBERS.sub('0', bare)}".encode()).hexdigest()[:16]


def _list(values: re.Match[str]) -> str:
    return "%long" if values[0].count("%") >= MANY else "%s"


def _is_long(values: Any) -> bool:
    """PostgreSQL takes the column of many rows as one value."""
    return any(isinstance(one, list) and len(one) >= MANY for one in values or ())


def fewest(sent: dict[str, Sent]) -> set[str]:
    """Of these tests, cheap ones that between them send every kind.

    The one that adds most for its price comes first.
    """
    kinds = {test: set(one.kinds) for test, one in sent.items()}
    lacking = set().union(*kinds.values())

    def worth(test: str) -> float:
        return len(kinds[test] & lacking) / max(sent[test].cost, CHEAP)

    chosen = set()
    waiting = [(-worth(test), test) for test in sent]
    heapify(waiting)
    while lacking:
        before, test = heappop(waiting)
        if (now := worth(test)) < -before:  # others sent some of it meanwhile
            heappush(waiting, (-now, test))
        else:
            chosen.add(test)
            lacking -= kinds[test]
    return chosen


def write(file: Path, sent: dict[str, Sent]) -> None:
    file.write_text(json.dumps(sent))


def read(file: Path) -> dict[str, Sent]:
    """Nothing, where a turn broke off before it wrote."""
    text = file.read_text()
    return {test: Sent(*said) for test, said in json.loads(text or "{}").items()}
