from datetime import date

import pytest
from django.db.models import Count, Value

from accord.directory.models import Organisation, Service
from accord.directory.needs import (
    COLUMNS,
    LONGEST,
    Need,
    NeedKind,
    read,
    shaped,
    united,
)
from accord.lib.bilingual import local

LOOK = NeedKind(
    "a.look", "region", "To look at", "Look", lambda need: f"/{need.record}"
)
CALL = NeedKind(
    "b.call", "municipality", "To call", "Call", lambda need: f"/{need.under}"
)


@pytest.fixture
def parts(cast):
    Service.objects.create(
        organisation=cast.ixelles, name_fr="Logement", name_nl="Wonen"
    )
    return [
        shaped(
            Organisation.objects.municipalities().in_alphabet(),
            kind=LOOK,
            municipality="pk",
            what=local("name"),
            since=Value(date(2024, 5, 1)),
        ),
        shaped(
            Service.objects.all(),
            kind=CALL,
            under="organisation",
            municipality="organisation",
            person=Value(7),
            what=Value("x" * 500),
            due=Value(date(2024, 3, 1)),
        ),
    ]


def test_needs_of_different_tables_are_one_query(
    cast, parts, django_assert_num_queries
):
    with django_assert_num_queries(1):
        found = read(united(parts).order_by("need_due", "need_what"))
    ixelles = cast.ixelles.pk
    day = date(2024, 5, 1)
    service = Service.objects.get().pk
    by_kind = {(one.kind, one.record): one for one in found}
    assert len(found) == 3
    assert by_kind["a.look", ixelles] == Need(
        "a.look", ixelles, None, ixelles, None, "Ixelles", day, None
    )
    called = by_kind["b.call", service]
    assert called.due == date(2024, 3, 1)
    assert (called.under, called.person) == (ixelles, 7)
    assert len(called.what) == LONGEST


def test_either_part_may_come_first(parts):
    one = sorted(read(united(parts)), key=lambda need: (need.kind, need.record))
    other = sorted(read(united(parts[::-1])), key=lambda need: (need.kind, need.record))
    assert one == other


def test_each_part_is_filtered_counted_and_paged_in_the_database(cast, parts):
    theirs = [part.filter(need_municipality=cast.ixelles.pk) for part in parts]
    assert united(theirs).count() == 2
    counts = [
        part.values("need_kind", "need_municipality").annotate(n=Count("pk"))
        for part in theirs
    ]
    found = {(row["need_kind"], row["n"]) for row in united(counts)}
    assert found == {("a.look", 1), ("b.call", 1)}
    first = read(united(parts).order_by(*COLUMNS)[:1])
    assert [one.kind for one in first] == ["a.look"]
