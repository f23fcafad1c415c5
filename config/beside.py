"""Migrations that the code of the last release can run beside.

While an upgrade goes on, old and new code run on one schema: for the length of a
restart on one machine, for longer on several. What the old code reads and writes must
be there as it was, so a migration only adds; what nobody uses any more goes one release
later (docs/develop/recipes.md). One that does more says why the old code can bear it,
in ``beside_old_code`` of its ``Migration``.

``released.txt`` holds the last migration of each room in the last release.
"""

from collections.abc import Iterator
from math import inf
from pathlib import Path
from typing import Any, TypeAlias

from django.apps import apps
from django.db import connection, models
from django.db.migrations import Migration, operations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import (
    AlterTogetherOptionOperation,
    IndexOperation,
    ModelOperation,
)
from django.db.migrations.state import ProjectState
from django.db.models.fields import NOT_PROVIDED

Field: TypeAlias = "models.Field[Any, Any]"
RELEASED = Path(__file__).with_name("released.txt")
ADDS = (  # whatever they hold, the old code does not notice
    operations.CreateModel,
    operations.AddIndex,
    operations.RemoveIndex,
    operations.RenameIndex,
    operations.RemoveConstraint,
    operations.AlterModelOptions,
    operations.AlterModelManagers,
)

REFUSES = (operations.AddConstraint, AlterTogetherOptionOperation)
OF_A_TABLE = (FieldOperation, ModelOperation, IndexOperation)
LIMITS = ("max_length", "max_digits")
WITHOUT = "the old code adds rows without it"


def released() -> dict[str, str]:
    """The last migration of each room in the last release."""
    return dict(line.split() for line in RELEASED.read_text().splitlines())


def latest() -> dict[str, str]:
    """The last migration of each room in this code."""
    return dict(sorted(_ours(_loader())))


def faults(since: dict[str, str]) -> list[str]:
    """What the old code could not bear in migrations newer than those ``since``."""
    loader = _loader()
    known = set(loader.project_state(list(since.items())).models) if since else set()
    state, found = ProjectState(), []
    for room, name in _in_order(loader):
        migration = loader.graph.nodes[room, name]
        reasons = list(unbearable(migration, state, known))
        if room in _rooms() and name > since.get(room, ""):
            found += [f"{room} {name}: {why}" for why in reasons]
    return found


def unbearable(
    migration: Migration, state: ProjectState, known: set[tuple[str, str]]
) -> Iterator[str]:
    """For each operation that the old code cannot bear beside it, why.

    The old code knows these tables alone; ``state`` becomes what it is afterwards.
    """
    room, is_borne = migration.app_label, hasattr(migration, "beside_old_code")
    for operation in migration.operations:
        why = "" if is_borne else _why(operation, room, state)
        if why and not _is_of_a_new_table(operation, room, known):
            yield f"{operation.describe()}: {why}"
        operation.state_forwards(room, state)


def _is_of_a_new_table(
    operation: Operation, room: str, known: set[tuple[str, str]]
) -> bool:
    if not isinstance(operation, OF_A_TABLE):
        return False
    about = getattr(operation, "model_name", "") or getattr(operation, "name", "")
    return (room, about.lower()) not in known


def _why(operation: Operation, room: str, state: ProjectState) -> str:
    if isinstance(operation, ADDS):
        return ""
    if isinstance(operation, operations.SeparateDatabaseAndState):
        reasons = (_why(one, room, state) for one in operation.database_operations)
        return next(filter(None, reasons), "")
    if isinstance(operation, operations.AddField):
        if _may_be_left_out(operation.field):
            return ""
        return f"{WITHOUT}; give it null=True or a db_default"
    if isinstance(operation, operations.AlterField):
        fields = state.models[room, operation.model_name_lower].fields
        return _narrower(fields[operation.name], operation.field)
    if isinstance(operation, OF_A_TABLE) and not isinstance(operation, REFUSES):
        return "the old code asks for it; take it out of the state alone, drop it later"
    return "say in beside_old_code of the migration why the old code can bear it"


def _may_be_left_out(field: Field) -> bool:
    return (
        field.null
        or field.many_to_many
        or field.generated
        or field.db_default is not NOT_PROVIDED
    )


def _narrower(old: Field, new: Field) -> str:
    """Why what the old code writes would not fit into the new column."""
    if _column(old) != _column(new):
        return "the column is another one; add a second one beside it"
    if old.null and not new.null:
        return "the old code may leave it empty"
    if new.unique and not old.unique:
        return "the old code may write a value twice"
    if any(_most(old, limit) > _most(new, limit) for limit in LIMITS):
        return "the old code may write what is longer"
    if old.db_default is not NOT_PROVIDED and not _may_be_left_out(new):
        return WITHOUT
    return ""


def _most(field: Field, limit: str) -> float:
    return getattr(field, limit, None) or inf


def _column(field: Field) -> tuple[Any, ...]:
    """Name and type of it, whatever its length."""
    if field.remote_field:
        return field.name, field.many_to_many, field.deconstruct()[3].get("to")
    name = field.db_column or field.name
    kind = (field.db_type(connection) or "").partition("(")[0]
    return name, "text" if kind == "varchar" else kind


def _in_order(loader: MigrationLoader) -> list[tuple[str, str]]:
    """Each after those it depends on."""
    leaves = loader.graph.leaf_nodes()
    plans = (node for leaf in leaves for node in loader.graph.forwards_plan(leaf))
    return list(dict.fromkeys(plans))


def _loader() -> MigrationLoader:
    return MigrationLoader(None)


def _rooms() -> set[str]:
    return {
        one.label for one in apps.get_app_configs() if one.name.startswith("accord")
    }


def _ours(loader: MigrationLoader) -> list[tuple[str, str]]:
    rooms = _rooms()
    return [key for key in loader.graph.nodes if key[0] in rooms]
