"""The number of the request that is answered: for its lines of the log, its answer and
the page that says what went wrong, so that whoever reads one finds the others.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# To be read out on the telephone: no I, L, O, U and neither 0 nor 1.
SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_number: ContextVar[str] = ContextVar("number", default="")


def number() -> str:
    """Of the request that this thread answers; empty when it answers none."""
    return _number.get()


@contextmanager
def numbered() -> Iterator[str]:
    """A number for as long as a request is answered, such as ``K7QF-2M9X``."""
    first, second = ("".join(secrets.choice(SIGNS) for _ in range(4)) for _ in range(2))
    token = _number.set(f"{first}-{second}")
    try:
        yield number()
    finally:
        _number.reset(token)
