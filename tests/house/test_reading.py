"""Reading writes nothing, and what happened cannot be rewritten."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory

from accord.journal.models import Entry, Reading, trace
from accord.lib.middleware import ReadOnlyGetMiddleware
from accord.sources import actions
from tests import make

pytestmark = pytest.mark.django_db


def test_a_page_that_writes_when_read_is_stopped():
    def careless_view(request):
        request.resolver_match = None
        make.organisation()

    request = RequestFactory().get("/")
    request.resolver_match = None
    with pytest.raises(RuntimeError, match="tried to write"):
        ReadOnlyGetMiddleware(careless_view)(request)


@pytest.mark.parametrize("method", ["update", "delete"])
@pytest.mark.parametrize("table", [Entry, Reading])
def test_the_database_refuses_to_rewrite_what_happened(table, method, cast):
    actions.add_source(
        None,
        code="new",
        by=cast.remy,
        kind="official",
        publisher_fr="A",
        publisher_nl="A",
        title_fr="B",
        title_nl="B",
    )
    Reading.objects.create(actor=cast.ada, seen_as=cast.ines, path="/")

    rewrite = {"update": {"actor": cast.lea}, "delete": {}}[method]
    with pytest.raises(DatabaseError, match="append only"), transaction.atomic():
        getattr(table.objects, method)(**rewrite) if method == "update" else (
            table.objects.all()._raw_delete(table.objects.db)
        )


@pytest.mark.parametrize("table", [Entry, Reading])
def test_the_database_refuses_to_put_another_entry_in_the_place_of_one(table, cast):
    if table is Entry:
        trace(cast.ines, by=cast.ada, verb="directory.edit_person", changes={})
    else:
        Reading.objects.create(actor=cast.ada, seen_as=cast.ines, path="/")
    kept = table.objects.get()
    columns = ", ".join(field.column for field in table._meta.concrete_fields)
    name = table._meta.db_table
    # On PostgreSQL there is no REPLACE: a second row of the same number is refused.
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as sql:
        sql.execute(f"{verb} INTO {name} ({columns}) SELECT {columns} FROM {name}")
    assert table.objects.get() == kept
