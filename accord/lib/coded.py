"""Codes in files that people open: the words beside them, in both languages."""

from typing import Any

from accord.lib.bilingual import in_each
from accord.lib.tabular import Column, Pair, Type


def spelled(column: Column) -> Column:
    """What its code means: two columns, ``NAME_fr`` and ``NAME_nl``."""
    choices: Any = column.codes
    spoken = in_each(lambda: {one.value: str(one.label) for one in choices})
    read = column.reader()

    def say(record: Any) -> Pair | None:
        code = read(record)
        return {name: words[code] for name, words in spoken.items()} if code else None

    return Column(
        column.name,
        f"{column.name}, en toutes lettres.",
        f"{column.name}, voluit geschreven.",
        say,
        Type.PAIR,
    )
