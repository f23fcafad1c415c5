"""Many records, a few hundred at a time."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def batches(records: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """Lists of ``size`` records: to read what belongs to them with one query each."""
    batch: list[T] = []
    for record in records:
        batch.append(record)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
