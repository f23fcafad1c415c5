"""Many records, a few hundred at a time."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.db.models import QuerySet

T = TypeVar("T")


AT_ONCE = 500  # rows that the database hands over at a time


def batches(records: Iterable[T], size: int = AT_ONCE) -> Iterator[list[T]]:
    """Lists of ``size`` records: to read what belongs to them with one query each.

    A queryset is read as it goes, never whole.
    """
    if isinstance(records, QuerySet):
        records = records.iterator(size)
    batch: list[T] = []
    for record in records:
        batch.append(record)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
