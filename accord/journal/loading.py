"""Bring a table in line with a file: all of it or nothing, and say what was done.

What a person changed since is left as they left it. Every row created or changed gets
its journal entry, by the machine that loaded it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import (
    DEFAULT_DB_ALIAS,
    DatabaseError,
    IntegrityError,
    models,
    transaction,
)
from django.utils.translation import override

from accord.accounts.models import User
from accord.journal.models import Entry, snapshot, trace_many, trace_new
from accord.lib.sheets import BadFile, Known, Row, Sheet, read_sheet, refuse

VERB = "register.load"


@dataclass
class Report:
    """What loading one file did."""

    name: str
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    left: int = 0
    refused: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        if self.refused:
            return f"{self.name}: refused, nothing loaded ({len(self.refused)} faults)"
        told = (
            f"{self.name}: {self.created} created, {self.updated} updated, "
            f"{self.unchanged} unchanged"
        )
        return told + (f", {self.left} left as people changed them" * bool(self.left))


def load_sheet(sheet: Sheet, file: Path, *, by: User) -> Report:
    """Load ``file``. A refused file's report names every bad row, in English."""
    try:
        with override(None), transaction.atomic():
            return _load(sheet, file, by)
    except BadFile as error:
        return Report(sheet.name, refused=error.faults)
    except DatabaseError as error:  # what no check above foresaw
        return Report(sheet.name, refused=[f"{file.name}: {error}"])


def _load(sheet: Sheet, file: Path, by: User) -> Report:
    report, manager = Report(sheet.name), sheet.model._default_manager
    rows = read_sheet(sheet, file)
    stored = {
        tuple(getattr(record, name) for name in sheet.key): record
        for record in manager.order_by("pk")
    }
    touched = touched_by_people(sheet.model)
    new, changed = [], []
    written: list[tuple[models.Model, Row]] = []
    for row in rows:
        if row.faults:
            continue
        record, values = stored.get(row.key), row.values
        if record is None:
            record = sheet.model(**values)
            new.append(record)
        elif all(_same(getattr(record, name), values[name]) for name in values):
            report.unchanged += 1
            continue
        elif record.pk in touched:
            report.left += 1
            continue
        else:
            before = snapshot(record)
            for name, value in values.items():
                setattr(record, name, value)
            changed.append((record, before))
        row.faults += _faults(record, _fit_the_columns)
        written.append((record, row))
    _find_doubles(sheet, stored.values(), written)
    with _breaches_named(file, rows, written), transaction.atomic():
        refuse(file, rows)
        manager.bulk_create(new, batch_size=500)
        for record, _before in changed:
            record.save()
    trace_new(new, by=by, verb=VERB)
    trace_many(changed, by=by, verb=VERB)
    if sheet.follow:
        sheet.follow(rows, by)
    report.created, report.updated = len(new), len(changed)
    return report


def touched_by_people(model: type[models.Model]) -> set[int]:
    kind = ContentType.objects.get_for_model(model)
    return set(
        Entry.objects.by_people()
        .filter(record_type=kind)
        .values_list("record_id", flat=True)
    )


def _same(stored: Any, wanted: Any) -> bool:
    return stored == wanted or (stored is None and wanted == "")


@contextmanager
def _breaches_named(
    file: Path, rows: list[Row], written: list[tuple[models.Model, Row]]
) -> Iterator[None]:
    """Say which rows break a constraint, once it is known that something is wrong.

    To ask this of every row of a sound file costs four times what all the rest does.
    """
    try:
        yield
    except (BadFile, IntegrityError):
        _find_breaches(written, using=DEFAULT_DB_ALIAS)
        refuse(file, rows)
        raise


def check_sheet(sheet: Sheet, file: Path, known: Known, *, using: str) -> list[Row]:
    """The rows of ``file`` with every fault that loading it into an empty register
    would find; ``using``: the database that is asked whether a constraint holds."""
    with override(None):
        rows = read_sheet(sheet, file, known)
        sound = [row for row in rows if not row.faults]
        written: list[tuple[models.Model, Row]] = [
            (sheet.model(**row.values), row) for row in sound
        ]
        for record, row in written:
            row.faults += _faults(record, _fit_the_columns)
        _find_doubles(sheet, (), written)
        _find_breaches(written, using=using)
    return rows


def _find_breaches(written: list[tuple[models.Model, Row]], *, using: str) -> None:
    meet = partial(_meet_the_constraints, using=using)
    for record, row in written:
        if not row.faults:
            row.faults += _faults(record, meet)


def _fit_the_columns(record: models.Model) -> None:
    relations = {one.name for one in record._meta.concrete_fields if one.is_relation}
    record.clean_fields(exclude=relations)


def _meet_the_constraints(record: models.Model, *, using: str) -> None:
    for constraint in record._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            constraint.validate(type(record), record, using=using)


def _faults(record: models.Model, check: Callable[[models.Model], None]) -> list[str]:
    """What the model itself has against the row."""
    try:
        check(record)
    except ValidationError as error:
        return [
            message if column == NON_FIELD_ERRORS else f"{column}: {message}"
            for column, messages in error.update_error_dict({}).items()
            for message in ValidationError(messages).messages
        ]
    return []


def _find_doubles(
    sheet: Sheet,
    stored: Iterable[models.Model],
    written: list[tuple[models.Model, Row]],
) -> None:
    """Note what must be unique and is not, beside the key: an address, a NIS code."""
    rows = {id(record): row for record, row in written}
    records = {id(one): one for one in (*stored, *(record for record, _row in written))}
    for names in _unique_columns(sheet.model):
        if set(names) == set(sheet.key):
            continue
        holders: dict[tuple[Any, ...], models.Model] = {}
        for record in records.values():
            values = tuple(getattr(record, name) for name in names)
            if "" in values or None in values:
                continue
            holder = holders.setdefault(values, record)
            row = rows.get(id(record)) or rows.get(id(holder))
            if holder is not record and row:
                told = ", ".join(
                    f"{name} “{value}”"
                    for name, value in zip(names, values, strict=True)
                    if not name.endswith("_id")  # which no file holds
                )
                row.faults.append(f"{told} is used twice")


def _unique_columns(model: type[models.Model]) -> list[tuple[str, ...]]:
    """The columns that together the database lets stand once."""
    meta = model._meta
    columns = {column.name: column.attname for column in meta.concrete_fields}
    alone = [
        (column.attname,)
        for column in meta.concrete_fields
        if column.unique and not column.primary_key
    ]
    together = [
        tuple(columns[name] for name in constraint.fields)
        for constraint in meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    ]
    return alone + together
