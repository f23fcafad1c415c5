"""Make the database itself refuse periods of one calendar that overlap."""

from django.db import migrations

SAID = "periods of one calendar may not overlap"
OVERLAP = """
    SELECT 1 FROM framework_reportingperiod AS other
    WHERE other.calendar_id = NEW.calendar_id AND other.id <> NEW.id
    AND other.starts_on <= NEW.ends_on AND other.ends_on >= NEW.starts_on
"""
# Before an insert SQLite's NEW.id is not known yet: hence after it.
POSTGRESQL = (
    f"""
    CREATE FUNCTION framework_periods_apart() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS ({OVERLAP}) THEN RAISE EXCEPTION '{SAID}'
            USING ERRCODE = 'exclusion_violation';
        END IF;
        RETURN NULL;
    END $$;
    """,
    "CREATE TRIGGER framework_periods_apart AFTER INSERT OR UPDATE "
    "ON framework_reportingperiod FOR EACH ROW "
    "EXECUTE FUNCTION framework_periods_apart();",
)
SQLITE = tuple(
    f"CREATE TRIGGER framework_periods_apart_{verb.lower()} AFTER {verb} "
    f"ON framework_reportingperiod WHEN EXISTS ({OVERLAP}) "
    f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END;"
    for verb in ("INSERT", "UPDATE")
)


def protect(apps, schema_editor) -> None:
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL if is_postgresql else SQLITE:
        schema_editor.execute(statement)


def release(apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        table = "framework_reportingperiod"
        schema_editor.execute(f"DROP TRIGGER framework_periods_apart ON {table};")
        schema_editor.execute("DROP FUNCTION framework_periods_apart();")
        return
    for verb in ("insert", "update"):
        schema_editor.execute(f"DROP TRIGGER framework_periods_apart_{verb};")


class Migration(migrations.Migration):
    dependencies = [("framework", "0002_the_catalogue")]
    operations = [migrations.RunPython(protect, release)]
