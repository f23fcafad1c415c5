"""What an address or a form asks for by number."""

LONGEST = 18  # digits: the database numbers its rows with no more


def number(text: str) -> int | None:
    """The number written; ``None`` for anything else, and for one no row can have."""
    is_one = text.isascii() and text.isdecimal() and len(text) <= LONGEST
    return int(text) if is_one else None
