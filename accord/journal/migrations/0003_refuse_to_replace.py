"""On SQLite, REPLACE takes a row's place without the triggers of 0002 being asked."""

from django.db import migrations

TABLES = ("journal_entry", "journal_reading")


def protect(apps, schema_editor) -> None:
    if schema_editor.connection.vendor != "sqlite":
        return
    for table in TABLES:
        taken = f"SELECT 1 FROM {table} WHERE id = NEW.id"  # noqa: S608 - our name
        schema_editor.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS ({taken}) "
            "BEGIN SELECT RAISE(ABORT, 'journal entries are append only'); END;"
        )


def release(apps, schema_editor) -> None:
    if schema_editor.connection.vendor != "sqlite":
        return
    for table in TABLES:
        schema_editor.execute(f"DROP TRIGGER {table}_no_replace;")


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_append_only")]
    operations = [migrations.RunPython(protect, release)]
