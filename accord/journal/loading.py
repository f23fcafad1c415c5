"""Bring a table in line with a file: all of it or nothing, and say what was done.

What a person changed since is left as they left it. Every row created or changed gets
its journal entry, by the machine that loaded it.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction

from accord.accounts.models import User
from accord.journal.models import (
    Entry,
    changes_between,
    entry_for,
    snapshot,
    trace_many,
)
from accord.lib.sheets import BadFile, Sheet, read_sheet

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
    """Load ``file``. A refused file's report names every bad row."""
    try:
        with transaction.atomic():
            return _load(sheet, file, by)
    except BadFile as error:
        return Report(sheet.name, refused=error.faults)


def _load(sheet: Sheet, file: Path, by: User) -> Report:
    report, manager = Report(sheet.name), sheet.model._default_manager
    wanted = read_sheet(sheet, file)
    stored = {
        tuple(getattr(record, name) for name in sheet.key): record
        for record in manager.order_by("pk")
    }
    touched = _touched_by_people(sheet.model)
    new, changed, faults = [], [], []
    for key, values in wanted.items():
        record = stored.get(key)
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
        faults += _faults(file, key, record)
    if faults:
        raise BadFile(faults)
    manager.bulk_create(new, batch_size=500)
    for record, _before in changed:
        record.save()
    nothing: dict[str, Any] = {}
    entries = [(record, nothing) for record in new] + changed
    trace_many(
        entry_for(
            record,
            by=by,
            verb=VERB,
            changes=changes_between(before, snapshot(record)),
        )
        for record, before in entries
    )
    report.created, report.updated = len(new), len(changed)
    return report


def _touched_by_people(model: type[models.Model]) -> set[int]:
    kind = ContentType.objects.get_for_model(model)
    return set(
        Entry.objects.by_people()
        .filter(record_type=kind)
        .values_list("record_id", flat=True)
    )


def _same(stored: Any, wanted: Any) -> bool:
    return stored == wanted or (stored is None and wanted == "")


def _faults(file: Path, key: tuple[Any, ...], record: models.Model) -> list[str]:
    """What the model itself has against the row."""
    relations = {one.name for one in record._meta.concrete_fields if one.is_relation}
    try:
        record.clean_fields(exclude=relations)
        for constraint in record._meta.constraints:
            if isinstance(constraint, models.CheckConstraint):
                constraint.validate(type(record), record)
    except ValidationError as error:
        said = "; ".join(error.messages)
        row = ", ".join(str(part) for part in key)
        return [f"{file.name}, row of {row}: {said}"]
    return []
