"""Names that nobody has yet."""

from collections.abc import Container


def first_free(wanted: str, taken: Container[str]) -> str:
    """``wanted``, else the first of ``wanted-2``, ``wanted-3``… that is not taken."""
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found
