"""An answer on paper: what many rows say alike is said once.

Rows stand in blocks under what they have in common (their municipality), where the
answer has such columns. A definition or a source is a note at the end, which its rows
name by number: the same words in every row would make four pages of one.
"""

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any

from django.utils.translation import gettext_lazy

from accord.answers.answer import Sheet
from accord.answers.columns import Row
from accord.answers.words import of_record
from accord.lib.errors import Refused
from accord.lib.naming import letters
from accord.lib.tabular import Column, OnPaper, Pair

# Rows of the longest that is made: two hundred sheets, 600 MB, a quarter of a minute.
# A longer one is refused rather than cut short: it would be quoted as the whole answer.
AT_MOST = 2000
TOO_LONG = gettext_lazy(
    "As a document, this answer would have hundreds of pages. The spreadsheet holds "
    "all its rows, in French and in Dutch."
)

Words = dict[str, Any]  # both languages, with the address that they lead to
NOTES: Words = {"fr": "Notes", "nl": "Noten", "width": 2}


def laid_out(sheet: Sheet) -> dict[str, Any]:
    """The heads of the columns, the blocks of rows, and the notes."""
    spanning = _of(sheet, OnPaper.SPAN)
    shown = [*spanning, *_of(sheet, OnPaper.CELL)]
    over = _of(sheet, OnPaper.BLOCK)
    noted = _of(sheet, OnPaper.NOTE)
    blocks: dict[str, tuple[list[Words], list[Any]]] = {}
    notes = _Notes()
    for row in _bounded(sheet):
        head = [_words(one, row) for one in over]
        key = letters(" ".join(one["fr"] for one in head))
        cells = [_words(one, row) for one in shown]
        numbers = notes.named(noted, row)
        _head, rows = blocks.setdefault(key, (head, []))
        rows.append({"cells": cells, "notes": numbers})
    heads = [of_record(one, "head") | {"width": one.width} for one in shown]
    return {
        "heads": [*heads, NOTES] if noted else heads,
        "blocks": [
            {"head": head, "rows": _spanned(rows, len(spanning))}
            for _key, (head, rows) in sorted(blocks.items())
        ],
        "notes": notes.words,
    }


def _bounded(sheet: Sheet) -> Iterator[Row]:
    """Its rows, of which there may be several for one of its keys."""
    for number, row in enumerate(sheet.every_row(), start=1):
        if number > AT_MOST:
            raise Refused(str(TOO_LONG))
        yield row


class _Notes:
    """Each note once, numbered as the rows come to it."""

    def __init__(self) -> None:
        self.words: list[Words] = []
        self._numbers: dict[tuple[str, ...], int] = {}

    def named(self, columns: Iterable[Column], row: Row) -> list[int]:
        return [self._number(one, row) for one in columns]

    def _number(self, column: Column, row: Row) -> int:
        words = _words(column, row)
        known = (column.name, words["fr"], words["url"])
        if known not in self._numbers:
            self.words.append({"of": of_record(column, "head"), "says": words})
            self._numbers[known] = len(self.words)
        return self._numbers[known]


def _spanned(rows: list[Any], how_many: int) -> list[Any]:
    """The first so many cells of a row, once for the rows below that say the same.

    Each says over how many rows it goes; a cell that another one covers is left out.
    """
    said = [row["cells"][:how_many] for row in rows]

    def over(start: int, place: int) -> int:
        alike = said[start][: place + 1]
        if start and said[start - 1][: place + 1] == alike:
            return 0
        return sum(
            1 for _ in takewhile(lambda one: one[: place + 1] == alike, said[start:])
        )

    return [
        {
            **row,
            "cells": [
                {**cell, "rows": goes_over}
                for place, cell in enumerate(row["cells"])
                if (goes_over := over(number, place) if place < how_many else 1)
            ],
        }
        for number, row in enumerate(rows)
    ]


def _of(sheet: Sheet, place: OnPaper) -> list[Column]:
    return [one for one in sheet.columns if one.on_paper == place]


def _words(column: Column, row: Row) -> Words:
    words: Pair = column.pair(row)
    return {**words, "url": column.address(row)}
