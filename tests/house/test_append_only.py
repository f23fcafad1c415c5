"""What says what happened is refused to change by the database itself."""

from django.db.migrations.loader import MigrationLoader

from accord.lib.append_only import AppendOnly, Protect


def protected(operations):
    return {one.table for one in operations if isinstance(one, Protect)}


def test_every_append_only_table_is_protected():
    loader = MigrationLoader(None, ignore_no_migrations=True)
    made = [one for each in loader.disk_migrations.values() for one in each.operations]
    tables = {model._meta.db_table for model in AppendOnly.__subclasses__()}
    assert tables == protected(made) != set()


def test_the_check_itself_sees_a_table_without_protection():
    assert protected([]) == set()
    assert protected([Protect("subsidies_entry")]) == {"subsidies_entry"}
