"""Rules that the database itself enforces by triggers, on both engines.

    class Entry(AppendOnly): ...

    operations = [..., Protect("journal_entry")]  # in the migration of its table

SQLite drops a table's triggers when a later migration remakes the table: that one
repeats the operation.
"""

from typing import Any

from django.db import models
from django.db.migrations.operations.base import Operation


class AppendOnly(models.Model):
    """Rows that say what happened: none is changed, none is deleted.

    A guard in ``tests/house`` asks the database of each such table to refuse it.
    """

    class Meta:
        abstract = True


class Triggers(Operation):
    """The triggers of one table: subclasses say which, for each engine."""

    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def on_postgresql(self) -> dict[str, str]:
        """A name for each trigger, and when it runs; ``function`` is what they run."""
        raise NotImplementedError

    def on_sqlite(self) -> dict[str, str]:
        """A name for each trigger, and the trigger without it."""
        raise NotImplementedError

    def function(self) -> str:
        """The body of a function in PL/pgSQL."""
        raise NotImplementedError

    def state_forwards(self, app_label: str, state: Any) -> None:
        """No model changes."""

    def database_forwards(self, app_label: str, schema_editor: Any, *_: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            for name, trigger in self.on_sqlite().items():
                schema_editor.execute(f"CREATE TRIGGER {name} {trigger}")
            return
        for name, when in self.on_postgresql().items():
            schema_editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
                f"BEGIN {self.function()} END $$;"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {name} {when} ON {self.table} "
                f"FOR EACH ROW EXECUTE FUNCTION {name}();"
            )

    def database_backwards(self, app_label: str, schema_editor: Any, *_: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            for name in self.on_sqlite():
                schema_editor.execute(f"DROP TRIGGER {name};")
            return
        for name in self.on_postgresql():
            schema_editor.execute(f"DROP TRIGGER {name} ON {self.table};")
            schema_editor.execute(f"DROP FUNCTION {name}();")

    def describe(self) -> str:
        return f"{type(self).__name__} {self.table}"


class Protect(Triggers):
    """Refuse to change or delete a row of the table."""

    def on_postgresql(self) -> dict[str, str]:
        return {f"{self.table}_append_only": "BEFORE UPDATE OR DELETE"}

    def function(self) -> str:
        return f"RAISE EXCEPTION '{self.table} is append only';"

    def on_sqlite(self) -> dict[str, str]:
        refuse = f"BEGIN SELECT RAISE(ABORT, '{self.table} is append only'); END;"
        # REPLACE takes a row's place without the triggers of DELETE being asked.
        taken = f"EXISTS (SELECT 1 FROM {self.table} WHERE id = NEW.id)"  # noqa: S608 - our name
        return {
            f"{self.table}_no_update": f"BEFORE UPDATE ON {self.table} {refuse}",
            f"{self.table}_no_delete": f"BEFORE DELETE ON {self.table} {refuse}",
            f"{self.table}_no_replace": (
                f"BEFORE INSERT ON {self.table} WHEN {taken} {refuse}"
            ),
        }


class Apart(Triggers):
    """Refuse rows of one ``within`` whose days overlap, from first to last."""

    def __init__(self, table: str, within: str, first: str, last: str) -> None:
        super().__init__(table)
        self.within, self.first, self.last = within, first, last

    @property
    def overlaps(self) -> str:
        return f"""EXISTS (
            SELECT 1 FROM {self.table} AS other
            WHERE other.{self.within} = NEW.{self.within} AND other.id <> NEW.id
            AND other.{self.first} <= NEW.{self.last}
            AND other.{self.last} >= NEW.{self.first}
        )"""  # noqa: S608 - our names

    @property
    def said(self) -> str:
        return f"days of {self.table} may not overlap"

    def on_postgresql(self) -> dict[str, str]:
        return {f"{self.table}_apart": "AFTER INSERT OR UPDATE"}

    def function(self) -> str:
        return (
            f"IF {self.overlaps} THEN RAISE EXCEPTION '{self.said}' "
            "USING ERRCODE = 'exclusion_violation'; END IF; RETURN NULL;"
        )

    def on_sqlite(self) -> dict[str, str]:
        # Before an insert NEW.id is not known yet: hence after it.
        refuse = f"BEGIN SELECT RAISE(ABORT, '{self.said}'); END;"
        return {
            f"{self.table}_apart_{verb.lower()}": (
                f"AFTER {verb} ON {self.table} WHEN {self.overlaps} {refuse}"
            )
            for verb in ("INSERT", "UPDATE")
        }
