"""What was a column of missions became conditions, and finds its way back."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
moved = import_module("accord.framework.migrations.0004_conditions_as_data")
BEFORE = [("framework", "0003_periods_never_overlap"), ("sources", "0001_initial")]
AFTER = [("framework", "0004_conditions_as_data")]


def at(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps.get_model


@pytest.fixture
def before():
    yield at(BEFORE)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_the_column_becomes_a_condition_and_comes_back(before):
    source = before("sources", "Source").objects.create(
        **{"code": "s", "kind": "official", "title_fr": "A", "title_nl": "A"},
        **{"publisher_fr": "B", "publisher_nl": "B", "when": "2021"},
        **{"earliest_on": "2021-01-01", "latest_on": "2021-12-31"},
    )
    both = {"title_fr": "C", "title_nl": "C", "source": source}
    for code, asked in (("old", [False, False]), ("new", [True, False, True])):
        model = before("framework", "ModelAgreement").objects.create(
            code=code, when="", **both
        )
        for rank, conditions in enumerate(asked):
            before("framework", "Mission").objects.create(
                **both,
                **{"model": model, "code": f"{code}-{rank}", "rank": rank},
                **{"slug_fr": f"{code}-{rank}", "slug_nl": f"{code}-{rank}"},
                conditions_subsidy=conditions,
            )

    after = at(AFTER)
    condition = after("framework", "Condition").objects.get()
    assert (condition.model.code, condition.code) == ("new", moved.CODE)
    assert (condition.source_id, condition.at_least) == (source.pk, None)
    named = after("framework", "ConditionMission").objects
    assert set(named.values_list("mission__code", flat=True)) == {"new-0", "new-2"}

    missions = at(BEFORE)("framework", "Mission").objects
    told = missions.filter(conditions_subsidy=True).values_list("code", flat=True)
    assert set(told) == {"new-0", "new-2"}
    at(AFTER)
    assert named.count() == 2
