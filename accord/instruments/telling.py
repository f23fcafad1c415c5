"""Which part of a text an entry of the journal is about: one query for all of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Value

from accord.accounts.models import User
from accord.instruments.models import KINDS
from accord.journal.models import Entry

# The texts that a reader knows a part of each kind by.
NAMES = {
    "missions": "mission__title",
    "commitments": "text",
    "actions": "title",
    "means": "text",
    "indicators": "definition__name",
    "targets": "indicator__definition__name",
}
Key = tuple[str, int]


@dataclass(frozen=True)
class ToldPart:
    kind: str
    lineage: str
    text: dict[str, str]
    is_removed: bool


def key_of(entry: Entry | None) -> Key:
    return (entry.record_type.model, entry.record_id) if entry else ("", 0)


def parts_told(entries: Iterable[Entry], user: User) -> dict[Key, ToldPart]:
    by_model: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        model, pk = key_of(entry)
        by_model[model].add(pk)
    rows: list[Any] = [
        model.objects.visible_to(user)
        .filter(pk__in=by_model[model._meta.model_name])
        .annotate(
            model=Value(model._meta.model_name),
            kind=Value(kind),
            fr=F(f"{NAMES[kind]}_fr"),
            nl=F(f"{NAMES[kind]}_nl"),
        )
        .order_by()
        .values_list("model", "pk", "kind", "lineage", "fr", "nl", "is_removed")
        for kind, model in KINDS.items()
        if model._meta.model_name in by_model
    ]
    found = rows[0].union(*rows[1:], all=True) if rows else []
    return {
        (model, pk): ToldPart(kind, str(lineage), {"fr": fr, "nl": nl}, is_removed)
        for model, pk, kind, lineage, fr, nl, is_removed in found
    }
